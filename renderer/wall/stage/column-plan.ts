/** What of a scene's column has room at a type size: rows and figures are dropped, text never shrinks. */
import { GRID, type Levels } from './type-scale.ts'

export interface ColumnWants {
  figures: number
  rows: number
  /** Lines of type that each row takes. */
  rowLines: 1 | 2
  /** Of the list's heading. */
  headLines: 1 | 2
  hasTrend: boolean
  /** Whether all figures fit in half the column's width. */
  fitsHalf: boolean
}
export interface ColumnPlan {
  figures: number
  across: 1 | 2
  rows: number
  hasTrend: boolean
  /** Units of the design grid, gaps not counted. */
  heights: { figures: number; list: number; trend: number }
}

export const CARD_PADDING = 3
export const cardHeight = ({ caption, body, figure }: Levels): number => body * 1.2 + figure * 0.92 + caption * 1.25 + 2 * CARD_PADDING
export const headHeight = ({ caption, body }: Levels, lines: 1 | 2): number => body * 1.4 + (lines - 1) * caption * 1.22
export const rowHeight = ({ caption, body }: Levels, lines: 1 | 2): number => (lines === 1 ? body * 1.5 : body * 1.4 + caption * 1.25)
const CURVE = 2.6

/** In the order in which they are given up: figures, rows, trend. */
const OFFERS: readonly (readonly [figures: number, rows: number, trend: boolean])[] = [
  [4, 5, true], [4, 4, true], [4, 5, false], [4, 4, false], [4, 3, false], [3, 5, false], [2, 5, false], [2, 4, false], [2, 3, false], [2, 2, false], [1, 2, false], [1, 1, false],
]

export function planColumn(wants: ColumnWants, levels: Levels, height: number): ColumnPlan {
  const plans = OFFERS.map(([figures, rows, trend]) => lay({ ...wants, figures: Math.min(figures, wants.figures), rows: Math.min(rows, wants.rows), hasTrend: trend && wants.hasTrend }, levels))
  const plan = plans.find((one) => sumOf(one) <= height) ?? plans.at(-1)!
  return { ...plan, heights: share(plan, height) }
}

function lay({ figures, rows, rowLines, headLines, hasTrend, fitsHalf }: ColumnWants, levels: Levels): ColumnPlan {
  const across = fitsHalf ? 2 : 1
  const lines = Math.ceil(figures / across)
  return {
    figures, across, rows, hasTrend,
    heights: {
      figures: lines === 0 ? 0 : lines * cardHeight(levels) + (lines - 1) * GRID.gap,
      // An empty list says so in one line.
      list: headHeight(levels, headLines) + Math.max(1, rows) * rowHeight(levels, rowLines),
      trend: hasTrend ? headHeight(levels, 1) + levels.body * CURVE : 0,
    },
  }
}

function sumOf({ heights: { figures, list, trend } }: ColumnPlan): number {
  const blocks = [figures, list, trend].filter((height) => height > 0)
  return blocks.reduce((sum, height) => sum + height, 0) + (blocks.length - 1) * GRID.gap
}

/** What is left over goes to each up to its place on the grid, then to the last: the same element stands at the same place in all scenes. */
function share(plan: ColumnPlan, height: number): ColumnPlan['heights'] {
  const heights = { ...plan.heights }
  let left = height - sumOf(plan)
  const give = (part: keyof typeof heights, upTo: number): void => {
    const more = Math.max(0, Math.min(left, upTo - heights[part]))
    heights[part] += more
    left -= more
  }
  if (heights.figures > 0) give('figures', GRID.cards)
  give('list', GRID.list)
  give(plan.hasTrend ? 'trend' : 'list', Number.POSITIVE_INFINITY)
  return heights
}
