/** Words that many parts of the wall share: names in its language, lengths of time short enough for a caption, text that fits its room. */
import { textWidth } from '../../../preload/contract/slide-text.ts'
import type { WallName, WallState } from '../../../preload/contract/wall.ts'
import type { Text } from '../../chrome/phrase.ts'
import { GRID, type Levels } from './type-scale.ts'

export const nameIn = ({ zh, en }: WallName, { locale }: Pick<Text, 'locale'>): string => (locale === 'en' ? (en ?? zh) : zh)

const STEPS = [['days', 86_400_000], ['hours', 3_600_000], ['minutes', 60_000], ['seconds', 1000]] as const

/** “12 分钟”: whole units, rounded down. */
export function writeDuration(ms: number, { t, number }: Pick<Text, 't' | 'number'>): string {
  const [unit, length] = STEPS.find(([, step]) => ms >= step) ?? STEPS[3]
  return t(`wall.duration.${unit}`, { n: number(Math.floor(Math.max(0, ms) / length), 0) })
}

/** What has no room ends in “…”: never smaller, and never cut by an edge. `em`: the room in sizes of the type. */
export function cutTo(text: string, em: number): string {
  if (textWidth(text, 1) <= em) return text
  const letters = [...text]
  while (letters.length > 1 && textWidth(`${letters.join('').trimEnd()}…`, 1) > em) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

/** The first that fits, else the last, cut. */
export function firstThatFits(variants: readonly string[], em: number): string {
  return variants.find((words) => textWidth(words, 1) <= em) ?? cutTo(variants.at(-1) ?? '', em)
}

/** Between the area's name and the clock, in sizes of the title's type. */
export function titleRoom({ area }: Pick<WallState, 'area'>, levels: Levels, text: Text): number {
  const taken = textWidth(nameIn(area, text), levels.title) + textWidth('00:00', levels.title) + 4 * levels.title
  return (GRID.width - 2 * GRID.marginX - taken) / levels.title
}
