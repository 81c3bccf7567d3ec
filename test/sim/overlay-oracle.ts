/** I10 on the queries behind the screens: an own edit is shown from the moment it is saved until the rows themselves show it, reckoned a second way. */
import { maskText } from '../../main/casework/mask.ts'
import type { ReaderContext } from '../../main/store/reader-context.ts'
import type { CaseWhole } from '../../preload/contract/case-list.ts'
import { answerTo } from './screen-questions.ts'
import type { SeenCase } from './seen-cases.ts'

/** Differences in words. */
export function unseenEdits(reader: ReaderContext, cases: readonly SeenCase[], at: number): string[] {
  return cases.filter(({ own }) => own.length > 0).flatMap(({ id, row, own }) => {
    const shown = answerTo(reader, { method: 'cases.get', input: { id, at } }) as CaseWhole | null
    if (shown === null) return [`I10: ${id} with ${own.join()} is not shown`]
    const should = { status: row.status, department: row.department ?? null, class: row.class, area: row.area, text: maskText(row.text), place: maskText(row.place), urgent: row.urgent, supervised: row.supervised, notes: row.note_count ?? 0 }
    const wrong = Object.entries(should).filter(([field, value]) => (shown as unknown as Record<string, unknown>)[field] !== value)
    return wrong.map(([field, value]) => `I10: ${field} of ${id} with ${own.join()} is shown as ${JSON.stringify((shown as unknown as Record<string, unknown>)[field])} instead of ${JSON.stringify(value)}`)
  })
}
