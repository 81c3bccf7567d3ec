/** The words of the screen in the chosen language and the city's zone. */
import { useMemo } from 'react'
import { useLiveCity } from '../state/city.ts'
import { useTaste } from '../state/taste.ts'
import { makeText } from './phrase.ts'
import type { Text } from './phrase.ts'

const made = new Map<string, Text>()

/** The same text object for the same language and zone, so that memos may depend on it. */
export function useText(): Text {
  const { locale } = useTaste()
  const live = useLiveCity()
  const city = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : null
  const zone = city?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  return useMemo(() => {
    const key = `${locale} ${zone}`
    const text = made.get(key) ?? makeText(locale, zone)
    made.set(key, text)
    return text
  }, [locale, zone])
}
