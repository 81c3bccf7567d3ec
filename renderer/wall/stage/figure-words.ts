/** A figure's digits and unit, as its room allows: the unit steps aside first, then thousands are written short; the type stays. */
import { textWidth } from '../../../preload/contract/slide-text.ts'
import type { WallFigureId, WallUnit } from '../../../preload/contract/wall.ts'
import type { MessageKey } from '../../catalogue.ts'
import type { Text } from '../../chrome/phrase.ts'

/** What is counted otherwise than reports and cases. */
const COUNTERS: Partial<Record<WallFigureId, MessageKey>> = {
  bottlenecks: 'wall.unit.places', measures: 'wall.unit.places', spots: 'wall.unit.places', gaps: 'wall.unit.places', 'stations-open': 'wall.unit.places', charging: 'wall.unit.places',
  swap: 'wall.unit.places', canteens: 'wall.unit.places', teams: 'wall.unit.teams', 'sources-fresh': 'wall.unit.sources', 'set-aside': 'wall.unit.records',
}

export interface WrittenFigure {
  digits: string
  /** Beside the digits; empty where there is none, or no room for it. */
  unit: string
  /** Where there was no room beside them. */
  aside: string
}

export function writeValue(value: number, unit: WallUnit, text: Text): string {
  if (unit === 'share') return text.percent(Math.round(value * 1000) / 1000)
  return writerFor(text.locale, Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1).format(value)
}

const writers = new Map<string, Intl.NumberFormat>()

/** Thousands are set apart from 10,000 on: four digits are read at a glance. */
function writerFor(locale: string, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale} ${maximumFractionDigits}`
  const writer = writers.get(key) ?? new Intl.NumberFormat(locale, { useGrouping: 'min2', maximumFractionDigits })
  writers.set(key, writer)
  return writer
}

export function unitWords(unit: WallUnit, figure: WallFigureId | null, { t }: Pick<Text, 't'>): string {
  return t((unit === 'count' && figure !== null ? COUNTERS[figure] : undefined) ?? `wall.unit.${unit}`)
}

/** All in units of the design grid: the room's width, the digits' size and the unit's. */
export function fitFigure(value: number, unit: WallUnit, figure: WallFigureId, room: { width: number; digits: number; unit: number }, text: Text): WrittenFigure {
  const words = unitWords(unit, figure, text)
  const whole = writeValue(value, unit, text)
  const unitWidth = words === '' ? 0 : textWidth(words, room.unit) + room.unit / 4
  if (textWidth(whole, room.digits) + unitWidth <= room.width) return { digits: whole, unit: words, aside: '' }
  if (textWidth(whole, room.digits) <= room.width) return { digits: whole, unit: '', aside: words }
  return { digits: unit === 'share' ? text.percent(Math.round(value * 100) / 100) : writeShort(value, room, text), unit: '', aside: words }
}

/** “1.23万”, “12.3K”: as many digits as there is room for. */
function writeShort(value: number, room: { width: number; digits: number }, { locale }: Text): string {
  const tries = [3, 2, 1].map((digits) => new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: digits }).format(value))
  return tries.find((words) => textWidth(words, room.digits) <= room.width) ?? tries[2]!
}
