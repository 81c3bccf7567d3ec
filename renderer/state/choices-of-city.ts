/** The city's own departments and ready-made words, wherever a form offers them; empty while they are asked for. */
import type { CaseAction } from '../../preload/contract/case-flow.ts'
import type { Choices, Department, Phrase } from '../../preload/contract/choices.ts'
import { useLive } from './live.ts'

const NONE: Choices = { departments: [], phrases: [] }

export function useCityChoices(): Choices {
  const live = useLive('city.choices', null, ['session', 'places'])
  return live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? NONE) : NONE
}

/** Those that work for one of these areas, the nearest first; then those of the whole city. `line`: from the district down. */
export function departmentsFor(departments: readonly Department[], line: readonly string[]): Department[] {
  const rank = ({ area }: Department): number => (area === null ? line.length : line.length - 1 - line.indexOf(area))
  return departments.filter(({ area }) => area === null || line.includes(area)).sort((a, b) => rank(a) - rank(b))
}

/** Words for this action first, then those for any. */
export function reasonsFor(phrases: readonly Phrase[], action: CaseAction | null): Phrase[] {
  const own = phrases.filter((phrase) => phrase.kind === 'reason')
  return [...own.filter((phrase) => phrase.action === action && action !== null), ...own.filter((phrase) => phrase.action === null)]
}
