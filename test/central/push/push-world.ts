/**
 * Random work of three desks on three cases: ops formed on what a desk saw last, sent in any order, answered or not, sent again. A tiny
 * model replays what the central kept and holds it against what the desks were told. On a database with several connections the desks
 * work at once. `runWorlds` returns what it found first.
 */
import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { issueToken, putAccounts } from '../../../main/central/account.ts'
import { load } from '../../../main/central/log.ts'
import { receivePush } from '../../../main/central/push/receive-push.ts'
import { openDatabase } from '../../../main/central/sql.ts'
import type { DatabaseTarget, Sql } from '../../../main/central/sql.ts'
import type { OpResult } from '../../../main/sync/push-protocol.ts'
import { actsOf, addCase, CITY, CLIENT, edit, epochOf, note, pushCity, read, step, STREET } from './push-desk.ts'
import type { AnyOp, Held } from './push-desk.ts'

/** As the domain has it, written down once more: the product's own table must not vouch for itself. */
const LEGAL: Record<string, Record<string, string>> = {
  reported: { accept: 'verifying', reject: 'rejected', merge: 'merged', force_close: 'closed_forced' },
  verifying: { file: 'filed', reject: 'rejected', merge: 'merged', force_close: 'closed_forced' },
  filed: { dispatch: 'dispatched', void: 'void', force_close: 'closed_forced' },
  dispatched: { take: 'handling', return: 'returned', recall: 'filed', force_close: 'closed_forced' },
  returned: { redispatch: 'dispatched', void: 'void', force_close: 'closed_forced' },
  handling: { feed_back: 'fed_back', ask_extension: 'extension_requested', suspend: 'suspended', force_close: 'closed_forced' },
  extension_requested: { grant: 'handling', deny: 'handling', force_close: 'closed_forced' },
  suspended: { resume: 'handling', force_close: 'closed_forced' },
  fed_back: { check: 'checking', force_close: 'closed_forced' },
  checking: { close: 'closed', fail: 'rework', force_close: 'closed_forced' },
  rework: { take: 'handling', force_close: 'closed_forced' },
  closed: { reopen: 'filed' }, closed_forced: {}, rejected: { reopen: 'verifying' }, void: {},
  // Back to where it was; nobody merges from elsewhere.
  merged: { unmerge: 'reported or verifying' },
}
const NEEDS: Record<string, (unique: string) => Record<string, string>> = {
  reject: (reason) => ({ reason }), void: (reason) => ({ reason }), return: (reason) => ({ reason }), suspend: (reason) => ({ reason }), fail: (reason) => ({ reason }), reopen: (reason) => ({ reason }), force_close: (reason) => ({ reason }),
  dispatch: (department) => ({ department }), redispatch: (department) => ({ department }), feed_back: (result) => ({ result }),
  file: (place) => ({ class: 'k1', place, due_at: '2026-12-01T08:00:00.000Z' }), ask_extension: (reason) => ({ until: '2026-12-05T08:00:00.000Z', reason }),
}
const GROUPS = ['dispatch', 'location', 'description'] as const
type Group = (typeof GROUPS)[number]
/** What the model knows of a group. */
const FIELDS = { dispatch: ['status', 'department', 'duplicate_of', 'status_before'], location: ['place'], description: ['text'] } as const
type Content = Record<Group, Record<string, unknown>>

const ROLES = ['office', 'office', 'district'] as const
const STARTS = ['reported', 'filed', 'verifying', 'handling', 'checking'] as const
const CASES = [0, 1, 2] as const

interface Act { desk: number; kind: 'form' | 'send' | 'resend' | 'pull'; item: number; a: number; lost: boolean }
const act: fc.Arbitrary<Act> = fc.record({
  desk: fc.nat(2), kind: fc.constantFrom('form', 'form', 'form', 'send', 'send', 'resend', 'pull'), item: fc.nat(2), a: fc.nat(999), lost: fc.constantFrom(false, false, true),
})

interface Formed {
  op: AnyOp
  item: number
  /** Groups of the base with what was seen of them, or the own op that they build on. */
  seen: Partial<Record<Group, { content: Record<string, unknown> } | { op: string }>>
  answers: OpResult[]
}
interface DeskState { view: Held[]; formed: Formed[]; queue: Formed[]; lastOwn: Partial<Record<string, string>> }

export interface World { sql: Sql; runs: number; unique: number; tokens: string[] }

async function openWorld(database: DatabaseTarget): Promise<World> {
  const sql = await openDatabase(database)
  await load(sql, pushCity())
  const tokens: string[] = []
  for (const [i, role] of ROLES.entries()) {
    await sql.transaction((tx) => putAccounts(tx, [{ account: `w${i}`, name: `w${i}`, role, city: CITY, home_area: role === 'office' ? STREET : '990101' }]))
    tokens.push((await sql.transaction((tx) => issueToken(tx, `w${i}`, Date.now())))!)
  }
  return { sql, runs: 0, unique: 0, tokens }
}

const contentOf = (row: Held['row']): Content => Object.fromEntries(GROUPS.map((group) => [group, Object.fromEntries(FIELDS[group].map((field) => [field, row[field]]))])) as Content

/** Formed on the view; sometimes on the desk's own last op, and sometimes a step that the flow does not know. */
function form(world: World, desk: DeskState, { item, a }: Act): Formed | null {
  const view = desk.view[item]!
  const { id, status } = view.row
  const word = `u${(world.unique += 1)}`
  if (a % 5 === 0) return { op: note(id, word), item, seen: {}, answers: [] }
  const isEdit = a % 5 < 3
  const groups: Group[] = isEdit ? [a % 2 === 0 ? 'location' : 'description'] : ['dispatch']
  const legal = Object.keys(LEGAL[status]!)
  const from = a % 11 === 0 ? Object.keys(LEGAL)[a % 16]! : status
  const choices = from === status ? legal : Object.keys(LEGAL[from]!)
  // Often enough for lines of three.
  const action = a % 4 < 2 ? (choices.find((one) => one === 'merge' || one === 'unmerge') ?? choices[a % Math.max(1, choices.length)]) : choices[a % Math.max(1, choices.length)]
  if (!isEdit && action === undefined) return null
  if (action === 'file' && !isEdit) groups.push('location')
  const base: Record<string, number | { op: string }> = {}
  const seen: Formed['seen'] = {}
  for (const group of groups) {
    const own = desk.lastOwn[`${item} ${group}`]
    if (own !== undefined && a % 3 === 0) seen[group] = { op: own }
    else seen[group] = { content: contentOf(view.row)[group] }
    base[group] = own !== undefined && a % 3 === 0 ? { op: own } : view.gver[group]
  }
  const to = action === 'unmerge' ? (view.row.status_before ?? 'reported') : LEGAL[from]?.[action ?? '']
  const set = action === 'merge' ? { into: desk.view[(item + 1 + (a % 2)) % 3]!.row.id } : NEEDS[action ?? '']?.(word)
  const op = isEdit ? edit(id, base, groups[0] === 'location' ? { place: word } : { text: word }) : step(id, base, action!, from, to!, set)
  for (const group of groups) desk.lastOwn[`${item} ${group}`] = op.op_id
  return { op, item, seen, answers: [] }
}

async function send(world: World, desk: number, batch: readonly Formed[]): Promise<void> {
  const { sql, tokens } = world
  const { results } = await receivePush({ sql, clock: Date.now, practice: false, log: (line) => assert.fail(line), authorization: `Bearer ${tokens[desk]}` }, { client: CLIENT, epoch: await epochOf(sql), format: 1, ops: batch.map(({ op }) => op) })
  assert.deepEqual(results.map(({ op_id }) => op_id), batch.map(({ op }) => op.op_id))
  for (const [i, result] of results.entries()) if (result.result !== 'retry') batch[i]!.answers.push(result)
}

const isAnswered = ({ answers }: Formed): boolean => answers.length > 0

async function live(world: World, starts: readonly number[], acts: readonly Act[], isAtOnce: boolean): Promise<void> {
  const run = (world.runs += 1)
  const ids = CASES.map((item) => `w${run}-${item}`)
  for (const [item, id] of ids.entries()) await addCase(world.sql, id, { status: STARTS[starts[item]! % STARTS.length] })
  const start = await Promise.all(ids.map((id) => read(world.sql, id)))
  const desks = ROLES.map((): DeskState => ({ view: [...start], formed: [], queue: [], lastOwn: {} }))
  const take = async (one: Act): Promise<void> => {
    const desk = desks[one.desk]!
    if (one.kind === 'pull') desk.view = await Promise.all(ids.map((id) => read(world.sql, id)))
    else if (one.kind === 'form') {
      const formed = form(world, desk, one)
      if (formed === null) return
      desk.formed.push(formed)
      desk.queue.push(formed)
    } else {
      const batch = one.kind === 'send' ? desk.queue.slice(0, 1 + (one.a % 4)) : desk.formed.filter(isAnswered).slice(one.a % 3, (one.a % 3) + 2)
      await send(world, one.desk, batch)
      // A lost answer was given all the same: the op stays and must get it again.
      desk.queue = desk.queue.filter((formed) => !batch.includes(formed) || one.lost || !isAnswered(formed))
    }
  }
  // At once: each desk does its own acts one after the other, and none waits for another.
  const streams = isAtOnce ? ROLES.map((_, i) => acts.filter(({ desk }) => desk === i)) : [acts]
  await Promise.all(streams.map(async (stream) => {
    for (const one of stream) await take(one)
  }))
  for (const [i, desk] of desks.entries()) for (let round = 0; round < 3; round += 1) await send(world, i, round === 2 ? desk.formed : desk.queue)
  const formed = desks.flatMap((desk, i) => desk.formed.map((one) => ({ ...one, by: `w${i}` })))
  checkAnswers(formed)
  for (const [item, id] of ids.entries()) await checkCase(world.sql, id, start[item]!, formed.filter((one) => one.item === item))
  await checkMerged(world.sql, ids, formed)
}

type Owned = Formed & { by: string }
/** The id of the act that the op leaves. */
const nameOf = ({ op }: Formed): string => (op.kind === 'note' ? (op as unknown as { id: string }).id : op.op_id)

function checkAnswers(formed: readonly Owned[]): void {
  for (const { op, answers } of formed) {
    assert.ok(answers.length > 0, `op ${op.op_id} has no answer`)
    for (const answer of answers) assert.deepEqual(answer, answers[0], 'another answer to the same op')
  }
}

/** Sum of the accepted = applied + visible refusals; only legal steps; nothing overwritten that its author had not seen. */
async function checkCase(sql: Sql, id: string, start: Held, formed: readonly Owned[]): Promise<void> {
  const acts = (await actsOf(sql, id)).filter(({ kind }) => kind !== 'collect')
  const byName = new Map(formed.map((one) => [nameOf(one), one]))
  const appliedNames = formed.filter(({ answers }) => answers[0]?.result === 'applied').map(nameOf)
  assert.deepEqual(acts.map((one) => one.id).sort(), [...appliedNames].sort(), 'what was told applied is not what was done')
  const now = contentOf(start.row)
  const writer: Partial<Record<Group, string>> = {}
  for (const done of acts) {
    const one = byName.get(done.id)!
    assert.equal(done.by, one.by, 'done in another’s name')
    if (done.kind === 'note') continue
    for (const [group, seen] of Object.entries(one.seen) as [Group, NonNullable<Formed['seen'][Group]>][]) {
      if ('op' in seen) checkForerunner(formed, seen.op, writer[group], now[group], group)
      else assert.deepEqual(seen.content, now[group], `${group} overwritten unseen`)
      writer[group] = one.op.op_id
    }
    if (done.kind === 'transition') {
      assert.equal(done.from, now.dispatch.status, 'a step from where the case was not')
      const to = done.action === 'unmerge' && done.from === 'merged' ? now.dispatch.status_before : LEGAL[done.from ?? '']?.[done.action ?? '']
      assert.equal(to, done.to, `illegal: ${done.from} ${done.action} ${done.to}`)
      now.dispatch = { ...now.dispatch, status: done.to, duplicate_of: undefined, status_before: undefined }
      if (done.to === 'merged') now.dispatch = { ...now.dispatch, duplicate_of: one.op.set === undefined ? undefined : (one.op.set as { into?: string }).into, status_before: done.from }
      if (done.to === 'void') now.dispatch.status_before = done.from
      if (done.action === 'recall' || done.action === 'reopen') now.dispatch.department = undefined
    }
    const set = (one.op.set ?? {}) as Record<string, unknown>
    if (set.department !== undefined) now.dispatch.department = set.department
    if (set.place !== undefined) now.location = { place: set.place }
    if (set.text !== undefined) now.description = { text: set.text }
  }
  const end = await read(sql, id)
  assert.deepEqual(contentOf(end.row), now, 'the row is not the sum of its acts')
  assert.equal(end.row.note_count ?? 0, acts.filter(({ kind }) => kind === 'note').length, 'the notes are not counted')
}

/** Each case shows just those that are merged into it, by however many steps, and tells once of each that came or went. */
async function checkMerged(sql: Sql, ids: readonly string[], formed: readonly Owned[]): Promise<void> {
  const rows = new Map(await Promise.all(ids.map(async (id) => [id, (await read(sql, id)).row] as const)))
  const above = (id: string, line: string[] = []): string[] => {
    const { status, duplicate_of } = rows.get(id)!
    if (status !== 'merged') return line
    assert.ok(duplicate_of !== undefined && !line.includes(duplicate_of), 'merged in a circle')
    return above(duplicate_of, [...line, duplicate_of])
  }
  for (const [id, row] of rows) {
    assert.deepEqual((row.merged ?? []).map((entry) => entry.case).sort(), ids.filter((other) => above(other).includes(id)).sort(), 'not what is merged into it')
    for (const entry of row.merged ?? []) assert.equal(entry.into ?? id, rows.get(entry.case)!.duplicate_of, 'not what is merged into it')
    const told = (await actsOf(sql, id)).filter(({ kind }) => kind === 'collect')
    const applied = new Set(formed.filter(({ answers }) => answers[0]?.result === 'applied').map(({ op }) => op.op_id))
    for (const one of told) assert.ok(applied.has(one.id.slice(0, one.id.indexOf('.'))), 'told of what was not done')
    for (const other of ids) if (rows.get(other)!.duplicate_of === id) assert.equal(told.findLast((one) => one.other === other)?.action, 'merge', 'not told as it is')
  }
}

/** An op that was so already has left no act: what it meant must be what is there. */
function checkForerunner(formed: readonly Owned[], opId: string, writer: string | undefined, now: Record<string, unknown>, group: Group): void {
  const earlier = formed.find(({ op }) => op.op_id === opId)
  if (earlier?.answers[0]?.result === 'satisfied') assert.equal(now.status, earlier.op.to, `${group} overwritten unseen`)
  else assert.equal(writer, opId, `${group} overwritten unseen`)
}

export interface Found {
  runs: number
  /** Null: nothing found. */
  message: string | null
  /** The smallest history found that shows it, and how to have it again. */
  counterexample: string
  /** Answers remembered, by kind. */
  results: Record<string, number>
}

/** Desks work at once on a real PostgreSQL, one after the other on the embedded one. */
export async function runWorlds(runs: number, seed: number, database: DatabaseTarget, isShrunk = true): Promise<Found> {
  const world = await openWorld(database)
  try {
    const property = fc.asyncProperty(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)), fc.array(act, { minLength: 4, maxLength: 36, size: 'max' }), (starts, acts) => live(world, starts, acts, database.kind === 'postgres'))
    const checked = await fc.check(property, { numRuns: runs, seed, endOnFailure: !isShrunk })
    const counted = await world.sql.query<{ kind: string; n: number }>(`SELECT result::jsonb ->> 'result' AS kind, count(*)::int AS n FROM applied_op GROUP BY 1 ORDER BY 1`)
    const said = checked.errorInstance instanceof Error ? checked.errorInstance.message : String(checked.errorInstance)
    const counterexample = `PUSH_SEED=${seed}, path ${checked.counterexamplePath}: ${JSON.stringify(checked.counterexample)}`
    return { runs: checked.numRuns, message: checked.failed ? said : null, counterexample, results: Object.fromEntries(counted.map(({ kind, n }) => [kind, n])) }
  } finally {
    await world.sql.close()
  }
}
