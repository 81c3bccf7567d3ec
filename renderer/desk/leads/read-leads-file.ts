/** From a chosen file to leads with their ids, and which of them this PC has filed before. */
import type { City } from '../../../preload/contract/model.ts'
import type { BorderArea } from '../../../preload/contract/place.ts'
import { getBridge } from '../../bridge.ts'
import { idsOf, type RowIds } from './row-ids.ts'
import { readLeads, type SheetColumn, type SheetLead } from './sheet-leads.ts'
import { SHEET_LIMITS, SheetRefusal, tableOfCsv, type SheetFault } from './sheet-table.ts'
import { tableOfWorkbook } from './workbook-table.ts'

export interface FileLead extends SheetLead, RowIds {
  isKnown: boolean
}
export type LeadsFile =
  | { state: 'read'; name: string; leads: FileLead[]; unused: string[] }
  | { state: 'heads'; name: string; missing: SheetColumn[]; twice: SheetColumn[] }
  | { state: 'refused'; name: string; fault: SheetFault; line: number | null }

export async function readLeadsFile(file: File, city: City, offices: readonly BorderArea[], author: string, spent: ReadonlySet<string>): Promise<LeadsFile> {
  const { name } = file
  try {
    if (file.size > SHEET_LIMITS.bytes) throw new SheetRefusal('too-large')
    const bytes = new Uint8Array(await file.arrayBuffer())
    // A workbook is an archive, whatever its name says.
    const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b
    const read = readLeads(isArchive ? tableOfWorkbook(bytes) : tableOfCsv(bytes), city, offices)
    if ('missing' in read) return { state: 'heads', name, ...read }
    if (read.leads.length === 0) throw new SheetRefusal('empty')
    const ids = await idsOf(read.leads, author, spent)
    const known = await filedHere(ids.map(({ op_id }) => op_id))
    return { state: 'read', name, unused: read.unused, leads: read.leads.map((lead, n) => ({ ...lead, ...ids[n]!, isKnown: known.has(ids[n]!.op_id) })) }
  } catch (error) {
    if (error instanceof SheetRefusal) return { state: 'refused', name, fault: error.fault, line: error.line }
    throw error
  }
}

/** In one question, for a file may have a thousand rows. Where this PC cannot say, its outbox and the center still know a row by its name. */
async function filedHere(opIds: string[]): Promise<ReadonlySet<string>> {
  const answer = await getBridge().call('edits.known', { opIds })
  return new Set(answer.ok ? answer.value.opIds : [])
}
