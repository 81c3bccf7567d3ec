/**
 * Own edits laid over the cached rows. The cache stays what the central confirmed; what is on top of it is reckoned anew when the outbox or the cache has changed, case by case,
 * and costs next to nothing where there is no edit. Only the desk lane has it: fields, counts of the map and compact points are what the central confirmed.
 */
import { CASE_GROUPS, type CaseGroup } from '../../../preload/contract/case-flow.ts'
import type { CaseBase, EditMark } from '../../../preload/contract/edit.ts'
import { standingHeads, standingOp, type StandingOps } from '../../outbox/standing.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import { signOfCases } from '../queries/case-offices.ts'
import { connectionSign } from '../queries/field-state.ts'
import { prepared } from '../queries/prepared.ts'
import { isSimulated } from '../queries/provenance.ts'
import type { ReaderContext } from '../reader-context.ts'
import { hasArrived, type HeldCase } from './arrival.ts'
import { authorsOf, layOver, type Author, type Step } from './effect.ts'
import { createEffectiveCases, type EffectiveCases } from './effective-cases.ts'
import { closeOutbox, currentOutbox, outboxFileIn, refuseOutbox, type OutboxFile } from './outbox-file.ts'
import { ownOpOf, type OwnOp } from './own-op.ts'

/** A case with own ops. */
export interface EditedCase {
  readonly mark: EditMark | null
  /** Those that are not over, or have not come back: in the order of saving. */
  readonly open: readonly OwnOp[]
  /** Those that have come back. */
  readonly arrived: readonly OwnOp[]
  /** What the open ones make of it; none when they are refused, or the case is not here. */
  readonly steps: readonly Step[]
  /** Its number among the cached rows, and among the effective ones; null: it is not there. */
  readonly held: number | null
  readonly effective: number | null
}

export interface Overlay {
  /** Another number: something that is laid over has changed. */
  readonly version: number
  /** Whose edits they are; null: there is no outbox. */
  readonly actor: string | null
  /** Where the effective rows are; null: there is none. */
  readonly db: ReadableDatabase | null
  /** Numbers of the cached rows that have an effective one in their place. */
  readonly hidden: ReadonlySet<number>
  /** By case. */
  readonly cases: ReadonlyMap<string, EditedCase>
}

const NOTHING: Overlay = { version: 0, actor: null, db: null, hidden: new Set(), cases: new Map() }

interface Known extends EditedCase { sign: string }
interface State extends Overlay {
  file: OutboxFile
  version: number
  actor: string | null
  db: ReadableDatabase | null
  hidden: Set<number>
  cases: Map<string, Known>
  effective: EffectiveCases | null
  ops: Map<number, { e: number; op: OwnOp | null }>
  /** What was found in the cache stays there while the epochs are the same: rows never go back. */
  there: Set<number>
  epochs: string
  /** Of which file `ops` are: another one numbers its own. */
  from: string | null
  /** How outbox and cache stood. */
  outboxStood: string
  connection: string
  cacheStood: string
}

const states = new WeakMap<ReaderContext, State>()

/** As outbox and cache stand now. */
export function overlayOf(context: ReaderContext): Overlay {
  if (context.profileFolder === undefined) return NOTHING
  const state = states.get(context) ?? begin(context, context.profileFolder)
  const outbox = currentOutbox(state.file)
  if (outbox === null) {
    if (state.outboxStood !== '') clear(state)
    return state
  }
  follow(context.db, state, outbox)
  return state
}

/** The outbox as this reader has it open; null: there is none, or none that can be read. */
export function outboxOf(context: ReaderContext): StandingOps | null {
  if (context.profileFolder === undefined) return null
  return currentOutbox((states.get(context) ?? begin(context, context.profileFolder)).file)
}

/** With the lane. */
export function closeOverlay(context: ReaderContext): void {
  const state = states.get(context)
  if (state === undefined) return
  closeOutbox(state.file)
  state.effective?.db.close()
  states.delete(context)
}

/** In the list, cached rows have their own numbers and effective ones negative ones. */
export const numberOf = ({ effective, held }: EditedCase): number | null => (effective === null ? held : -effective)

/** What an edit that builds on the shown row is to name: the central's version of each group, or the own op that made it, whose name outlives the number. */
export function baseOf(overlay: Overlay, db: ReadableDatabase, id: string, versions: Record<CaseGroup, number>): Required<CaseBase> {
  const edited = overlay.cases.get(id)
  // Nearly every row of a page.
  if (edited === undefined) return versions
  const authors = authorsOf(edited.steps)
  return Object.fromEntries(CASE_GROUPS.map((group) => {
    const op = authors[group] ?? arrivedAuthor(db, edited, group, versions[group])
    return [group, op === undefined ? versions[group] : { op }]
  })) as Required<CaseBase>
}

/** The own op whose change of the group is what the cache shows: the answer named that version, or, where none came, its act is the last to speak of the group. */
function arrivedAuthor(db: ReadableDatabase, { arrived }: EditedCase, group: CaseGroup, version: number): string | undefined {
  return arrived.findLast((op) => op.groups.includes(group) && (op.ack === null ? isLastAct(db, op, group) : op.ack.gver[group] === version))?.opId
}

function isLastAct(db: ReadableDatabase, op: OwnOp, group: CaseGroup): boolean {
  const last = prepared(db, `SELECT id FROM act WHERE "case" = ? AND EXISTS (SELECT 1 FROM json_each(act.body, '$.groups') WHERE value = ?) ORDER BY ver DESC LIMIT 1`).get(op.caseId, group) as [string] | undefined
  return last?.[0] === op.actId
}

// ---- following -----------------------------------------------------------------------------------------------------

function begin(context: ReaderContext, folder: string): State {
  const state: State = {
    ...NOTHING, file: outboxFileIn(folder), hidden: new Set(), cases: new Map(), effective: null, ops: new Map(), there: new Set(), epochs: '', from: null, outboxStood: '', connection: '', cacheStood: '',
  }
  states.set(context, state)
  return state
}

function clear(state: State): void {
  state.effective?.db.close()
  Object.assign(state, { version: state.version + 1, actor: null, db: null, hidden: new Set(), cases: new Map(), effective: null, ops: new Map(), there: new Set(), outboxStood: '', connection: '', cacheStood: '' })
}

/** What is wrong with the cache is the asker's to hear, as of any question; it takes no edit off the screen. */
function follow(db: ReadableDatabase, state: State, outbox: StandingOps): void {
  const read = readOutbox(state, outbox)
  if (read === null) return
  const { stands, isSame } = read
  // Without an edit nothing in the cache matters here.
  if (isSame && state.ops.size === 0) return
  const connection = connectionSign(db)
  if (isSame && connection === state.connection) return
  const cacheStands = signOfCases(db)
  if (!isSame || cacheStands !== state.cacheStood) layAll(db, state)
  Object.assign(state, { outboxStood: stands, connection, cacheStood: cacheStands })
}

/** Null: it cannot be read. The rows are shown as the central confirmed them; the outbox's own lane says what is wrong with it. */
function readOutbox(state: State, outbox: StandingOps): { stands: string; isSame: boolean } | null {
  try {
    const stands = `${state.file.opened} ${String(outbox.db.pragma('data_version', { simple: true }))}`
    const isSame = stands === state.outboxStood
    if (!isSame) readOps(state, outbox)
    return { stands, isSame }
  } catch {
    refuseOutbox(state.file)
    clear(state)
    return null
  }
}

function readOps(state: State, outbox: StandingOps): void {
  if (state.from !== state.file.opened) Object.assign(state, { from: state.file.opened, ops: new Map(), there: new Set() })
  state.actor = outbox.actor
  const ops: State['ops'] = new Map()
  for (const [n, e] of standingHeads(outbox)) {
    const known = state.ops.get(n)
    const row = known?.e === e ? null : standingOp(outbox, n)
    ops.set(n, known?.e === e ? known : { e, op: row === null ? null : ownOpOf(row) })
  }
  // After another event it may have to come back once more.
  for (const [n, { e }] of ops) if (state.ops.get(n)?.e !== e) state.there.delete(n)
  state.ops = ops
}

function layAll(db: ReadableDatabase, state: State): void {
  const epochs = JSON.stringify(prepared(db, "SELECT id, epoch FROM scope WHERE kind = 'office' ORDER BY id").all())
  if (epochs !== state.epochs) state.there.clear()
  state.epochs = epochs
  const byCase = Map.groupBy([...state.ops.values()].flatMap(({ op }) => op ?? []), ({ caseId }) => caseId)
  const author: Author | null = byCase.size === 0 ? null : { sub: state.actor ?? '', city: cityOf(db), simulated: isSimulated(db) }
  let isChanged = false
  const work = (): void => {
    for (const [id, known] of state.cases) {
      if (byCase.has(id)) continue
      if (known.effective !== null) state.effective?.drop(known.effective)
      state.cases.delete(id)
      isChanged = true
    }
    for (const [id, ops] of byCase) if (layCase(db, state, id, ops, author!)) isChanged = true
  }
  if (byCase.size > 0) state.effective ??= createEffectiveCases()
  if (state.effective === null) work()
  else state.effective.inOneTransaction(work)
  if (!isChanged) return
  state.hidden = new Set([...state.cases.values()].flatMap(({ held, effective }) => (held === null || effective === null ? [] : [held])))
  state.db = [...state.cases.values()].some(({ effective }) => effective !== null) ? state.effective!.db : null
  state.version += 1
}

const cityOf = (db: ReadableDatabase): string => (prepared(db, "SELECT id FROM area WHERE level = 'city' ORDER BY id").get() as [string] | undefined)?.[0] ?? ''

/** True when something about it is not as it was. */
function layCase(db: ReadableDatabase, state: State, id: string, ops: readonly OwnOp[], author: Author): boolean {
  // Many an op of the last weeks has come back long ago: its case is not even looked for.
  const isOver = ops.every(({ n, mark }) => mark !== 'refused' && state.there.has(n))
  const held = isOver ? null : heldCase(db, id)
  const isThere = (op: OwnOp): boolean => {
    if (!state.there.has(op.n) && hasArrived(db, op, held)) state.there.add(op.n)
    return state.there.has(op.n)
  }
  const arrived = ops.filter(isThere)
  // One that is refused changed nothing: its act, if there is one, is of an earlier attempt.
  const open = ops.filter((op) => op.mark === 'refused' || !arrived.includes(op))
  const known = state.cases.get(id)
  const sign = JSON.stringify([isOver, held?.number, held?.scope, held?.ver, held === null ? null : Buffer.from(held.h).toString('base64'), open.map(({ n, state: stands, at }) => [n, stands, at]), arrived.map(({ n, state: stands }) => [n, stands])])
  if (known?.sign === sign) return false
  const row = held === null ? null : (JSON.parse((prepared(db, 'SELECT body FROM "case" WHERE rowid = ?').get(held.number) as [string])[0]) as Row<'case'>)
  const steps = layOver(row, open.filter(({ mark }) => mark !== 'refused'), author)
  const last = steps.at(-1)?.next
  if (last === undefined && known?.effective != null) state.effective!.drop(known.effective)
  // Of no scope yet: nobody has confirmed it.
  const effective = last === undefined ? null : state.effective!.put(held?.scope ?? '', held?.ver ?? 1, last)
  state.cases.set(id, { sign, mark: worst(open), open, arrived, steps, held: held?.number ?? null, effective })
  return true
}

function heldCase(db: ReadableDatabase, id: string): HeldCase | null {
  const row = prepared(db, 'SELECT rowid, scope, ver, h FROM "case" WHERE id = ?').get(id) as [number, string, number, Uint8Array] | undefined
  return row === undefined ? null : { number: row[0], scope: row[1], ver: row[2], h: row[3] }
}

const worst = (open: readonly OwnOp[]): EditMark | null => (['refused', 'unsent', 'received'] as const).find((mark) => open.some((op) => op.mark === mark)) ?? null
