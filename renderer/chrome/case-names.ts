/** What the cases of a list of edits are called, by id. */
import { useMemo } from 'react'
import { MOST_CASE_NAMES, type CaseName } from '../../preload/contract/case-name.ts'
import { caseOfIntent, type EditIntent } from '../../preload/contract/edit.ts'
import { useText } from './text.ts'
import { useLiveCity } from '../state/city.ts'
import { useLive } from '../state/live.ts'
import { namesOf, type Names } from './edit-words.ts'

/** The cases an edit speaks of. */
export const casesOf = (intent: EditIntent | null): string[] =>
  intent === null ? [] : [caseOfIntent(intent), intent.kind === 'transition' ? (intent.set?.into ?? null) : null].flatMap((id) => (id === null ? [] : [id]))

/** Without a city, or without the case in the cache, ids stand for themselves: the edits are there all the same. */
export function useNames(ids: readonly string[]): { names: Names; cases: ReadonlyMap<string, CaseName> } {
  const text = useText()
  const liveCity = useLiveCity()
  const city = liveCity.state === 'here' ? liveCity.value : liveCity.state === 'failed' ? (liveCity.last ?? null) : null
  const asked = [...new Set(ids)].slice(0, MOST_CASE_NAMES)
  const live = useLive('cases.names', asked.length === 0 ? null : { ids: asked }, ['session', 'sync', 'cases'])
  const known = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const cases = useMemo(() => new Map(known?.map((one) => [one.id, one])), [known])
  return { names: namesOf(city, cases, text), cases }
}
