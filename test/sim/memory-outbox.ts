/** An outbox in memory: what its functions mean, written once more on plain maps, for worlds that are run a hundred thousand times. What is saved is durable; a write that dies has happened wholly or not at all. */
import { hash } from 'node:crypto'
import { StoreFailure } from '../../main/store/failure.ts'
import type { Draft } from '../../main/outbox/drafts.ts'
import type { OutboxFunctions } from '../../main/outbox/functions.ts'
import type { NewOp, Op } from '../../main/outbox/op.ts'
import { createMishaps, Death, diskFull, type Session } from './disk-lane.ts'
import { READING, type OpenOutbox, type OutboxClock, type OutboxDisk, type OutboxFile, type OutboxLane } from './outbox-parts.ts'

type State = Op['state']
const UNSENT: readonly State[] = ['queued', 'sending', 'unknown']
const REFUSED: readonly State[] = ['conflict', 'rejected', 'blocked']
const OVER: readonly State[] = ['applied', 'satisfied', 'resolved', 'withdrawn']
const DAY_MS = 86_400_000
const ENVELOPE_BYTES = 600

interface Platter {
  readonly actor: string
  client: string | null
  ops: Map<string, Op & { keptFrom: number | null }>
  drafts: Map<string, Draft>
  n: number
}

interface Around {
  platter: Platter
  clock: OutboxClock
  /** Asked before anything is changed: the disk may be full, or the process die now. Returns what to do once it is done. */
  write(): void
}

type Table = { [N in keyof OutboxFunctions]?: (around: Around, input: never) => unknown }
const draftName = ({ form, key }: { form: string; key: string }): string => `${form}/${key}`
const inState = ({ platter }: Around, states: readonly State[]): Op[] => [...platter.ops.values()].filter(({ state }) => states.includes(state)).sort((a, b) => a.n - b.n)

/** Changes those of which `change` says how; the others are named. */
function changeAll(around: Around, ids: readonly string[], change: (op: Op) => Partial<Op> | null): { changed: string[]; ignored: string[] } {
  const changes = new Map([...new Set(ids)].flatMap((id): [string, Partial<Op>][] => {
    const op = around.platter.ops.get(id)
    const next = op === undefined ? null : change(op)
    return next === null ? [] : [[id, next]]
  }))
  if (changes.size > 0) around.write()
  for (const [id, next] of changes) around.platter.ops.set(id, { ...(around.platter.ops.get(id) as Platter['ops'] extends Map<string, infer T> ? T : never), ...next, e: (around.platter.ops.get(id)?.e ?? 0) + 1, keptFrom: null })
  return { changed: [...changes.keys()], ignored: ids.filter((id) => !changes.has(id)) }
}

function add(around: Around, ops: readonly NewOp[]): Map<string, boolean> {
  const { platter, clock } = around
  const isNew = new Map(ops.map(({ op_id }) => [op_id, !platter.ops.has(op_id)]))
  for (const op of ops) {
    if (platter.ops.has(op.op_id)) continue
    platter.ops.set(op.op_id, {
      n: platter.n++, op_id: op.op_id, actor: platter.actor, scope: op.scope, type: op.type, row_id: op.row_id, kind: op.kind, body: op.body, body_sha: hash('sha256', op.body, 'hex'),
      depends_on: op.depends_on !== undefined && op.depends_on.length > 0 ? JSON.stringify(op.depends_on) : null, made_at: Math.trunc(clock.wall()), made_mono: Math.trunc(clock.monotonic()), boot_id: 'boot', skew_ms: op.skew_ms ?? null,
      state: 'queued', e: 0, attempts: 0, sent_epoch: null, result: null, ack_seq: null, ack_ver: null, ack_epoch: null, keptFrom: null,
    })
  }
  return isNew
}

const plain = ({ keptFrom: _keptFrom, ...op }: Op & { keptFrom: number | null }): Op => op
const VERDICTS = { applied: 'applied', satisfied: 'satisfied', conflict: 'conflict', rejected: 'rejected', blocked: 'blocked', undecided: 'queued' } as const

const FUNCTIONS = {
  save(around: Around, { ops, draft }: { ops: NewOp[]; draft?: { form: string; key: string } | null }) {
    const { platter } = around
    if (ops.some(({ op_id, body }) => platter.ops.has(op_id) && platter.ops.get(op_id)?.body !== body)) return { saved: false, why: 'reuse', detail: '' }
    const isDrafted = draft !== undefined && draft !== null && platter.drafts.has(draftName(draft))
    try {
      if (isDrafted || ops.some(({ op_id }) => !platter.ops.has(op_id))) around.write()
    } catch (error) {
      if (error instanceof Death) throw error
      return { saved: false, why: 'full', detail: '' }
    }
    const isNew = add(around, ops)
    if (isDrafted) platter.drafts.delete(draftName(draft))
    const unsent = inState(around, UNSENT).length
    return { saved: true, unsent, isCrowded: unsent >= 500, ops: ops.map(({ op_id }) => ({ op_id, n: platter.ops.get(op_id)?.n, state: platter.ops.get(op_id)?.state, isNew: isNew.get(op_id) })) }
  },
  putDraft(around: Around, { form, key, body }: { form: string; key: string; body: string }) {
    const known = around.platter.drafts.get(draftName({ form, key }))
    if (known?.body === body) return
    around.write()
    around.platter.drafts.set(draftName({ form, key }), { form, key, body, at: Math.trunc(around.clock.wall()) })
  },
  dropDraft(around: Around, draft: { form: string; key: string }) {
    if (!around.platter.drafts.has(draftName(draft))) return
    around.write()
    around.platter.drafts.delete(draftName(draft))
  },
  getDraft: ({ platter }: Around, draft: { form: string; key: string }) => platter.drafts.get(draftName(draft)) ?? null,
  listDrafts: ({ platter }: Around, { form }: { form?: string }) => [...platter.drafts.values()].filter((draft) => form === undefined || draft.form === form).sort((a, b) => b.at - a.at || (draftName(a) < draftName(b) ? -1 : 1)),
  badge(around: Around) {
    const unsent = inState(around, UNSENT)
    return { unsent: unsent.length, oldestMs: unsent[0] ? Math.max(0, around.clock.wall() - unsent[0].made_at) : null, refused: inState(around, REFUSED).length, drafts: around.platter.drafts.size }
  },
  listUnsent: (around: Around, { afterN = 0, limit = 500 }: { afterN?: number; limit?: number }) => listed(around, UNSENT, afterN, limit),
  listRefused: (around: Around, { afterN = 0, limit = 500 }: { afterN?: number; limit?: number }) => listed(around, REFUSED, afterN, limit),
  listMade: (around: Around) => [...around.platter.ops.values()].filter(({ kind }) => kind === 'create').sort((a, b) => a.n - b.n).map(({ op_id, row_id, scope }) => ({ op_id, row_id, scope })),
  hopeless: ({ platter }: Around, { op_ids }: { op_ids: string[] }) => op_ids.filter((id) => ![...UNSENT, 'applied', 'satisfied'].includes(platter.ops.get(id)?.state ?? '')),
  nextBatch(around: Around, { ops: most = 100, bytes = 1_000_000, skip = [] }: { ops?: number; bytes?: number; skip?: readonly string[] }) {
    const chosen: Op[] = []
    const heldRows = new Set<string>()
    const heldOps = new Set<string>()
    let room = bytes
    for (const op of inState(around, UNSENT)) {
      const row = `${op.type}/${op.row_id}`
      const needs = op.depends_on === null ? [] : (JSON.parse(op.depends_on) as string[])
      const size = Buffer.byteLength(op.body) + ENVELOPE_BYTES
      const mayGo = op.state !== 'sending' && !skip.includes(op.op_id) && !heldRows.has(row) && !needs.some((id) => heldOps.has(id)) && (size <= room || chosen.length === 0)
      if (!mayGo) {
        heldRows.add(row)
        heldOps.add(op.op_id)
        continue
      }
      chosen.push(plain(op as Op & { keptFrom: null }))
      room -= size
      if (chosen.length >= most) break
    }
    return chosen
  },
  markSending: (around: Around, { op_ids, epoch }: { op_ids: string[]; epoch: string }) =>
    changeAll(around, op_ids, (op) => (op.state === 'queued' || op.state === 'unknown' ? { state: 'sending', attempts: op.attempts + 1, sent_epoch: epoch } : null)),
  lose: (around: Around, { op_ids }: { op_ids: string[] }) => changeAll(around, op_ids, ({ state }) => (state === 'sending' ? { state: 'unknown' } : null)),
  recall: (around: Around) => changeAll(around, inState(around, ['sending']).map(({ op_id }) => op_id), () => ({ state: 'unknown' })),
  settle(around: Around, { epoch, settlements }: { epoch: string; settlements: { op_id: string; verdict: keyof typeof VERDICTS; result: string | null; seq?: number | null; ver?: number | null }[] }) {
    const words = new Map(settlements.toReversed().map((one) => [one.op_id, one]))
    return changeAll(around, settlements.map(({ op_id }) => op_id), (op) => {
      const word = words.get(op.op_id)
      if (word === undefined || op.sent_epoch !== epoch || (op.state !== 'sending' && op.state !== 'unknown')) return null
      const isEffect = word.verdict === 'applied' || word.verdict === 'satisfied'
      return { state: VERDICTS[word.verdict], result: word.result, ack_seq: word.seq ?? null, ack_ver: word.ver ?? null, ack_epoch: isEffect ? epoch : null }
    })
  },
  requeue: (around: Around, { epoch }: { epoch: string }) =>
    changeAll(around, inState(around, ['sending', 'unknown', 'applied', 'satisfied']).flatMap((op) => (op.sent_epoch === epoch ? [] : [op.op_id])), () => ({ state: 'queued' })),
  withdraw: (around: Around, { op_ids }: { op_ids: string[] }) => changeAll(around, op_ids, ({ state, attempts }) => (state === 'queued' && attempts === 0 ? { state: 'withdrawn' } : null)),
  sendAgain: (around: Around, { op_ids }: { op_ids: string[] }) => changeAll(around, op_ids, ({ state }) => (REFUSED.includes(state) ? { state: 'queued' } : null)),
  resolve(around: Around, { op_ids, op }: { op_ids: string[]; op?: NewOp | null }) {
    if (op_ids.length === 0 || op_ids.some((id) => !REFUSED.includes(around.platter.ops.get(id)?.state ?? 'queued'))) return { changed: [], ignored: op_ids }
    const changed = changeAll(around, op_ids, () => ({ state: 'resolved' }))
    if (op) add(around, [op])
    return changed
  },
  tidy(around: Around, { centralNow }: { centralNow: number }) {
    const { ops } = around.platter
    let dropped = 0
    for (const [id, op] of ops) {
      if (!OVER.includes(op.state)) continue
      op.keptFrom ??= Math.trunc(centralNow)
      if (op.keptFrom <= Math.trunc(centralNow) - KEPT_MS && ops.delete(id)) dropped += 1
    }
    return { dropped, isCompacted: dropped > 0 }
  },
  keepCopy: () => ({ isKept: false }),
} satisfies Table

const KEPT_MS = 30 * DAY_MS

function listed(around: Around, states: readonly State[], afterN: number, limit: number): (Op & { ageMs: number })[] {
  return inState(around, states).filter(({ n }) => n > afterN).slice(0, limit).map((op) => ({ ...plain(op as Op & { keptFrom: null }), ageMs: Math.max(0, around.clock.wall() - op.made_at) }))
}

export function createMemoryOutbox(actor: string, ids: () => string): OutboxDisk {
  const mishaps = createMishaps()
  const platter: Platter = { actor, client: null, ops: new Map(), drafts: new Map(), n: 1 }
  let session: Session = { state: 'gone' }
  let deaths = 0

  const open = (clock: OutboxClock): OpenOutbox => {
    session.state = 'gone'
    const mine: Session = { state: 'open' }
    session = mine
    platter.client ??= ids()
    // What was on its way when the process ended may have arrived.
    for (const [id, op] of platter.ops) if (op.state === 'sending') platter.ops.set(id, { ...op, state: 'unknown', e: op.e + 1 })
    const run = (name: string, input: unknown): unknown => {
      let dies = false
      const write = (): void => {
        const fate = mishaps.next()
        if (fate === 'full') throw diskFull()
        if (fate !== 'death') return
        deaths += 1
        if (deaths % 2 === 0) throw new Death()
        dies = true
      }
      const work = FUNCTIONS[name as keyof typeof FUNCTIONS] as ((around: Around, input: unknown) => unknown) | undefined
      if (work === undefined) throw new Error(`this outbox cannot ${name}`)
      const value = work({ platter, clock, write: READING.has(name) ? () => {} : write }, input)
      if (dies) throw new Death()
      return value
    }
    const ask = (name: string, input: unknown): Promise<{ value: unknown; tookMs: number }> => {
      if (mine.state === 'gone') return new Promise(() => {})
      if (mine.state === 'closed') return Promise.reject(new StoreFailure('stopped', 'the outbox is closed'))
      try {
        return Promise.resolve({ value: run(name, input), tookMs: 0 })
      } catch (error) {
        if (!(error instanceof Death)) return Promise.reject(new StoreFailure('storage', String(error)))
        mine.state = 'gone'
        mishaps.mourn()
        return new Promise(() => {})
      }
    }
    return { client: platter.client, ask: ask as OutboxLane['ask'], ops: () => [...platter.ops.values()].sort((a, b) => a.n - b.n).map(plain), drafts: () => new Map([...platter.drafts].map(([name, { body }]) => [name, body])) }
  }
  const end = (state: Session['state']): void => {
    session.state = state
    mishaps.clear()
  }
  const lose = (file: OutboxFile): void => {
    end('gone')
    // Since when an op is over stands in the database alone: it is then kept a little longer.
    if (file === 'database') for (const op of platter.ops.values()) op.keptFrom = null
  }
  return { open, close: () => end('closed'), crash: () => end('gone'), lose, failAt: mishaps.failAt, dieAt: mishaps.dieAt, remove: () => end('gone') }
}
