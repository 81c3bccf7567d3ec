/** What every file says of itself: what it shows, how many rows, which period in which zone, how old, from where, and whether it is simulated. */
import { dayOf, isoOf } from './local-time.ts'
import type { Facts, Table } from './table.ts'

/** `at`: an instant, for formats with real dates; everything else is text or a number. */
export type AboutLine = { label: string; value: string | number } | { label: string; at: number; precision: 'day' | 'minute' }

export function aboutLines({ count, provenance, limits }: Table, { title, words, scope, unit, filter, zone }: Facts): AboutLine[] {
  const { asOf, simulated } = provenance
  return [
    { label: words['about.product'], value: title },
    // First of all, where nobody can miss it.
    { label: words['mark'], value: words[simulated ? 'about.simulated' : 'about.real'] },
    { label: words['about.rows'], value: count },
    ...scope.map(({ label, value }) => ({ label, value })),
    ...(filter === null ? [] : [{ label: words['about.firstDay'], at: filter.from, precision: 'day' } as const, { label: words['about.lastDay'], at: filter.to - 1, precision: 'day' } as const]),
    { label: words['about.zone'], value: zone },
    asOf === null ? { label: words['about.asOf'], value: words['never'] } : { label: words['about.asOf'], at: asOf, precision: 'minute' },
    ...(unit === '' ? [] : [{ label: words['about.unit'], value: unit }]),
    ...(limits === null ? [] : [{ label: words['about.limits'], value: limits.join(' / ') }]),
    { label: words['column.reason'], value: words['about.nulls'] },
  ]
}

/** “areas_2026-10-30_2026-11-28_模拟数据”: what a folder of such files is told apart by. */
export function nameParts(table: Table, { title, words, filter, zone }: Facts): string[] {
  return [title, ...(filter === null ? [] : [dayOf(filter.from, zone), dayOf(filter.to - 1, zone)]), ...(table.provenance.simulated ? [words['about.simulated']] : [])]
}

/** For formats without dates of their own: a day, or an instant with the zone's offset. */
export function aboutValue(line: AboutLine, zone: string): string | number {
  return 'value' in line ? line.value : line.precision === 'day' ? dayOf(line.at, zone) : isoOf(line.at, zone)
}
