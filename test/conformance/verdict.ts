/** What a run comes to, in one line, and the table above it. */
import type { Judged, Report } from './judge.ts'

export interface Verdict {
  isKept: boolean
  line: string
}

const listOf = (judged: readonly Judged[]): string => judged.map(({ id }) => id).join(', ')

/** Rules that could not be judged although nothing was lacking count against the central. */
export function verdictOf(name: string, { judged, questions, seconds }: Report, isStrict: boolean): Verdict {
  const broken = judged.filter(({ verdict }) => verdict === 'broken')
  const missed = judged.filter(({ verdict }) => verdict === 'not shown')
  const unjudged = missed.filter(({ mayMiss }) => !mayMiss)
  const asked = `${questions} questions in ${seconds.toFixed(1)} s`
  if (broken.length > 0) return { isKept: false, line: `${name}: NOT kept: ${broken.length} of ${judged.length} rules broken (${listOf(broken)})${missed.length > 0 ? `, ${missed.length} not shown` : ''}; ${asked}` }
  if (unjudged.length > 0) return { isKept: false, line: `${name}: NOT shown to be kept: ${listOf(unjudged)} could not be judged; ${asked}` }
  if (missed.length === 0) return { isKept: true, line: `${name}: kept, all ${judged.length} rules; ${asked}` }
  return { isKept: !isStrict, line: `${name}: kept as far as shown, ${judged.length - missed.length} of ${judged.length} rules; NOT shown: ${listOf(missed)}; ${asked}` }
}

const MARKS: Record<Judged['verdict'], string> = { kept: '✔ kept     ', broken: '✖ BROKEN   ', 'not shown': '– not shown' }

export function lineOf({ id, title, where, verdict, seen }: Judged): string {
  const line = `${MARKS[verdict]} ${id.padEnd(19)} ${title} [${where}]`
  return seen === '' ? line : `${line}\n${' '.repeat(32)}seen: ${printable(seen)}`
}

/** What a central sends may hold anything; a terminal must not obey it. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '·').slice(0, 600)
