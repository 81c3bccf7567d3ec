/** A line of text as runs of the file: one run for each of its spans, at the largest size that has room. */
import type { Line } from '../../../preload/contract/deck.ts'
import { fitText, plainText, type Room } from '../../../preload/contract/slide-text.ts'
import type { Border } from './border.ts'
import type { Run, RunOptions } from './library.ts'

export const lineRuns = (line: Line, border: Border, options: RunOptions = {}): Run[] =>
  line.filter(({ text }) => text !== '').map(({ text }) => ({ text: border.text(text), options: { ...options } }))

/** The file's reader breaks lines itself; only what has no room at any size is cut here. */
export function runsOf(line: Line, room: Room, sizes: readonly number[], border: Border): { runs: Run[]; size: number } {
  const { size, lines } = fitText(line, room, sizes)
  const isCut = plainText(lines.at(-1) ?? []).endsWith('…') && !plainText(line).trimEnd().endsWith('…')
  return { runs: lineRuns(isCut ? lines.flat() : line, border), size }
}
