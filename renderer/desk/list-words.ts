/** The question of the list in words, part by part; what narrows nothing is left out. */
import type { CaseOrder, CaseQuestion } from '../../preload/contract/case-list.ts'
import type { City } from '../../preload/contract/model.ts'
import { nameClass } from '../chrome/filter/class-picker.tsx'
import { phraseStatuses, phraseTimes, phraseWeekdays } from '../chrome/filter-words.ts'
import type { Text } from '../chrome/phrase.ts'

/** More classes than this are counted, not listed. */
const CLASSES_LISTED = 4

export function listScope({ filter, view, home, text: find }: CaseQuestion, order: CaseOrder, city: City, text: Text): { label: string; value: string }[] {
  const { t } = text
  const isAll = view === 'all'
  const lines = [
    { label: t('caseFile.scope.view'), value: t(`desk.view.${view}`) },
    { label: t('caseFile.scope.whose'), value: home === null ? t('desk.whose.all') : `${t('desk.whose.mine')} (${areaName(home, city, text)})` },
    { label: t('caseFile.scope.text'), value: find },
    { label: t('filter.area'), value: filter.area === null ? '' : areaName(filter.area, city, text) },
    { label: t('export.about.drawn'), value: filter.drawn === null ? '' : t('export.about.corners', { n: filter.drawn.length }) },
    { label: t('filter.class'), value: phraseClasses(filter.classes, city, text) },
    { label: t('filter.status'), value: phraseStatuses(filter.statuses, text) },
    { label: t('filter.weekday'), value: isAll ? phraseWeekdays(filter.weekdays, text) : '' },
    { label: t('filter.hour'), value: isAll ? phraseTimes(filter.hours, text) : '' },
    { label: t('caseFile.scope.order'), value: t(order.descending ? 'caseFile.order.down' : 'caseFile.order.up', { by: t(`caseFile.order.${order.by}`) }) },
  ]
  return lines.filter(({ value }) => value !== '')
}

export function areaName(id: string, city: City, { locale }: Text): string {
  const area = city.areas.find((one) => one.id === id)
  return area === undefined ? id : ((locale === 'en' ? area.nameEn : null) ?? area.name)
}

function phraseClasses(classes: readonly string[], city: City, { t, locale }: Text): string {
  if (classes.length > CLASSES_LISTED) return t('filter.class.some', { n: classes.length })
  const names = classes.map((id) => {
    const found = city.classes.find((one) => one.id === id)
    return found === undefined ? `${t('filter.class.unknown')} ${id}` : nameClass(found, locale)
  })
  return names.join(locale === 'en' ? ', ' : '、')
}
