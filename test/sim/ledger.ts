/**
 * The tiny history model of people's work: every intent that was called saved is applied at the central exactly once, or stands refused before its
 * author, or was taken back (I1, I2, I19); nothing is overwritten that its author had not seen (I12), no step is illegal (I11), nobody sends for
 * another (I16), and what is on its way is known to be (I14). It looks at both ends and at every push between them.
 */
import { isDeepStrictEqual } from 'node:util'
import { FIRST_DUTIES } from '../../main/central/duties.ts'
import type { Account } from '../../main/central/grants.ts'
import type { Op as KeptOp } from '../../main/outbox/op.ts'
import type { SimOp } from './memory-central-facts.ts'
import { after, contentOf, isSo, modelOf, whyIllegal, type Content, type ModelCase } from './case-model.ts'
import { createIds } from './chance.ts'
import type { Truth, TruthRow } from './parts.ts'
import { actOf, caseOf, groupsOf, madeBy, opOf, type SeenCase } from './seen-cases.ts'
import type { Trace } from './trace.ts'

interface Intent {
  n: number
  sub: string
  role: Account['role']
  op: SimOp
  /** Of each group that it changes; null: a case is made. */
  seen: Content | null
  /** 'maybe': nobody heard whether it was saved. */
  saved: 'maybe' | 'yes' | 'no'
}
interface Said {
  op_id: string
  result: string
  gver?: Record<string, number>
  on?: string
  problem?: { type: string; why?: string; current?: Record<string, { gver: number }> }
}

/** Where a case stood when an op of a push was decided, and what of the push was decided after it. */
interface Standing {
  before: ModelCase | undefined
  later: readonly SimOp[]
}

export interface Ledger {
  /** Names of ops and rows, and words, each unlike all others. */
  ids(): string
  word(): string
  /** Before it is saved: from then on it may be there. */
  wish(sub: string, role: Account['role'], op: SimOp, seen: SeenCase | null): void
  saved(opIds: readonly string[], how: 'yes' | 'no'): void
  /** A request with these ops leaves a desk. Wrong things in words. */
  leaves(sub: string, ops: readonly SimOp[], kept: readonly KeptOp[]): string[]
  /** The central has decided: `results` as it gave them; `truth` after it. */
  decided(sub: string, ops: readonly SimOp[], results: readonly Said[], truth: Truth): string[]
  /** A central has decided about it at some time. */
  isKnown(opId: string): boolean
  /** Something else happened at the central. */
  rebase(truth: Truth): void
  /** A draft is being kept or dropped: until it is known how that went, it may be either. */
  drafting(sub: string, name: string): void
  drafted(sub: string, name: string, body: string | null): void
  /** What one person's outbox holds, at any time. */
  holds(sub: string, kept: readonly KeptOp[], drafts: ReadonlyMap<string, string>): string[]
  /** At the end, of everybody's outboxes. */
  settled(outboxes: ReadonlyMap<string, readonly KeptOp[]>): string[]
  count(): number
}

const UNSENT: readonly string[] = ['queued', 'sending', 'unknown']
const DONE: readonly string[] = ['applied', 'satisfied']
const REFUSED: readonly string[] = ['conflict', 'rejected', 'blocked']
const typeOf = ({ problem }: Said): string => problem?.type.split('/').pop() ?? ''

const actsIn = (truth: Truth): TruthRow[] => truth.rows.filter(({ type }) => type === 'act')

export function createLedger(trace: Trace): Ledger {
  const intents = new Map<string, Intent>()
  const byAct = new Map<string, Intent>()
  /** By epoch, by op. */
  const told = new Map<string, Map<string, Said>>()
  /** Which op made this version of a group. */
  const writers = new Map<number, string>()
  let epoch = ''
  let cases = new Map<string, ModelCase>()
  let acts = new Set<string>()
  /** Acts that went with their case: a restored central may still remember what it answered. */
  const gone = new Map<string, string>()
  const drafts = new Map<string, string | null>()
  const ids = createIds(50_000)
  let words = 0

  const rebase = (truth: Truth): void => {
    const now = new Set(actsIn(truth).map(({ id }) => id))
    if (truth.epoch === epoch) for (const id of acts) if (!now.has(id)) gone.set(id, epoch)
    epoch = truth.epoch
    acts = now
    cases = new Map(truth.rows.flatMap((row) => (row.type === 'case' ? [[row.id, modelOf(row)] as const] : [])))
  }

  const replay = (truth: Truth, results: ReadonlyMap<string, Said>): string[] => {
    const wrong: string[] = []
    const fresh = actsIn(truth).filter(({ id }) => !acts.has(id)).sort((a, b) => a.ver - b.ver)
    for (const row of fresh) {
      const act = JSON.parse(row.body) as { case: string; by: string; at: string; kind: string; groups: string[] }
      const intent = byAct.get(row.id)
      if (intent === undefined) {
        wrong.push(`I1: an act ${row.id} that nobody wished for`)
        continue
      }
      const { op, sub } = intent
      if (act.by !== sub || act.case !== caseOf(op) || !Number.isFinite(Date.parse(act.at))) wrong.push(`I11: ${op.op_id} of ${sub} was done by ${act.by} on ${act.case} at ${act.at}`)
      const result = results.get(op.op_id)
      if (result?.result !== 'applied') wrong.push(`I1: ${op.op_id} took effect and was answered ${result?.result ?? 'nothing'}`)
      const before = cases.get(act.case) ?? null
      if (before === null && op.kind !== 'create') {
        wrong.push(`I1: ${op.op_id} took effect on a case that is not there`)
        continue
      }
      if (before !== null) {
        const illegal = whyIllegal(before, op, sub, FIRST_DUTIES[intent.role])
        if (illegal !== null) wrong.push(`I11: illegal step ${illegal}`)
        for (const group of groupsOf(op)) if (!isDeepStrictEqual(intent.seen?.[group as keyof Content], before.content[group as keyof Content])) wrong.push(`I12: ${group} of ${act.case} overwritten unseen by ${op.op_id}: ${JSON.stringify(before.content[group as keyof Content])} instead of ${JSON.stringify(intent.seen?.[group as keyof Content])}`)
      }
      for (const group of act.groups) {
        const version = result?.gver?.[group]
        // What was laid over marks that its author had not seen is nothing that an edit may build on.
        const isUnseen = op.kind === 'handover' && !isDeepStrictEqual(intent.seen?.supervision, before?.content.supervision)
        if (version !== undefined && madeBy(op).includes(group) && !isUnseen) writers.set(version, op.op_id)
      }
      cases.set(act.case, after(before, op, sub))
      acts.add(row.id)
      trace.count(`applied: ${op.kind}`)
    }
    for (const row of truth.rows) {
      if (row.type !== 'case') continue
      const [is, should] = [modelOf(row), cases.get(row.id)]
      if (should && (!isDeepStrictEqual(is.content, should.content) || is.notes !== should.notes)) wrong.push(`I2: ${row.id} is ${JSON.stringify([is.content, is.notes])} and not the sum of its acts ${JSON.stringify([should.content, should.notes])}`)
    }
    return wrong
  }

  /** What an op builds on by its own author's hand is no reason to refuse it. */
  const falseConflict = (intent: Intent, said: Said): string | null => {
    const { op, sub } = intent
    const base = ('base' in op ? op.base : {}) as Record<string, number | { op: string }>
    for (const [group, { gver }] of Object.entries(said.problem?.current ?? {})) {
      const writer = writers.get(gver)
      const given = base[group]
      const builtOn = typeof given === 'number' ? writers.get(given) : given?.op
      if (writer !== undefined && intents.get(writer)?.sub === sub && (writer === op.op_id || writer === builtOn)) return `${op.op_id} was refused because of ${writer === op.op_id ? 'itself' : `${writer}, on which it builds`}`
    }
    return null
  }

  /** Of an earlier epoch: a central that was restored or loaded anew may still know what it answered when it was so. */
  const isRemembered = (opId: string, said: Said): boolean => [...told.values()].some((ofEpoch) => isDeepStrictEqual(ofEpoch.get(opId), said))

  /** By the op's own act, or by what others did. */
  const isSoAlready = ({ op }: Intent, said: Said, truth: Truth, { before, later }: Standing): boolean => {
    if (acts.has(actOf(op)) || isRemembered(op.op_id, said)) return true
    const undecided = new Set(later.map(actOf))
    const steps = actsIn(truth).filter(({ id }) => !undecided.has(id)).map(({ ver, body }) => ({ ver, act: JSON.parse(body) as { case: string; groups: string[]; action?: string; text?: string } }))
    const last = steps.filter(({ act }) => act.case === caseOf(op) && act.groups.includes('dispatch')).sort((a, b) => b.ver - a.ver)[0]
    return before !== undefined && isSo(before, op, last?.act)
  }

  const judge = (intent: Intent, said: Said, truth: Truth, standing: Standing): string[] => {
    const { op } = intent
    const known = told.get(epoch)?.get(op.op_id)
    if (known !== undefined) return isDeepStrictEqual(known, said) ? [] : [`I2: ${op.op_id} was first answered ${JSON.stringify(known)}, then ${JSON.stringify(said)}`]
    const isOld = isRemembered(op.op_id, said)
    const isTrue = said.result !== 'satisfied' || isSoAlready(intent, said, truth, standing)
    told.set(epoch, (told.get(epoch) ?? new Map<string, Said>()).set(op.op_id, said))
    trace.count(`told: ${said.result}${said.problem ? ` ${typeOf(said)}` : ''}`)
    // A backup may be from before it ever was.
    const isThere = acts.has(actOf(op)) || (said.result === 'applied' ? gone.has(actOf(op)) : gone.get(actOf(op)) === epoch)
    switch (said.result) {
      case 'applied': return isThere ? [] : [`I1: ${op.op_id} is told applied and has left no act`]
      case 'satisfied': return isTrue ? [] : [`I1: ${op.op_id} is told satisfied, and it is not so: ${JSON.stringify(op)} of ${JSON.stringify(standing.before?.content)}`]
      case 'blocked': return DONE.includes(told.get(epoch)?.get(said.on ?? '')?.result ?? '') ? [`I13: ${op.op_id} is blocked by ${said.on}, which was applied`] : isThere ? [`I1: ${op.op_id} is told blocked and took effect`] : []
      default: {
        const type = typeOf(said)
        if (isThere) return [`I1: ${op.op_id} is told ${said.result} ${type} and took effect`]
        const named = 'set' in op ? (op.set as { class?: string } | undefined)?.class : undefined
        // A class that the city has given up meanwhile.
        if (type === 'op-invalid' && named !== undefined && !truth.rows.some((row) => row.type === 'class' && row.id === named)) return []
        if (type === 'op-invalid' || type === 'op-id-reuse' || (type === 'illegal-transition' && op.kind === 'transition')) return [`I1: ${op.kind} ${op.op_id} was refused as ${type}: ${JSON.stringify(said)}`]
        if (isOld) return []
        if (type === 'gone' && cases.has(caseOf(op))) return [`I2: ${op.op_id} is told that ${caseOf(op)} is gone, and it is there`]
        if (type === 'gone' && isMadeBefore(intent)) return [`I2: ${op.op_id} is told that ${caseOf(op)} is gone, which its author makes`]
        const why = said.result === 'conflict' ? falseConflict(intent, said) : null
        return why === null ? [] : [`I2: false conflict: ${why}`]
      }
    }
  }
  /** The case comes from an earlier edit of the same person, which is not decided yet. */
  const isMadeBefore = ({ n, sub, op }: Intent): boolean =>
    [...intents.values()].some((one) => one.n < n && one.sub === sub && one.op.kind === 'create' && one.op.id === caseOf(op) && told.get(epoch)?.get(one.op.op_id) === undefined)

  return {
    wish(sub, role, op, seen) {
      const intent: Intent = { n: intents.size, sub, role, op, seen: seen && contentOf(seen.row), saved: 'maybe' }
      intents.set(op.op_id, intent)
      byAct.set(actOf(op), intent)
    },
    saved(opIds, how) {
      for (const id of opIds) {
        const intent = intents.get(id)
        if (intent) intent.saved = how
        trace.count(how === 'yes' ? 'accepted intents' : 'intents that were not saved')
      }
    },
    leaves(sub, ops, kept) {
      const standing = new Map(kept.map((one) => [one.op_id, one]))
      return ops.flatMap((op): string[] => {
        const [intent, own] = [intents.get(op.op_id), standing.get(op.op_id)]
        if (intent === undefined) return [`I1: ${op.op_id} is sent and nobody wished for it`]
        if (intent.sub !== sub) return [`I16: ${op.op_id} of ${intent.sub} is sent by ${sub}`]
        if (own?.state !== 'sending') return [`I14: ${op.op_id} leaves while it is ${own?.state ?? 'not there'}`]
        const earlier = kept.find((one) => own !== undefined && one.n < own.n && one.type === own.type && one.row_id === own.row_id && UNSENT.includes(one.state) && !ops.some(({ op_id }) => op_id === one.op_id))
        return earlier ? [`I1: ${op.op_id} overtakes ${earlier.op_id} of the same row`] : []
      })
    },
    decided(sub, ops, results, truth) {
      const said = new Map(results.map((one) => [one.op_id, one]))
      const standing = new Map(ops.map((op) => [caseOf(op), cases.get(caseOf(op))]))
      const done = new Set(ops.map(actOf).filter((id) => acts.has(id)))
      const wrong = replay(truth, said)
      for (const [n, op] of ops.entries()) {
        const [intent, one] = [intents.get(op.op_id), said.get(op.op_id)]
        if (intent === undefined || intent.sub !== sub) wrong.push(`I16: ${op.op_id} of ${intent?.sub ?? 'nobody'} came from ${sub}`)
        else if (one === undefined) wrong.push(`I1: ${op.op_id} got no answer`)
        else if (one.result !== 'retry') wrong.push(...judge(intent, one, truth, { before: standing.get(caseOf(op)), later: ops.slice(n + 1) }))
        if (acts.has(actOf(op)) && !done.has(actOf(op))) standing.set(caseOf(op), after(standing.get(caseOf(op)) ?? null, op, sub))
      }
      return wrong
    },
    rebase,
    isKnown: (opId) => [...told.values()].some((ofEpoch) => ofEpoch.has(opId)),
    ids,
    word: () => `词${(words += 1)}`,
    drafting: (sub, name) => void drafts.delete(`${sub} ${name}`),
    drafted: (sub, name, body) => void drafts.set(`${sub} ${name}`, body),
    holds(sub, kept, forms) {
      const wrong: string[] = []
      for (const [name, body] of drafts) if (name.startsWith(`${sub} `) && (forms.get(name.slice(sub.length + 1)) ?? null) !== body) wrong.push(`I14: the draft ${name} is not as it was kept`)
      const there = new Map(kept.map((one) => [one.op_id, one]))
      for (const [id, intent] of intents) {
        if (intent.sub !== sub) {
          if (there.has(id)) wrong.push(`I16: the outbox of ${sub} holds ${id} of ${intent.sub}`)
        } else if (intent.saved === 'yes' && !there.has(id)) wrong.push(`I1: ${id} was called saved and is not there`)
        // What was called not saved may still be found whole by a later start.
        else if (intent.saved !== 'yes' && there.has(id)) intent.saved = 'yes'
      }
      for (const one of kept) if (!isDeepStrictEqual(intents.get(one.op_id)?.op, opOf(one))) wrong.push(`I1: ${one.op_id} is not what was saved`)
      return wrong
    },
    settled(outboxes) {
      const now = told.get(epoch) ?? new Map<string, Said>()
      return [...intents].flatMap(([id, { sub, op, saved }]): string[] => {
        const one = outboxes.get(sub)?.find(({ op_id }) => op_id === id)
        const isThere = acts.has(actOf(op))
        if (one === undefined) return saved === 'yes' ? [`I1: ${id} of ${sub} is lost`] : isThere ? [`I1: ${id} was never saved and took effect`] : []
        trace.count(`end: ${one.state}`)
        if (UNSENT.includes(one.state)) return [`I20: ${id} of ${sub} is still ${one.state}`]
        if (DONE.includes(one.state)) {
          if (!DONE.includes(now.get(id)?.result ?? '')) return [`I19: ${id} of ${sub} counts as ${one.state}, and this central ${now.has(id) ? `answered ${now.get(id)?.result}` : 'was never asked'}`]
          return one.state === 'applied' && !isThere && !gone.has(actOf(op)) ? [`I1: ${id} of ${sub} counts as applied and is not there`] : []
        }
        if (isThere) return [`I1: ${id} of ${sub} is ${one.state} and took effect`]
        return REFUSED.includes(one.state) && one.result === null ? [`I1: ${id} of ${sub} is refused without a reason`] : []
      })
    },
    count: () => intents.size,
  }
}
