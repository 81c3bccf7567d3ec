/** A row on its way into the central, and the form in which it is stored: masked, as exact text, with its hash. */
import { hash } from 'node:crypto'
import { LIMITS, ROW_SCHEMAS, SCOPE_TYPES } from '../sync/protocol.ts'
import type { Row, RowType, ScopeId } from '../sync/protocol.ts'
import { maskName, maskNumber, maskText } from '../casework/mask.ts'

export interface CityRow {
  type: RowType
  scope: ScopeId
  city: string
  body: { id: string; [field: string]: unknown }
}

export interface StoredRow {
  type: RowType
  id: string
  city: string
  scope: ScopeId
  h: string
  body: string
  /** The originals of what was masked, as JSON; null when nothing was. */
  personal: string | null
}

/** First 16 bytes of SHA-256 over the UTF-8 bytes, base64. */
export function hashRow(text: string): string {
  return hash('sha256', text, 'buffer').subarray(0, 16).toString('base64')
}

/** In JSON text: an escaped zero byte or lone surrogate, and not an escaped backslash before such letters. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

/** Throws when the row breaks the wire contract: a desk must never receive such a row. */
export function toStored(row: CityRow): StoredRow {
  const kind = row.scope.slice(0, row.scope.indexOf(':')) as keyof typeof SCOPE_TYPES
  if (!(SCOPE_TYPES[kind] as readonly RowType[] | undefined)?.includes(row.type)) throw new Error(`a ${row.type} cannot live in ${row.scope}`)
  const checked = ROW_SCHEMAS[row.type].safeParse(row.body)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new Error(`${row.type} ${row.body.id}: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const { body, personal } = maskRow(row)
  const text = JSON.stringify(body)
  if (UNSTORABLE.test(text) || UNSTORABLE.test(personal ?? '')) throw new Error(`${row.type} ${row.body.id} holds a zero byte or half a character, which no jsonb keeps`)
  if (Buffer.byteLength(text) > LIMITS.rowBytes) throw new Error(`${row.type} ${row.body.id} is larger than ${LIMITS.rowBytes} bytes`)
  return { type: row.type, id: row.body.id, city: row.city, scope: row.scope, h: hashRow(text), body: text, personal }
}

/**
 * Only cases and what is said of them carry personal fields. The originals are kept apart; whoever shows one later must first see that masking
 * it gives what the row shows, because the text may have been replaced since.
 */
function maskRow(row: CityRow): { body: CityRow['body']; personal: string | null } {
  if (row.type === 'act') return maskAct(row.body)
  if (row.type === 'site') return { body: withoutVersions(row.body), personal: null }
  if (row.type !== 'case') return { body: row.body, personal: null }
  const own = withoutVersions(row.body)
  const { text, place, department, reporter, proposal, merged } = own as unknown as Row<'case'>
  const masked: { [field: string]: unknown } = { text: maskText(text), place: maskText(place) }
  const originals: Record<string, unknown> = {}
  if (masked.text !== text) originals.text = text
  if (masked.place !== place) originals.place = place
  if (department !== undefined) masked.department = maskText(department)
  if (proposal?.reason !== undefined) masked.proposal = { ...proposal, reason: maskText(proposal.reason) }
  if (merged !== undefined) masked.merged = merged.map((one) => (one.reporter === undefined ? one : { ...one, reporter: maskReporter(one.reporter) }))
  if (reporter !== undefined) {
    masked.reporter = maskReporter(reporter)
    if (JSON.stringify(masked.reporter) !== JSON.stringify(reporter)) originals.reporter = reporter
  }
  return { body: { ...own, ...masked }, personal: Object.keys(originals).length === 0 ? null : JSON.stringify(originals) }
}

/** Versions of the groups are the log's to give; what somebody read in the row may be old. */
function withoutVersions({ gver: _gver, ...own }: CityRow['body']): CityRow['body'] {
  return own as CityRow['body']
}

const maskReporter = <T extends { name: string; phone: string }>(reporter: T): T => ({ ...reporter, name: maskName(reporter.name), phone: maskNumber(reporter.phone) })

function maskAct(body: CityRow['body']): { body: CityRow['body']; personal: string | null } {
  const { text } = body as { text?: string }
  const masked = text === undefined ? undefined : maskText(text)
  return masked === text ? { body, personal: null } : { body: { ...body, text: masked }, personal: JSON.stringify({ text }) }
}
