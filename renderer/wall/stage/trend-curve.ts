/** The curve of a trend as paths of a picture 100 wide and 100 high; days that are not known are gaps, never zeros. */
import type { WallTrend } from '../../../preload/contract/wall.ts'

export interface Curve {
  values: string
  usual: string | null
  /** Of the newest known value. */
  last: { x: number; y: number } | null
}

const ROOM = { top: 6, bottom: 94 }

export function curveOf({ unit, points, usual }: Pick<WallTrend, 'unit' | 'points' | 'usual'>): Curve {
  const values = points.map(({ value }) => value)
  const known = [...values, ...(usual ?? [])].filter((value) => value !== null)
  const most = unit === 'share' ? 1 : Math.max(...known, 0)
  const place = (value: number, n: number): { x: number; y: number } => ({
    x: points.length < 2 ? 50 : (100 * n) / (points.length - 1),
    // From zero on: a curve that starts elsewhere makes little look like much.
    y: most === 0 ? ROOM.bottom : ROOM.bottom - ((ROOM.bottom - ROOM.top) * value) / most,
  })
  const newest = values.findLastIndex((value) => value !== null)
  return { values: pathOf(values, place), usual: usual === null ? null : pathOf(usual, place), last: newest < 0 ? null : place(values[newest]!, newest) }
}

function pathOf(values: readonly (number | null)[], place: (value: number, n: number) => { x: number; y: number }): string {
  return values.map((value, n) => {
    if (value === null) return ''
    const { x, y } = place(value, n)
    return `${n === 0 || values[n - 1] === null || values[n - 1] === undefined ? 'M' : 'L'}${round(x)} ${round(y)}`
  }).join('')
}

const round = (value: number): number => Math.round(value * 100) / 100
