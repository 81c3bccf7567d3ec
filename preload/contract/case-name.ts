/** What a case is called where it is only spoken of. */

/** Names asked for at once, at most. */
export const MOST_CASE_NAMES = 1_000

export interface CaseName {
  id: string
  number: string
  text: string
  simulated: boolean
}
