/** What a picture of the map says beside it, as plain words and colours: the legend's own, whatever is painted. */
import type { Cells } from '../../../preload/contract/cells.ts'
import type { AreaFigures } from '../../../preload/contract/measure.ts'
import type { City, Field, FieldLayer, Filter, Provenance } from '../../../preload/contract/model.ts'
import type { HeldSpan } from '../../../preload/contract/held-span.ts'
import type { Scale } from '../../../preload/contract/scale.ts'
import type { Text } from '../phrase.ts'
import { sourceWords } from '../source-words.ts'
import { dayOf } from '../../state/days.ts'
import { sizeOfCells, unitOf } from './area-words.ts'
import { floorOf } from './colour.ts'
import { hatchedAreas, hatchedCells } from './hatched-words.ts'
import { heldWords, totalWords } from './held-words.ts'
import { limitTexts, numberWriter } from './limits.ts'
import { CLASSES, classColour } from './palette.ts'
import type { Rgba, Shade } from './palette.ts'
import { scopeLines } from './scope-lines.ts'

export interface PictureFacts {
  title: string
  /** Unit, and the kernel or the cell the values are made with. */
  measure: string
  period: string
  /** First and last day, for the file's name. */
  days: [from: string, to: string]
  scope: string
  /** Highest first. */
  classes: { colour: Rgba; words: string }[]
  /** What has no colour, or why nothing has. */
  zero: string
  hatched: string | null
  scale: string | null
  total: string
  /** Of a comparison, from the left: what each half shows; empty where one period is painted alone. */
  halves: readonly string[]
  /** What a reader has to know of it. */
  notes: readonly string[]
  provenance: Provenance
  source: string
}

/** What every mode's facts are made of. */
interface Painted {
  layer: FieldLayer
  limits: Field['limits']
  scale: Scale | null
  days: number
  span: HeldSpan | null
  total: number
  records: number
  provenance: Provenance
}

export function fieldFacts(field: Field, filter: Filter, city: City, shade: Shade, hasUnknown: boolean, text: Text): PictureFacts {
  const measure = `${text.t(`map.unit.${field.unit}`)} · ${text.t('map.bandwidth')} ${text.t('map.bandwidth.value', { meters: field.bandwidthMeters })}`
  return factsOf(field, measure, hasUnknown ? text.t('map.legend.unknown') : null, filter, city, shade, text)
}

export function areaFacts(figures: AreaFigures, filter: Filter, city: City, shade: Shade, text: Text): PictureFacts {
  const measure = `${unitOf(figures, text)} · ${text.t(`map.level.by.${figures.level}`)}`
  return factsOf(figures, measure, text.t(hatchedAreas(figures, filter, city)), filter, city, shade, text)
}

export function cellFacts(cells: Cells, filter: Filter, city: City, shade: Shade, hasUnknown: boolean, text: Text): PictureFacts {
  const measure = `${unitOf(cells, text)} · ${sizeOfCells(cells, text)}`
  const hatched = hatchedCells(cells, filter, hasUnknown)
  const facts = factsOf({ ...cells, records: cells.totalRecords }, measure, hatched === null ? null : text.t(hatched), filter, city, shade, text)
  // No hexagon has a rate of workers: nothing is painted, and the picture says why.
  return cells.measure === 'per-1000-workers' ? { ...facts, classes: [], zero: text.t('map.cells.noWorkers'), hatched: null, scale: null } : facts
}

function factsOf(painted: Painted, measure: string, hatched: string | null, filter: Filter, city: City, shade: Shade, text: Text): PictureFacts {
  const { t, number, day } = text
  const { layer, limits, scale, days, span, provenance } = painted
  const held = heldWords(span, filter, text)
  const write = numberWriter(text.locale)
  const texts = limitTexts(floorOf(limits), limits, write)
  return {
    title: t(`map.layer.${layer}.title`), measure,
    period: t('map.legend.period', { from: day(filter.from), to: day(filter.to - 1), days: number(days, 0) }),
    days: [dayOf(filter.from, city.timeZone), dayOf(filter.to - 1, city.timeZone)],
    scope: scopeLines(layer, filter, city, text).map(({ value }) => value).join(' · '),
    classes: Array.from({ length: CLASSES }, (_, n) => CLASSES - 1 - n).map((index) => ({ colour: classColour(shade, index), words: texts[index] ?? '' })),
    zero: t('map.legend.zero', { floor: write(floorOf(limits), 8) }),
    hatched,
    scale: scale === null ? null : t('map.legend.scale', { name: scale.name, from: day(scale.from), to: day(scale.to - 1) }),
    total: totalWords(painted, text),
    halves: [], notes: held === null ? [] : [held], provenance, source: sourceWords(provenance.source, text),
  }
}
