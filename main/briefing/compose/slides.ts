/** The slides of a deck in their order, each with footer and notes. */
import type { Fact, Slide } from '../../../preload/contract/deck.ts'
import { figureText } from '../../../preload/contract/figure-text.ts'
import { cover, limits } from './frame.ts'
import { keyFigures } from './key-figures.ts'
import { areaParts, classParts } from './parts.ts'
import { DEFINITIONS, messageOf, type MessageKey, plainly, type Scene, type SlideParts } from './scene.ts'
import { weekTrend } from './week-trend.ts'
import { topSpots, whereMap } from './where.ts'
import { measures, overdue } from './work.ts'

const MAKERS = {
  weekly: [cover, keyFigures, weekTrend, areaParts, whereMap, topSpots, classParts, measures, overdue, limits],
  daily: [keyFigures, whereMap, overdue, limits],
} as const

/** `facts`: those that a slide shows or was composed from; of two ways to say a thing the other's stay behind. */
export function slidesOf(scene: Scene): { slides: Slide[]; facts: Fact[] } {
  const parts = MAKERS[scene.question.kind].map((make) => make(scene))
  const used = new Set<Fact>(parts.flatMap(({ facts }) => facts))
  return { slides: parts.map((part) => finished(scene, part)), facts: [...scene.facts.values()].filter((fact) => used.has(fact)) }
}

function finished(scene: Scene, { id, title, visual, soWhat = [], facts, definition }: SlideParts): Slide {
  return { id, title, isTitleEdited: false, visual, soWhat, isSoWhatEdited: false, footer: footerOf(scene, facts), notes: notesOf(scene, facts, definition) }
}

/** Null where none of them was ever confirmed; a source that is not held at all has no age. */
export function oldestOf(facts: Iterable<Fact>): number | null {
  const times = [...facts].flatMap(({ provenance: { asOf } }) => asOf ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

function footerOf(scene: Scene, facts: readonly Fact[]): Slide['footer'] {
  const asOf = oldestOf(facts)
  const sources = sourceWords(scene, facts)
  return {
    asOf: plainly(scene, 'footer.asOf', { at: asOf === null ? messageOf(scene, 'never') : figureText(asOf, 'minute', scene.timeZone) }),
    definitions: plainly(scene, 'footer.definitions', { version: DEFINITIONS }), source: plainly(scene, scene.simulated ? 'footer.simulated' : 'footer.source', { sources }), confidentiality: messageOf(scene, 'internal'),
  }
}

const SOURCES = ['point', 'handover', 'case', 'bottleneck'] as const

/** The tables that the facts were read from, in the words of the deck. */
function sourceWords(scene: Scene, facts: readonly Fact[]): string {
  const tables = new Set(facts.flatMap(({ provenance: { source } }) => source.slice(source.indexOf(': ') + 2).split(', ')))
  const named = SOURCES.filter((table) => tables.has(table))
  return (named.length === 0 ? SOURCES.slice(0, 1) : named).map((table) => messageOf(scene, `source.${table}`)).join(messageOf(scene, 'list.comma'))
}

/** Where each figure comes from is written below them by whoever writes the file. */
function notesOf(scene: Scene, facts: readonly Fact[], definition: MessageKey): string[] {
  const { days, timeZone } = scene
  const span = plainly(scene, 'cover.span', { first: days.first, last: days.last })
  return [
    messageOf(scene, definition),
    plainly(scene, 'note.sample', { records: figureText(facts.reduce((most, { records }) => Math.max(most, records), 0), 'integer', timeZone) }),
    plainly(scene, 'note.filter', { area: scene.areaName, span, filter: messageOf(scene, 'cover.noFilter') }),
    messageOf(scene, 'note.disclaimer'),
  ]
}
