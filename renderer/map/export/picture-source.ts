/** What a picture of the map is made of, from whatever is painted: hexagons, whole areas or the field. */
import type { AreaFigures } from '../../../preload/contract/measure.ts'
import type { Cells } from '../../../preload/contract/cells.ts'
import type { City, Field, Filter } from '../../../preload/contract/model.ts'
import type { Text } from '../../chrome/phrase.ts'
import { summaryOf } from '../comparison-summary.ts'
import type { Summary } from '../comparison-summary.ts'
import { MARK_KINDS } from '../marks.ts'
import type { Mark } from '../marks.ts'
import type { Shade } from '../../chrome/ground/palette.ts'
import type { PictureSource } from './make-picture.ts'
import { totalWords } from '../../chrome/ground/held-words.ts'
import { areaFacts, cellFacts, fieldFacts } from '../../chrome/ground/picture-facts.ts'
import type { PictureFacts } from '../../chrome/ground/picture-facts.ts'

interface Beside {
  /** Null, like the filter, while it is not here. */
  summary: Summary | null
  filter: Filter | null
  isLeft: boolean
  /** What lessens the comparison. */
  notes: readonly string[]
}

interface Painted {
  /** Null unless they are what is painted; the field is painted where neither is. */
  areas: AreaFigures | null
  cells: Cells | null
  field: Field | null
  /** The filter the painted answers. */
  filter: Filter
  city: City
  shade: Shade
  hasUnknown: boolean
  marks: readonly Mark[]
  /** The other half of a comparison. */
  beside: Beside | null
  attribution: string
}

/** Null while nothing is painted, or a half of it is still on its way. */
export function pictureSource({ areas, cells, field, filter, city, shade, hasUnknown, marks, beside, attribution }: Painted, text: Text): PictureSource | null {
  const facts = cells !== null ? cellFacts(cells, filter, city, shade, hasUnknown, text)
    : areas !== null ? areaFacts(areas, filter, city, shade, text)
      : field !== null ? fieldFacts(field, filter, city, shade, hasUnknown, text) : null
  const painted = cells ?? areas ?? field
  if (facts === null || (beside !== null && (beside.summary === null || beside.filter === null))) return null
  return { facts: beside === null ? facts : { ...facts, ...comparedFacts(summaryOf(painted), filter, beside, text) }, city, marks: MARK_KINDS.filter((kind) => marks.some((mark) => mark.kind === kind)), attribution }
}

/** The two halves from the left, each with its days, its total and its age; the picture is as old as the older one. */
function comparedFacts(chosen: Summary | null, filter: Filter, beside: Beside, text: Text): Pick<PictureFacts, 'halves' | 'notes'> {
  const halves = [phraseHalf(chosen, filter, text), phraseHalf(beside.summary, beside.filter ?? filter, text)]
  return { halves: beside.isLeft ? halves.toReversed() : halves, notes: beside.notes }
}

function phraseHalf(summary: Summary | null, filter: Filter, text: Text): string {
  const { t, day, number, dateTime } = text
  if (summary === null) return ''
  const { days, provenance: { asOf } } = summary
  return [
    t('map.legend.period', { from: day(filter.from), to: day(filter.to - 1), days: number(days, 0) }),
    totalWords(summary, text),
    asOf === null ? t('age.never') : t('age.asOf', { time: dateTime(asOf) }),
  ].join(' · ')
}
