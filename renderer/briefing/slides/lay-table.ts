/** A table in its box: head, thin rules, numbers to the right; tone is colour beside sign and word, never alone. */
import type { Box, Tone, TableVisual } from '../../../preload/contract/deck.ts'
import { CELL_PADDING, fitTable } from '../../../preload/contract/slide-text.ts'
import { INK, line, type Mark } from '../../chrome/ground/marks.ts'
import { textBlock } from './text-block.ts'

const TONES: Record<Tone, string> = { plain: INK.text, better: INK.better, worse: INK.worse, quiet: INK.muted }

export function layTable(table: TableVisual, room: Box, accent: string): Mark[] {
  const { size, heights, rows } = fitTable(table, room)
  const marks: Mark[] = []
  let y = room.y
  for (const [n, row] of rows.entries()) {
    const height = heights[n] ?? 0
    let x = room.x
    for (const [column, lines] of row.entries()) {
      const { align = 'left', share = 0 } = table.columns[column] ?? {}
      const width = share * room.width
      const tone = n === 0 ? undefined : table.rows[n - 1]?.[column]?.tone
      const inner: Box = { x: x + CELL_PADDING.x, y, width: width - 2 * CELL_PADDING.x, height }
      marks.push(...textBlock(lines, inner, size, {
        weight: n === 0 || tone === 'better' || tone === 'worse' ? 600 : 400, colour: n === 0 ? INK.muted : TONES[tone ?? 'plain'], anchor: align === 'right' ? 'end' : 'start', isMiddle: true,
      }))
      x += width
    }
    y += height
    marks.push(n === 0 ? line([[room.x, y], [room.x + room.width, y]], accent, 1.5) : line([[room.x, y], [room.x + room.width, y]], INK.rule, 0.75))
  }
  return marks
}
