/** Whether a place is open, in words: until when, or from when on. */
import type { Opening } from '../../preload/contract/opening.ts'
import type { Text } from '../chrome/phrase.ts'

const DAY_MS = 86_400_000

export function openingWords(opening: Opening, now: number, text: Text): string {
  const { t } = text
  if (opening.state === 'unknown') return t('map.opening.unknown')
  if (opening.state === 'open') return opening.until === null ? t('map.opening.always') : t('map.opening.until', { time: clockWords(opening.until, now, text) })
  return t('map.opening.opensAt', { time: clockWords(opening.opensAt, now, text) })
}

/** The clock time; the weekday before it where it is not today's. */
function clockWords(at: number, now: number, { day, time, weekday }: Text): string {
  return day(at) === day(now) && at - now < DAY_MS ? time(at) : `${weekday(at)} ${time(at)}`
}
