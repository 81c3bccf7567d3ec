/** What people do at their desks: they change what they see, in chains and against each other, settle what was refused, take back, keep drafts, and give their place to somebody else. */
import { composeOp } from '../../main/core/compose-op.ts'
import { needsOf, scopeOf } from '../../main/core/edit-scope.ts'
import type { NewOp } from '../../main/outbox/op.ts'
import type { SimOp } from './memory-central-facts.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'
import { wishEdit, wishLead, wishSaying, wishStep, type Wishing } from './intents.ts'
import { caseOf, opOf, seenCases, type SeenCase } from './seen-cases.ts'
import { wallAt, type Process, type SimDesk } from './sim-desk.ts'
import { DESKS, type World } from './world.ts'

export const PEOPLE_ACTS = ['edit', 'chain', 'same case', 'resolve', 'withdraw', 'draft', 'switch'] as const
export type PeopleAct = (typeof PEOPLE_ACTS)[number]
type Numbers = readonly [a: number, b: number, c: number]

const REFUSED: readonly string[] = ['conflict', 'rejected', 'blocked']
const FORM = 'note'

export async function actAtDesk(world: World, desk: SimDesk, name: PeopleAct, [, b, c]: Numbers): Promise<void> {
  if (name === 'switch') return world.switchUser(desk, b % 2)
  const { process } = desk
  if (!process) return
  switch (name) {
    case 'edit': return void (await save(world, desk, wishAt(world, desk, b, c)))
    case 'chain': return chain(world, desk, b, c)
    case 'same case': return sameCase(world, b, c)
    case 'resolve': return settle(world, desk, process, b, c)
    case 'withdraw': {
      const own = process.outbox.ops().filter(({ state, attempts }) => state === 'queued' && attempts === 0)
      const chosen = own[b % Math.max(1, own.length)]
      if (chosen) await heard(world, process.outbox.ask('withdraw', { op_ids: [chosen.op_id] }))
      return
    }
    case 'draft': {
      const key = `k${b % 2}`
      const body = JSON.stringify({ text: world.ledger.word() })
      const isDropped = c % 3 === 2
      world.ledger.drafting(desk.sub, `${FORM}/${key}`)
      const done = await heard(world, isDropped ? process.outbox.ask('dropDraft', { form: FORM, key }) : process.outbox.ask('putDraft', { form: FORM, key, body }))
      if (done) world.ledger.drafted(desk.sub, `${FORM}/${key}`, isDropped ? null : body)
    }
  }
}

/** Null: it was refused, or the process died over it. */
async function heard<T>(world: World, answer: Promise<{ value: T }>): Promise<{ value: T } | null> {
  let found: { value: T } | null = null
  answer.then((one) => (found = one), () => {})
  await world.settle()
  return found
}

const wishingOf = (world: World, desk: SimDesk): Wishing => ({
  sub: desk.sub, role: (DESKS[desk.n] ?? DESKS[0]).role, ids: world.ledger.ids, word: world.ledger.word, now: wallAt(world.time),
  classes: desk.process?.disk.contents().rows.flatMap((row) => (row.type === 'class' ? [row.id] : [])) ?? [],
})

export const seenAt = ({ sub }: { sub: string }, { disk, outbox }: Process): SeenCase[] => seenCases(disk.contents(), outbox.ops(), sub)

interface Wish {
  intent: EditIntent
  seen: SeenCase | null
}

function wishAt(world: World, desk: SimDesk, b: number, c: number): Wish | null {
  const { process } = desk
  if (!process) return null
  const wishing = wishingOf(world, desk)
  const cases = seenAt(desk, process)
  const seen = cases[b % Math.max(1, cases.length)]
  if (c % 16 === 15 && wishing.classes.length > 0 && DESKS[desk.n]?.role !== 'wall') return { intent: wishLead(b, wishing), seen: null }
  if (!seen) return null
  return wishOn(seen, c, wishing)
}

function wishOn(seen: SeenCase, c: number, wishing: Wishing): Wish | null {
  // Whoever knows no class has not pulled the city yet.
  if (wishing.classes.length === 0) return null
  const turn = Math.floor(c / 16)
  const intent = c % 3 === 0 ? wishStep(seen, turn, wishing) : c % 3 === 1 ? wishEdit(seen, turn, wishing) : wishSaying(seen, turn, wishing)
  return intent === null ? null : { intent, seen }
}

/** A step, a word about it, another step: each on what the desk shows by then. */
async function chain(world: World, desk: SimDesk, b: number, c: number): Promise<void> {
  const first = wishAt(world, desk, b, c - (c % 3))
  if (first === null || !(await save(world, desk, first))) return
  const id = 'on' in first.intent ? first.intent.on : first.intent.id
  for (const turn of [c + 2 - (c % 3), c + 16 - (c % 3)]) {
    const { process } = desk
    const seen = process ? seenAt(desk, process).find((one) => one.id === id) : undefined
    const next = seen ? wishOn(seen, turn, wishingOf(world, desk)) : null
    if (next === null || !(await save(world, desk, next))) return
  }
}

/** Every desk that sees it changes the same case, each before it can know of the others. */
async function sameCase(world: World, b: number, c: number): Promise<void> {
  for (const desk of world.desks) {
    const { process } = desk
    const seen = process ? seenAt(desk, process).find(({ id }) => id === `c-${b % 9}`) : undefined
    if (seen) await save(world, desk, wishOn(seen, c + 16 * desk.n * (b % 2), wishingOf(world, desk)))
  }
}

/** True: it is saved. */
async function save(world: World, desk: SimDesk, wish: Wish | null, draft: { form: string; key: string } | null = null): Promise<boolean> {
  const { process } = desk
  const op = wish && compose(world, desk, wish, null)
  if (!process || !op) return false
  const answer = await heard(world, process.outbox.ask('save', { ops: [op], draft }).then((one) => {
    if (one.value.saved) process.sync.edited()
    return one
  }))
  if (answer === null) return false
  world.ledger.saved([op.op_id], answer.value.saved ? 'yes' : 'no')
  await world.settle()
  return answer.value.saved
}

/** As it will be kept and sent; null: this desk does not hold what it is about. */
function compose(world: World, desk: SimDesk, { intent, seen }: Wish, resolves: string | null): NewOp | null {
  const { process } = desk
  if (!process) return null
  const scopes = new Map(process.disk.contents().rows.flatMap((row) => (row.type === 'case' ? [[row.id, row.scope]] : [])))
  const made = new Map<string, string>()
  for (const { kind, row_id, op_id, scope } of process.outbox.ops()) {
    if (kind !== 'create') continue
    if (!scopes.has(row_id)) scopes.set(row_id, scope)
    made.set(row_id, op_id)
  }
  const scope = scopeOf(intent, scopes)
  if (scope === undefined) return null
  const op = composeOp(intent, scope, { madeAt: wallAt(world.time, desk.wallSkewMs), skewMs: process.sync.skewMs(), resolves, needs: needsOf(intent, made) })
  world.ledger.wish(desk.sub, (DESKS[desk.n] ?? DESKS[0]).role, JSON.parse(op.body) as SimOp, seen)
  return op
}

/** One of the ways out of a refusal. */
async function settle(world: World, desk: SimDesk, process: Process, b: number, c: number): Promise<void> {
  const refused = process.outbox.ops().filter(({ state }) => REFUSED.includes(state))
  const one = refused[b % Math.max(1, refused.length)]
  if (!one) return
  const way = (['accept-theirs', 'redo', 'keep-note', 'again', 'redo'] as const)[c % 5] ?? 'again'
  world.trace.count(`way out: ${way}`)
  if (way === 'again') {
    await heard(world, process.outbox.ask('sendAgain', { op_ids: [one.op_id] }).then((answer) => {
      process.sync.edited()
      return answer
    }))
    return
  }
  const was = opOf(one)
  const seen = seenAt(desk, process).find(({ id }) => id === caseOf(was))
  const wish = way === 'accept-theirs' || !seen ? null : wishOn(seen, way === 'keep-note' ? 2 : was.kind === 'transition' ? 0 : 1, wishingOf(world, desk))
  const op = wish && compose(world, desk, wish, one.op_id)
  const answer = await heard(world, process.outbox.ask('resolve', { op_ids: [one.op_id], how: way, op }).then((given) => {
    process.sync.edited()
    return given
  }))
  if (op && answer) world.ledger.saved([op.op_id], answer.value.changed.length > 0 ? 'yes' : 'no')
  await world.settle()
}
