/** Answers 'cases.history': what was done to a case as the central tells it, and behind it the own edits that have not come back. */
import type { Input } from '../../../preload/contract/api.ts'
import { type CaseHistory, type HistoryEntry, MOST_ACTS, type ToldValue } from '../../../preload/contract/case-history.ts'
import { GROUP_FIELDS } from '../../../preload/contract/case-flow.ts'
import type { CaseStatus } from '../../../preload/contract/case-status.ts'
import type { Case } from '../../casework/case-change.ts'
import { maskText } from '../../casework/mask.ts'
import type { Row } from '../../sync/protocol.ts'
import { overlayOf, type EditedCase } from '../overlay/overlay.ts'
import type { OwnOp } from '../overlay/own-op.ts'
import type { ReaderContext } from '../reader-context.ts'
import { shownCase } from './case-row.ts'
import { prepared } from './prepared.ts'
import { isSimulated } from './provenance.ts'

/** The latest first; of one instant in the order of their versions, which is that of the work. */
export const ACTS_SQL = 'SELECT body FROM act INDEXED BY act_case_at WHERE "case" = ? ORDER BY at DESC, ver DESC LIMIT ?'

/** `name`: of whoever works here. Null when neither the cache nor the outbox knows of the case. */
export function getHistory(context: ReaderContext, { id, name }: Input<'cases.history'> & { name?: string }): CaseHistory | null {
  const { db } = context
  const overlay = overlayOf(context)
  const edited = overlay.cases.get(id)
  const shown = shownCase(context, id)
  if (shown === null && (edited?.open.length ?? 0) === 0) return null
  const acts = (prepared(db, ACTS_SQL).all(id, MOST_ACTS) as [string][]).map(([body]) => told(JSON.parse(body) as Row<'act'>)).toReversed()
  const [count] = prepared(db, 'SELECT count(*) FROM act WHERE "case" = ?').get(id) as [number]
  const [okAt] = (shown === null ? undefined : (prepared(db, 'SELECT ok_at FROM scope WHERE id = ?').get(shown.scope) as [number | null] | undefined)) ?? [null]
  const simulated = shown !== null && (JSON.parse(shown.body) as Case).simulated
  const own = edited === undefined ? [] : edited.open.map((op) => ownEntry(op, edited, { sub: overlay.actor ?? '', name: name ?? overlay.actor ?? '' }, simulated))
  return { id, entries: [...acts, ...own], earlier: count - acts.length, provenance: { asOf: okAt, source: 'cases.history: act', simulated: isSimulated(db) } }
}

function told({ id, kind, action, from, to, text, set = {}, was = {}, by, by_name, at, clock_off, simulated }: Row<'act'>): HistoryEntry {
  const fields = [...new Set([...Object.keys(was), ...Object.keys(set)])]
  return {
    id, kind, action: action ?? null, from: from ?? null, to: to ?? null, text: text ?? null, changes: changesOf(fields, was, set),
    by, byName: by_name, at: Date.parse(at), clockOff: clock_off === true, mark: null, simulated,
  }
}

const FIELDS: readonly string[] = Object.values(GROUP_FIELDS).flat().filter((field) => !['status', 'text', 'original'].includes(field))

/** What a saying says beside its words, by the names of its act. */
const SAID: readonly string[] = ['phrase', 'valid', 'to', 'handed_at']

/** What is refused changed nothing, and says what was wanted. */
function ownEntry(op: OwnOp, edited: EditedCase, { sub, name }: { sub: string; name: string }, simulated: boolean): HistoryEntry {
  const { intent } = op
  const [action, from, to]: [string | null, CaseStatus | null, CaseStatus | null] = intent?.kind === 'transition' ? [intent.action, intent.from, intent.to] : [null, null, null]
  return { id: op.actId, kind: intent?.kind ?? 'unknown', action, from, to, text: wordsOf(op), changes: ownChanges(op, edited), by: sub, byName: name, at: Date.parse(op.at), clockOff: false, mark: op.mark, simulated }
}

function ownChanges(op: OwnOp, { steps }: EditedCase): HistoryEntry['changes'] {
  if (op.intent !== null && 'on' in op.intent) return changesOf(SAID, {}, setOf(op))
  const step = steps.find((one) => one.op.n === op.n)
  if (step === undefined) return changesOf(FIELDS, {}, setOf(op))
  return step.before === null ? [] : changesOf(FIELDS, step.before, step.next)
}

const setOf = ({ intent }: OwnOp): object => (intent !== null && 'set' in intent ? (intent.set ?? {}) : {})

function wordsOf(op: OwnOp): string | null {
  const { text, reason, result, caption } = setOf(op) as { text?: unknown; reason?: unknown; result?: unknown; caption?: unknown }
  const words = op.intent?.kind === 'edit' || op.intent?.kind === 'create' ? undefined : (text ?? reason ?? result ?? caption)
  return typeof words === 'string' ? maskText(words) : null
}

function changesOf(fields: readonly string[], was: object, now: object): HistoryEntry['changes'] {
  return fields.flatMap((field) => {
    const [before, after] = [was, now].map((row) => (row as Record<string, unknown>)[field] ?? null)
    return before === after || !isPlain(before) || !isPlain(after) ? [] : [{ field, was: before, now: after }]
  })
}

const isPlain = (value: unknown): value is ToldValue => value === null || typeof value !== 'object'
