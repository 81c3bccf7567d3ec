/** Rows as the text that COPY reads: columns between tabs, one row a line. */
import type { Tx } from './sql-types.ts'

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Nothing else is special in COPY's text form; null does not occur here. */
const escape = (value: string): string => (/[\\\n\r\t]/.test(value) ? value.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c] ?? c) : value)

export function copyText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(escape).join('\t')}\n`).join('')
}

/** Only where the database offers it; see `Tx.copy`. */
export async function copyRows(copy: NonNullable<Tx['copy']>, table: string, columns: readonly string[], rows: readonly (readonly string[])[]): Promise<void> {
  await copy(`COPY ${table} (${columns.join(', ')}) FROM '/dev/blob'`, copyText(rows))
}
