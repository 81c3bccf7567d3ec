/** Answers 'cases.counts': how many cases each view has, and how the asked ones stand in the flow. */
import type { Input } from '../../../preload/contract/api.ts'
import type { CaseCounts, CaseQuestion } from '../../../preload/contract/case-list.ts'
import { CASE_VIEWS, type CaseView } from '../../../preload/contract/case-question.ts'
import { CASE_STATUSES, type CaseStatus } from '../../../preload/contract/case-status.ts'
import { wordsOf } from '../../search/case-words.ts'
import { countedIn, countLaid } from '../overlay/laid-list.ts'
import { overlayOf } from '../overlay/overlay.ts'
import type { ReaderContext } from '../reader-context.ts'
import { countFound, type Unready } from './case-list.ts'
import { officesOf, oldestOffice } from './case-offices.ts'
import { whereOf } from './case-where.ts'
import { isSimulated } from './provenance.ts'

type Tally = Map<string, number>

export function getCaseCounts(context: ReaderContext, { question }: Input<'cases.counts'>): CaseCounts | Unready {
  const { db } = context
  const tallies = Object.fromEntries(CASE_VIEWS.map((view) => [view, tallyOf(context, { ...question, view })])) as Record<CaseView, Tally>
  const found = wordsOf(question.text).length === 0 ? { count: sum(tallies[question.view]) } : countFound(context, question)
  if ('walked' in found) return found
  return {
    offices: officesOf(db),
    views: Object.fromEntries(CASE_VIEWS.map((view) => [view, sum(tallies[view])])) as Record<CaseView, number>,
    total: found.count,
    statuses: CASE_STATUSES.flatMap((status: CaseStatus) => (tallies[question.view].has(status) ? [{ status, count: tallies[question.view].get(status)! }] : [])),
    provenance: { asOf: oldestOffice(db), source: 'cases.counts: case', simulated: isSimulated(db) },
  }
}

const sum = (tally: Tally): number => [...tally.values()].reduce((total, count) => total + count, 0)

function tallyOf(context: ReaderContext, question: CaseQuestion): Tally {
  const where = whereOf(context.db, question)
  const tally: Tally = new Map()
  for (const [status, count] of [...countedIn(context.db, where), ...countLaid(context.db, overlayOf(context), where)]) tally.set(status, (tally.get(status) ?? 0) + count)
  // A status that the own edits have emptied is none.
  for (const [status, count] of tally) if (count === 0) tally.delete(status)
  return tally
}
