/** Answers 'cases.get': one case with everything its row states and the own edits make of it, the areas it lies in, the borders near it, and what this account may do about it. */
import type { Input } from '../../../preload/contract/api.ts'
import { CASE_EDITS, CASE_SAYINGS, judgeActions, stageOf, whyNotEdit, whyNotSay, type Actor, type CaseSaying, type EditField } from '../../../preload/contract/case-flow.ts'
import type { CaseEdit, CaseWhole } from '../../../preload/contract/case-list.ts'
import type { Row } from '../../sync/protocol.ts'
import { overlayOf } from '../overlay/overlay.ts'
import type { OwnOp } from '../overlay/own-op.ts'
import type { ReaderContext } from '../reader-context.ts'
import { bordersAt, nameOf } from './borders.ts'
import { lineOf, readCaseRows, shownCase } from './case-row.ts'
import { deadlineOf } from './deadline.ts'

/** May look, and do nothing. */
const NOBODY: Actor = { sub: '', duties: [] }

/** Null when neither the cache nor the outbox holds such a case. */
export function getCase(context: ReaderContext, { id, at, actor = NOBODY }: Input<'cases.get'> & { actor?: Actor }): CaseWhole | null {
  const { db } = context
  const held = shownCase(context, id)
  if (held === null) return null
  const row = JSON.parse(held.body) as Row<'case'>
  const [shown] = readCaseRows(context, [held.number])
  if (shown === undefined) return null
  const okAt = db.prepare('SELECT ok_at FROM scope WHERE id = ?').pluck().get(held.scope) as number | null | undefined
  return {
    ...shown, stage: stageOf(row),
    line: lineOf(db, row.area).map((area) => nameOf(db, area.id)),
    lng: row.lng, lat: row.lat, original: row.original ?? null, borders: bordersAt(context, row.lng, row.lat, row.area),
    updatedAt: Date.parse(row.updated_at), closedAt: instantOf(row.closed_at), department: row.department ?? null, askedUntil: instantOf(row.asked_until), notes: row.note_count ?? 0,
    reporter: row.reporter ?? null, photos: row.photos, externalId: row.external_id ?? null, source: row.source, asOf: okAt ?? null,
    duplicateOf: row.duplicate_of === undefined ? null : { id: row.duplicate_of, number: numberOf(context, row.duplicate_of) },
    deadline: deadlineOf(context, row, at), actions: judgeActions(row, actor, at), fields: fieldsFor(row, actor), sayings: sayingsFor(row, actor),
    repliedAt: instantOf(row.replied_at), proposal: proposalOf(row), handedOver: row.handed_over === undefined ? null : { to: row.handed_over.to, at: Date.parse(row.handed_over.at) },
    edits: (overlayOf(context).cases.get(id)?.open ?? []).map(editOf),
  }
}

const instantOf = (instant: string | undefined): number | null => (instant === undefined ? null : Date.parse(instant))

function fieldsFor(row: Row<'case'>, actor: Actor): CaseWhole['fields'] {
  return Object.fromEntries((Object.keys(CASE_EDITS) as EditField[]).map((field) => [field, whyNotEdit(row, [field], actor)])) as CaseWhole['fields']
}

function sayingsFor(row: Row<'case'>, actor: Actor): CaseWhole['sayings'] {
  return Object.fromEntries((Object.keys(CASE_SAYINGS) as CaseSaying[]).map((saying) => [saying, whyNotSay(row, saying, actor)])) as CaseWhole['sayings']
}

function proposalOf({ proposal }: Row<'case'>): CaseWhole['proposal'] {
  return proposal === undefined ? null : { valid: proposal.valid, reason: proposal.reason ?? null, byName: proposal.by_name, at: Date.parse(proposal.at), state: proposal.state }
}

const editOf = ({ n, opId, intent, state, madeAt, attempts, mark }: OwnOp): CaseEdit => ({ n, opId, intent, state, madeAt, attempts, mark })

function numberOf(context: ReaderContext, id: string): string | null {
  const held = shownCase(context, id)
  return held === null ? null : (JSON.parse(held.body) as Row<'case'>).number
}
