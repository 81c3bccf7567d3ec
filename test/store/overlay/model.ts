/** A central, a line and a person as a model: what a desk must show is worked out from its rows and edits by plain code, without a database. */
import { randomUUID } from 'node:crypto'
import { edit, say, takeAction, type Case, type SayingIntent } from '../../../main/casework/case-change.ts'
import { madeCase } from '../../../main/casework/made-case.ts'
import { withdraw } from '../../../main/outbox/decide.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { judgeActions, type ActionField, type Actor } from '../../../preload/contract/case-flow.ts'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import type { EditMark } from '../../../preload/contract/edit.ts'
import { caseRow } from '../queries/cases.ts'
import { NOW } from '../queries/filled-cache.ts'
import { ACTOR, actFor, LATER, OFFICES, type Desk, type SentRow, type Wish } from './desk.ts'

/** A row as it was at one version, and the own ops whose effect it has. */
interface Version { row: Case; ver: number; office: string; includes: Set<string> }
type Verdict = 'applied' | 'satisfied' | 'conflict' | 'rejected'
export interface ModelOp {
  id: string
  wish: Wish
  caseId: string
  actId: string
  madeAt: number
  isSent: boolean
  verdict: Verdict | null
  isAnswered: boolean
  isWithdrawn: boolean
  word: { scope: string; seq: number; ver: number; at: string }
}
interface Commit { seq: number; changes: SentRow[]; versions: Map<string, Version> }

const ME: Actor = { sub: ACTOR, duties: ['desk', 'dispatcher', 'department', 'supervisor'] }
const USED = OFFICES.slice(0, 2)
const CLOSED: ReadonlySet<string> = new Set(CLOSED_STATUSES)
const WORDS = ['路灯不亮', '井盖松动', '<img src=x onerror=1>', "'; DROP TABLE op; --", '\u202e反', '占道 100%']
const instant = (ms: number): string => new Date(ms).toISOString()
const GIVEN: Record<ActionField, unknown> = { reason: '原因', into: 'c0', class: 'rental', place: '新址', due_at: instant(NOW - 3_600_000), department: '城管', result: '已办', until: instant(NOW + 86_400_000), photos: [] }

export class Model {
  readonly desk: Desk
  readonly ops: ModelOp[] = []
  /** The central's own rows. */
  readonly truth = new Map<string, Version>()
  /** What the desk's cache holds. */
  cached = new Map<string, Version>()
  private readonly logs = new Map(USED.map((office): [string, Commit[]] => [office, []]))
  private readonly cursors = new Map(USED.map((office): [string, number] => [office, 0]))
  private readonly acts = new Map<string, Row<'act'>[]>()
  private clock = LATER

  constructor(desk: Desk, cases: number) {
    this.desk = desk
    for (let n = 0; n < cases; n++) {
      const office = USED[n % 2]!
      const row = caseRow(n, { area: areaOf(office), status: (['reported', 'filed', 'handling', 'checking', 'closed'] as const)[n % 5]!, ...(n % 3 === 0 ? {} : { due_at: instant(NOW + (n - 8) * 3_600_000) }), text: WORDS[n % WORDS.length]!, ...(n % 5 === 4 ? { closed_at: instant(NOW - 3_600_000) } : {}) })
      this.commit(null, { row, ver: 1, office, includes: new Set() }, null)
    }
    for (const office of USED) this.takeSnapshot(office, Infinity)
  }

  // ---- the person ----------------------------------------------------------------------------------------------------

  save(wish: Wish): void {
    this.clock += 1_000
    const id = this.desk.edit(wish, this.clock)
    const caseId = 'on' in wish ? wish.on : wish.id
    this.ops.push({ id, wish, caseId, actId: 'on' in wish ? wish.id : id, madeAt: this.clock, isSent: false, verdict: null, isAnswered: false, isWithdrawn: false, word: { scope: '', seq: 0, ver: 1, at: '' } })
  }

  change(a: number, b: number): void {
    const shown = [...this.shown().values()]
    const row = shown[a % Math.max(1, shown.length)]
    if (row === undefined) return
    const possible = judgeActions(row, ME, NOW).flatMap((one) => (one.possible ? [one] : []))
    if (b % 3 === 0 && possible.length > 0) {
      const { action, to, needs } = possible[b % possible.length]!
      return this.save({ kind: 'transition', id: row.id, action, from: row.status, to, set: Object.fromEntries(needs.map((field) => [field, field === 'into' ? (row.id === 'c0' ? 'c1' : 'c0') : GIVEN[field]])) })
    }
    const sets: Extract<Wish, { kind: 'edit' }>['set'][] = [{ text: WORDS[b % WORDS.length]! }, { urgent: b % 2 === 0 }, { area: areaOf(USED[b % 2]!) }, { class: 'sanitation', place: '改过的地方' }, { danger_to_life: true }, { lng: 121.4, lat: 29.8 }, { due_at: instant(NOW + (b % 7 - 3) * 3_600_000) }]
    this.save({ kind: 'edit', id: row.id, set: sets[b % sets.length]! })
  }

  create(b: number): void {
    this.save({ kind: 'create', id: randomUUID(), set: { area: areaOf(USED[b % 2]!), class: 'safety', text: WORDS[b % WORDS.length]!, place: '电话登记', lng: 121.5, lat: 29.9, urgent: b % 2 === 0, danger_to_life: b % 5 === 0 } })
  }

  say(a: number, b: number): void {
    const shown = [...this.shown().keys()]
    const on = shown[a % Math.max(1, shown.length)]
    if (on === undefined) return
    const said: Wish[] = [
      { kind: 'note', id: randomUUID(), on, set: { text: '备注' } }, { kind: 'reply', id: randomUUID(), on, set: { text: '已收到' } }, { kind: 'proposal', id: randomUUID(), on, set: { valid: true } },
      { kind: 'handover', id: randomUUID(), on, set: { to: '110', handed_at: instant(NOW) } }, { kind: 'photo', id: randomUUID(), on, set: { sha256: 'a'.repeat(64), bytes: 10, width: 1, height: 1 } },
    ]
    this.save(said[b % said.length]!)
  }

  takeBack(a: number): void {
    const own = this.ops.filter((op) => !op.isSent && !op.isWithdrawn)
    const op = own[a % Math.max(1, own.length)]
    if (op === undefined) return
    op.isWithdrawn = true
    withdraw(this.desk.outbox, { op_ids: [op.id], now: this.clock })
  }

  // ---- the central ---------------------------------------------------------------------------------------------------

  /** The oldest undecided op of a row, and now and then not in its favour. */
  decide(a: number, b: number): void {
    const undecided = this.ops.filter((op) => op.verdict === null && !op.isWithdrawn)
    const some = undecided[a % Math.max(1, undecided.length)]
    const op = undecided.find(({ caseId }) => caseId === some?.caseId)
    if (op === undefined) return
    this.clock += 1_000
    op.isSent = true
    const at = instant(this.clock)
    const before = this.truth.get(op.caseId) ?? null
    const next = b % 6 === 5 ? null : madeOf(before?.row ?? null, op.wish, at)
    if (next !== null && before !== null && b % 6 === 4) {
      // Somebody did the same already: nothing changes, and nothing tells of it.
      op.verdict = 'satisfied'
      before.includes.add(op.id)
      op.word = { scope: before.office, seq: this.headOf(before.office), ver: 'on' in op.wish ? 1 : before.ver, at }
      return
    }
    op.verdict = next === null ? (b % 2 === 0 ? 'conflict' : 'rejected') : 'applied'
    if (next === null) return
    const version: Version = { row: next, ver: (before?.ver ?? 0) + 1, office: `office:${next.area}`, includes: new Set([...(before?.includes ?? []), op.id]) }
    const seq = this.commit(before, version, actFor(op.actId, op.caseId, { kind: op.wish.kind, at, groups: [] }))
    op.word = { scope: version.office, seq, ver: 'on' in op.wish ? 1 : version.ver, at }
  }

  /** Somebody else's doing. */
  meddle(a: number, b: number): void {
    const rows = [...this.truth.values()]
    const before = rows[a % rows.length]!
    const row: Case = b % 3 === 0 ? { ...before.row, area: areaOf(USED[b % 2]!) } : { ...before.row, text: `别人的 ${WORDS[b % WORDS.length]!}`, urgent: b % 2 === 0 }
    this.commit(before, { row, ver: before.ver + 1, office: `office:${row.area}`, includes: new Set(before.includes) }, null)
  }

  private headOf = (office: string): number => this.logs.get(office)!.at(-1)?.seq ?? 0

  private commit(before: Version | null, next: Version, act: Row<'act'> | null): number {
    const told = this.acts.get(next.row.id) ?? []
    if (act !== null) told.push(act)
    this.acts.set(next.row.id, told)
    this.truth.set(next.row.id, next)
    const hasMoved = before !== null && before.office !== next.office
    if (hasMoved) this.log(before.office, [{ type: 'case', gone: next.row.id, ver: next.ver }, ...told.map((one): SentRow => ({ type: 'act', gone: one.id, ver: next.ver }))], new Map())
    // What was done to a case goes where the case goes.
    const acts = hasMoved ? told : act === null ? [] : [act]
    return this.log(next.office, [{ type: 'case', row: next.row, ver: next.ver }, ...acts.map((one): SentRow => ({ type: 'act', row: one, ver: next.ver }))], new Map([[next.row.id, next]]))
  }

  private log(office: string, changes: SentRow[], versions: Map<string, Version>): number {
    const seq = this.headOf(office) + changes.length
    this.logs.get(office)!.push({ seq, changes, versions })
    return seq
  }

  // ---- the line ------------------------------------------------------------------------------------------------------

  answer(a: number): void {
    const waiting = this.ops.filter((op) => op.verdict !== null && !op.isAnswered)
    const op = waiting[a % Math.max(1, waiting.length)]
    if (op === undefined) return
    op.isAnswered = true
    this.desk.settle(op.id, op.verdict!, op.word)
  }

  /** Everything new of an office. */
  pull(a: number): void {
    const office = USED[a % 2]!
    if (this.cursors.get(office)! < 0) return this.takeSnapshot(office, Infinity)
    const commits = this.logs.get(office)!.filter(({ seq }) => seq > this.cursors.get(office)!)
    if (commits.length === 0) return
    this.desk.page(office, commits.flatMap(({ changes }) => changes))
    for (const { changes, versions } of commits) for (const change of changes) this.take(office, change, versions)
    this.cursors.set(office, this.headOf(office))
  }

  private take(office: string, change: SentRow, versions: Map<string, Version>): void {
    if (change.type !== 'case') return
    const id = 'gone' in change ? change.gone : change.row.id
    const held = this.cached.get(id)
    if ('gone' in change) {
      if (held?.office === office && held.ver <= change.ver) this.cached.delete(id)
    } else if (held === undefined || held.ver < change.ver) this.cached.set(id, versions.get(id)!)
  }

  /** The cache is gone; rows come back office by office, of now or of an earlier moment. */
  loseCache(): void {
    this.desk.discardCache()
    this.cached.clear()
    for (const office of USED) this.cursors.set(office, -1)
  }

  takeSnapshot(office: string, upTo: number): void {
    const commits = this.logs.get(office)!.filter(({ seq }) => seq <= upTo)
    const rows = new Map<string, SentRow>()
    const versions = new Map<string, Version>()
    for (const commit of commits) {
      for (const change of commit.changes) {
        const name = `${change.type} ${'gone' in change ? change.gone : change.row.id}`
        if ('gone' in change) rows.delete(name)
        else rows.set(name, change)
        if (change.type === 'case' && !('gone' in change)) versions.set(change.row.id, commit.versions.get(change.row.id)!)
      }
    }
    const seq = commits.at(-1)?.seq ?? 0
    this.desk.snapshot(office, [...rows.values()], seq)
    for (const [id, held] of this.cached) if (held.office === office) this.cached.delete(id)
    for (const row of rows.values()) if (row.type === 'case' && !('gone' in row)) this.take(office, row, versions)
    this.cursors.set(office, seq)
  }

  /** An old copy of one office comes back, as after a crash. */
  fallBack(a: number, b: number): void {
    this.loseCache()
    for (const [n, office] of USED.entries()) if ((a + n) % 3 !== 0) this.takeSnapshot(office, b % (this.headOf(office) + 1))
  }

  // ---- what the screen must show --------------------------------------------------------------------------------------

  /** Own ops that are not over, or have not come back. */
  openOf(caseId: string): ModelOp[] {
    return this.ops.filter((op) => op.caseId === caseId && !op.isWithdrawn && !this.isThere(op))
  }

  private isThere(op: ModelOp): boolean {
    const isRefused = op.isAnswered && (op.verdict === 'conflict' || op.verdict === 'rejected')
    // Without an answer only an act tells that it has come back.
    return !isRefused && this.cached.get(op.caseId)?.includes.has(op.id) === true && (op.isAnswered || op.verdict === 'applied')
  }

  markOf(op: ModelOp): EditMark {
    if (!op.isAnswered) return 'unsent'
    return op.verdict === 'conflict' || op.verdict === 'rejected' ? 'refused' : 'received'
  }

  markOfCase(caseId: string): EditMark | null {
    const marks = this.openOf(caseId).map((op) => this.markOf(op))
    return (['refused', 'unsent', 'received'] as const).find((mark) => marks.includes(mark)) ?? null
  }

  /** By case: the rows with the own edits on them. */
  shown(): Map<string, Case> {
    const shown = new Map<string, Case>([...this.cached].map(([id, { row }]) => [id, row]))
    for (const op of this.ops) {
      if (op.isWithdrawn || this.isThere(op) || this.markOf(op) === 'refused') continue
      const row = effectOf(shown.get(op.caseId) ?? null, op.wish, instant(op.isAnswered ? Date.parse(op.word.at) : op.madeAt))
      if (row !== null) shown.set(op.caseId, row)
    }
    return shown
  }
}

const areaOf = (office: string): string => office.slice('office:'.length)

/** Laid over whatever is there. */
function effectOf(row: Case | null, wish: Wish, at: string): Case | null {
  if (wish.kind === 'create') return row === null ? madeCase({ ...wish, op_id: '', type: 'case' } as never, '3302', at, true) : null
  if (row === null) return null
  if (wish.kind === 'photo') return { ...row, photos: row.photos + 1, updated_at: at }
  if ('on' in wish) return say(row, { ...wish, op_id: '', type: 'act' } as SayingIntent, { sub: ACTOR, name: ACTOR }, at)
  return wish.kind === 'edit' ? edit(row, wish.set, at) : takeAction(row, wish.action, wish.to, wish.set ?? {}, ACTOR, at)
}

/** What a central makes of it; null: it refuses. */
function madeOf(row: Case | null, wish: Wish, at: string): Case | null {
  if (wish.kind === 'transition' && row?.status !== wish.from) return null
  if (wish.kind === 'edit' && (row === null || CLOSED.has(row.status))) return null
  return effectOf(row, wish, at)
}
