/** Ids of leads out of a spreadsheet, from what they say: the same row imported twice is one lead. */
import type { SheetLead } from './sheet-leads.ts'

export interface RowIds {
  op_id: string
  id: string
}

/**
 * By the outside number where the table has one, else by all that the row says; equal rows of one file stay several leads. `author`: another person's import is another one.
 * `spent`: op ids that the center has refused; the next attempt at the same lead has another, and so on.
 */
export async function idsOf(leads: readonly SheetLead[], author: string, spent: ReadonlySet<string> = new Set()): Promise<RowIds[]> {
  const seen = new Map<string, number>()
  return Promise.all(leads.map(async ({ external, fields }) => {
    const said = external === '' ? JSON.stringify(fields) : `#${external.normalize('NFKC').toLowerCase()}`
    const turn = (seen.get(said) ?? 0) + 1
    seen.set(said, turn)
    const [op_id, id] = await Promise.all(['op', 'case'].map((what) => uuidOf(JSON.stringify([what, author, said, turn]))))
    return { op_id: await unspent(op_id!, spent), id: id! }
  }))
}

async function unspent(opId: string, spent: ReadonlySet<string>): Promise<string> {
  return spent.has(opId) ? unspent(await uuidOf(JSON.stringify(['again', opId])), spent) : opId
}

/** RFC 9562, version 8: the first bits of a SHA-256, with version and variant set. */
export async function uuidOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).slice(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
