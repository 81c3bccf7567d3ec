/** The filter in words, part by part; only what filters the layer. */
import type { City, FieldLayer, Filter } from '../../../preload/contract/model.ts'
import { phraseStatuses, phraseTimes, phraseWeekdays } from '../filter-words.ts'
import type { Text } from '../phrase.ts'
import { areaOf, nameOf } from './areas.ts'

export interface ScopeLine {
  label: string
  value: string
}

/** `layer` null: figures of all layers, for which every part counts. */
export function scopeLines(layer: FieldLayer | null, filter: Filter, city: City, text: Text): ScopeLine[] {
  const { t, locale } = text
  const english = locale === 'en'
  const area = areaOf(city, filter.area) ?? areaOf(city, city.id)
  const filtersReports = layer !== 'bottleneck'
  const lines: ScopeLine[] = [
    { label: t('filter.area'), value: area === null ? ((english ? city.nameEn : null) ?? city.name) : nameOf(area, english) },
    { label: t('export.about.drawn'), value: filter.drawn === null ? '' : t('export.about.corners', { n: filter.drawn.length }) },
    { label: t('filter.class'), value: filtersReports ? phraseClasses(filter.classes, city, text) : '' },
    { label: t('filter.status'), value: filtersReports ? phraseStatuses(filter.statuses, text) : '' },
    { label: t('filter.weekday'), value: phraseWeekdays(filter.weekdays, text) },
    { label: t('filter.hour'), value: phraseTimes(filter.hours, text) },
  ]
  return lines.filter(({ value }) => value !== '')
}

/** More classes than this are counted, not listed. */
const CLASSES_LISTED = 4

function phraseClasses(classes: readonly string[], city: City, { t, locale }: Text): string {
  if (classes.length > CLASSES_LISTED) return t('filter.class.some', { n: classes.length })
  const names = classes.map((id) => {
    const found = city.classes.find((one) => one.id === id)
    return found === undefined ? `${t('filter.class.unknown')} ${id}` : ((locale === 'en' ? found.nameEn : null) ?? found.name)
  })
  return names.join(locale === 'en' ? ', ' : '、')
}
