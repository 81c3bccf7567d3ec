/** The judging lane's table: it has no database. */
import { judgePart, type JudgedPart, type Part } from './judged-part.ts'

export const JUDGE_FUNCTIONS = {
  judgePart: (_: null, part: Part): JudgedPart => judgePart(part),
}
export type JudgeFunctions = typeof JUDGE_FUNCTIONS
