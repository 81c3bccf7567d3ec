/** Right of the map: figures, list and curve, as many as have room at the size that the back row reads. */
import type { CSSProperties, ReactNode } from 'react'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import type { WallScene } from '../../../preload/contract/wall.ts'
import type { AgeFacts } from './caption-words.ts'
import { planColumn } from './column-plan.ts'
import { FigureCards } from './figure-cards.tsx'
import { fitFigure } from './figure-words.ts'
import { RowList } from './row-list.tsx'
import { fitsHead, fitsOneLine, isMixed, writeRow } from './row-words.ts'
import { TrendLine } from './trend-line.tsx'
import { GRID, type Levels } from './type-scale.ts'

/** Nobody takes in more at a glance. */
export const MOST_NUMBERS = 9
const PADDING = 12
const HALF = (GRID.column - GRID.gap) / 2 - 2 * PADDING
const WHOLE = GRID.column - 2 * PADDING

interface Props {
  scene: WallScene
  levels: Levels
  height: number
  facts: AgeFacts
}

export function Column({ scene, levels, height, facts }: Props): ReactNode {
  const figures = scene.figures.slice(0, 4)
  const rows = Math.min(scene.rows.length, MOST_NUMBERS - figures.length)
  const rowLines = scene.rows.slice(0, rows).every((row) => fitsOneLine(writeRow(row, false, isMixed(scene.rows), facts), WHOLE, levels)) ? 1 : 2
  const plan = planColumn({ figures: figures.length, rows, rowLines, headLines: fitsHead(scene, WHOLE, levels, facts) ? 1 : 2, hasTrend: scene.trend !== null, fitsHalf: figures.every((figure) => fitsIn(HALF, figure, levels, facts)) }, levels, height)
  const width = plan.across === 2 ? HALF : WHOLE
  const heights = { '--figures-height': plan.heights.figures, '--list-height': plan.heights.list, '--trend-height': plan.heights.trend } as CSSProperties
  return (
    <div className="wall-column" style={heights}>
      {plan.figures === 0 ? null : <FigureCards figures={figures.slice(0, plan.figures)} width={width} across={plan.across} levels={levels} facts={facts} />}
      <RowList list={scene} rows={plan.rows} lines={rowLines} width={WHOLE} levels={levels} facts={facts} />
      {plan.hasTrend && scene.trend !== null ? <TrendLine scene={scene.scene} trend={scene.trend} width={WHOLE} levels={levels} facts={facts} /> : null}
    </div>
  )
}

/** The label whole, and the digits, if need be written short. */
function fitsIn(width: number, { id, value, unit }: WallScene['figures'][number], levels: Levels, { text }: AgeFacts): boolean {
  const isLabelIn = textWidth(text.t(`wall.figure.${id}`), levels.body) <= width
  return isLabelIn && (value === null || textWidth(fitFigure(value, unit, id, { width, digits: levels.figure, unit: levels.body }, text).digits, levels.figure) <= width)
}
