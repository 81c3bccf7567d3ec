/** What a list of cases may be asked for: its views, its orders, and how many of it at once. */

/** All cases of the filter; or open work, whenever it was reported: past its deadline, urgent or dangerous to life, waiting for the office's own step. */
export const CASE_VIEWS = ['late', 'waiting', 'urgent', 'all'] as const
export type CaseView = (typeof CASE_VIEWS)[number]
export const CASE_SORTS = ['due', 'reported'] as const
export type CaseSort = (typeof CASE_SORTS)[number]

/** Cases that are asked for whole at once, at most. */
export const MOST_WHOLE_CASES = 200
