/** A line of the list in words, and whether it has room on one line; a source's line is worded and judged here, by the clock that the wall is judged by. */
import { type Freshness, judgeAge } from '../../../preload/contract/freshness.ts'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import type { RowNote, WallRow, WallScene } from '../../../preload/contract/wall.ts'
import { type AgeFacts, captionOf, captionWidth } from './caption-words.ts'
import { unitWords, writeValue } from './figure-words.ts'
import type { Levels } from './type-scale.ts'
import { nameIn, writeDuration } from './wall-words.ts'

export interface WrittenRow {
  rank: number
  name: string
  /** Where it lies, or what else is to be said of it; empty: nothing. */
  beside: string
  note: string
  /** The note is a warning: amber, and the word says which. */
  warns: boolean
  amount: string
  isKnown: boolean
  /** Of a source. */
  freshness: Freshness | null
}

const WARNINGS: readonly RowNote[] = ['no-measure', 'overdue', 'late', 'stale', 'lost', 'ahead', 'empty', 'disabled']

/** `hasUnit`: the line says its unit itself, for the list has several. */
export function writeRow(row: WallRow, isLost: boolean, hasUnit: boolean, facts: AgeFacts): WrittenRow {
  const { text } = facts
  if (row.source !== null) return writeSource({ ...row, source: row.source }, facts)
  const isKnown = row.value !== null && !isLost
  const unit = hasUnit && isKnown ? ` ${unitWords(row.unit, null, text)}` : ''
  return {
    rank: row.rank, name: nameIn(row.name, text), beside: row.area === null ? '' : nameIn(row.area, text), ...noteOf(row.note, facts), isKnown, amount: isKnown ? `${writeValue(row.value!, row.unit, text)}${unit}`.trimEnd() : '—', freshness: null,
  }
}

function writeSource({ rank, source, value, note }: WallRow & { source: NonNullable<WallRow['source']> }, facts: AgeFacts): WrittenRow {
  const { state, now, text } = facts
  const known = state.sources.find(({ id }) => id === source)
  const { freshness, ageMs } = known === undefined ? { freshness: 'lost' as const, ageMs: null } : judgeAge(known, now)
  // What the page can judge it judges; a fault or a source that is switched off is the scene's to tell.
  const said = known?.faults[0] ?? (note === 'disabled' ? note : freshness)
  return {
    rank, name: text.t(`wall.source.${source}`), beside: value === null || value === 0 ? '' : text.t('wall.list.setAside', { n: text.number(value, 0) }), ...noteOf(said, facts),
    freshness, isKnown: ageMs !== null, amount: ageMs === null ? '—' : writeDuration(ageMs, text),
  }
}

const noteOf = (note: RowNote | null, { text: { t } }: AgeFacts): Pick<WrittenRow, 'note' | 'warns'> => ({ note: note === null ? '' : t(`wall.note.${note}`), warns: note !== null && WARNINGS.includes(note) })

/** Between rank and amount, in units of the design grid. */
export function nameRoom({ amount }: Pick<WrittenRow, 'amount'>, width: number, { body }: Levels): number {
  return width - RANK * body - textWidth(amount, body) - body * GAP
}
export const RANK = 1.6
const GAP = 0.75

export function fitsOneLine(row: WrittenRow, width: number, levels: Levels): boolean {
  return textWidth(row.name, levels.body) + noteWidth(row, levels) <= nameRoom(row, width, levels)
}

export const noteWidth = ({ note }: Pick<WrittenRow, 'note'>, { caption, body }: Levels): number => (note === '' ? 0 : textWidth(note, caption) + body * GAP)

/** Whether lines of one list count in several units. */
export const isMixed = (rows: readonly WallRow[]): boolean => rows.some(({ unit }) => unit !== rows[0]?.unit)

/** The unit of all lines, said once above them; empty where each line has its own. */
export function listUnit(rows: readonly WallRow[], { text }: Pick<AgeFacts, 'text'>): string {
  const [first] = rows
  if (first === undefined || first.source !== null || isMixed(rows)) return ''
  return unitWords(first.unit, null, text)
}

/** Whether heading, unit and age stand on one line. */
export function fitsHead(list: ListOf, width: number, levels: Levels, facts: AgeFacts): boolean {
  const { freshness, words } = captionOf(list.rowSources, facts)
  const said = [listUnit(list.rows, facts), words].filter((part) => part !== '').join(' · ')
  return textWidth(facts.text.t(`wall.list.${list.scene}`), levels.body) + captionWidth(freshness, said, levels.caption) + levels.body / 2 <= width
}

export type ListOf = Pick<WallScene, 'scene' | 'rows' | 'rowSources'>
