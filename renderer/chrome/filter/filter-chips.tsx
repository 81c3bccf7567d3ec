/** The filters in force, each with a way to take it off. */
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import type { ReactNode } from 'react'
import { changeAddress, useEchoedAddress } from '../../state/address.ts'
import { useCity } from '../../state/city.ts'
import { useLive } from '../../state/live.ts'
import { phraseStatuses, phraseTimes, phraseWeekdays } from '../filter-words.ts'
import { useText } from '../text.ts'
import { nameArea } from './area-picker.tsx'
import { nameClass } from './class-picker.tsx'
import { phrasePeriod } from './period-picker.tsx'

/** More classes than this are counted, not listed. */
const CLASSES_LISTED = 4

export function FilterChips(): ReactNode {
  const text = useText()
  const { t, locale, number } = text
  const { area, drawn, period, classes, statuses, weekdays, hours } = useEchoedAddress()
  const city = useCity()
  const ground = useLive('places.ground', drawn === null ? null : { drawn }, ['session'])
  const km2 = drawn !== null && ground.state === 'here' && !ground.asking ? ground.value.km2 : null
  const chips: { key: string; words: string; remove: () => void }[] = []
  if (area !== null) {
    const found = city.areas.find((one) => one.id === area)
    chips.push({ key: 'area', words: found === undefined ? `${t('filter.area.unknown')} ${area}` : nameArea(found, locale), remove: () => changeAddress({ area: null }) })
  }
  if (drawn !== null) chips.push({ key: 'drawn', words: km2 === null ? t('filter.drawn') : t('filter.drawn.ground', { km2: number(km2, km2 < 10 ? 2 : 1) }), remove: () => changeAddress({ drawn: null }) })
  if (!('last' in period) || period.last !== 30) chips.push({ key: 'period', words: phrasePeriod(period, text), remove: () => changeAddress({ period: { last: 30 } }) })
  if (classes.length > CLASSES_LISTED) chips.push({ key: 'classes', words: `${t('filter.class')}: ${t('filter.class.some', { n: classes.length })}`, remove: () => changeAddress({ classes: [] }) })
  else {
    for (const id of classes) {
      const found = city.classes.find((one) => one.id === id)
      chips.push({ key: `class ${id}`, words: found === undefined ? `${t('filter.class.unknown')} ${id}` : nameClass(found, locale), remove: () => changeAddress({ classes: classes.filter((other) => other !== id) }) })
    }
  }
  const rest = [
    { key: 'statuses', words: statuses === null ? '' : phraseStatuses(statuses, text), remove: () => changeAddress({ statuses: null }) },
    { key: 'weekdays', words: phraseWeekdays(weekdays, text), remove: () => changeAddress({ weekdays: [] }) },
    { key: 'hours', words: phraseTimes(hours, text), remove: () => changeAddress({ hours: [] }) },
  ]
  chips.push(...rest.filter(({ words }) => words !== ''))
  if (chips.length === 0) return null
  return (
    <Box component="ul" aria-label={t('filter.active')} sx={{ listStyle: 'none', display: 'flex', flexWrap: 'wrap', gap: 0.75, p: 0, m: 0, mt: 1 }}>
      {chips.map(({ key, words, remove }) => (
        <li key={key}><Chip label={<bdi>{words}</bdi>} aria-label={t('filter.remove', { what: words })} onDelete={remove} onClick={remove} sx={{ maxWidth: 280 }} /></li>
      ))}
    </Box>
  )
}
