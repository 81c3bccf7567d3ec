/** Answers 'export.caseRows': stretches of the case list for a file, with a sign by which the asker knows that all of them are of one moment. */
import type { Input } from '../../../preload/contract/api.ts'
import type { CasePage } from '../../../preload/contract/case-list.ts'
import type { ReaderContext } from '../reader-context.ts'
import { getCasePage, signOfLists, type Unready } from './case-list.ts'

export interface CaseStretch {
  rows: CasePage['rows']
  /** Another one: the list has begun anew since, and its ranks are others. */
  sign: string
}

export function getCaseStretch(context: ReaderContext, asked: Input<'cases.page'>): CaseStretch | Unready {
  // Something may be written while the page is read: then its rows are of neither sign.
  const before = signOfLists(context)
  const page = getCasePage(context, asked)
  if (!('rows' in page)) return page
  const sign = signOfLists(context)
  return { rows: page.rows, sign: sign === before ? sign : `${before} ${sign}` }
}
