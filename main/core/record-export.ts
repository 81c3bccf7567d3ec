/** The record of what leaves the console as a file or on paper: durable before it leaves, and on its way to the central like every edit. */
import type { EditIntent } from '../../preload/contract/edit.ts'
import type { Seat } from './seat.ts'

export type Exported = Extract<EditIntent, { kind: 'export' }>['set']

/** `id`: a UUID of this one export, however often it is recorded. Throws Refusal 'unrecorded' or 'disk-full': then it must not leave. */
export async function recordExport({ edits, remembered, sync }: Seat, id: string, set: Exported): Promise<void> {
  await edits.record({ op_id: id, kind: 'export', type: 'export', id, set: { ...set, purpose: set.purpose.trim() } }, remembered.city, sync().skewMs())
  sync().edited()
}
