/** Numbered marks on a small map: a number under another one is no number, so marks whose labels would overlap become one. */
import { toPixel, type GroundFrame } from '../place/ground-frame.ts'

export interface NumberedMark {
  x: number
  y: number
  /** Of the rows that lie here, from 1. */
  numbers: number[]
}

/** Half a label's height, and of its width what surrounds the words and what each letter takes; in the drawing's own unit. */
export const LABEL = { half: 9, edge: 3.5, letter: 3.4 } as const

export const halfWidthOf = (words: string): number => Math.max(LABEL.half, LABEL.letter * words.length + LABEL.edge)

export function marksOf(places: readonly { lng: number; lat: number }[], frame: GroundFrame): NumberedMark[] {
  const marks: NumberedMark[] = []
  for (const [n, { lng, lat }] of places.entries()) {
    const [x, y] = toPixel(frame, [lng, lat])
    join(marks, { x, y, numbers: [n + 1] })
  }
  return marks
}

/** A joined label is wider and may reach the next one: it is put in anew, until none overlaps. */
function join(marks: NumberedMark[], mark: NumberedMark): void {
  const at = marks.findIndex((other) => overlap(other, mark))
  if (at < 0) return void marks.push(mark)
  const [other] = marks.splice(at, 1) as [NumberedMark]
  const [own, theirs] = [mark.numbers.length, other.numbers.length]
  join(marks, { x: (mark.x * own + other.x * theirs) / (own + theirs), y: (mark.y * own + other.y * theirs) / (own + theirs), numbers: [...other.numbers, ...mark.numbers].sort((a, b) => a - b) })
}

/** Whether a name of that half width, written at a place, would be read through a mark. */
export const isUnder = (marks: readonly NumberedMark[], name: { x: number; y: number; half: number }): boolean =>
  marks.some(({ x, y, numbers }) => Math.abs(y - name.y) < 2 * LABEL.half && Math.abs(x - name.x) < halfWidthOf(numberRuns(numbers)) + name.half)

const overlap = (a: NumberedMark, b: NumberedMark): boolean => Math.abs(a.y - b.y) < 2 * LABEL.half && Math.abs(a.x - b.x) < halfWidthOf(numberRuns(a.numbers)) + halfWidthOf(numberRuns(b.numbers))

/** “1–3, 7”: runs of three and more are drawn together. */
export function numberRuns(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const n of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last?.[1] === n - 1) last[1] = n
    else runs.push([n, n])
  }
  return runs.flatMap(([first, last]) => (first === last ? [`${first}`] : last === first + 1 ? [`${first}`, `${last}`] : [`${first}–${last}`])).join(', ')
}
