/** How large type is, for the viewer farthest away: all levels grow with the distance, none ever shrinks to fit. */
import { DEFAULT_DISTANCE } from '../../../preload/contract/wall-settings.ts'

/** In units of the design grid, 1080 to a picture's height. */
export interface Levels {
  /** As-of, source, approval number. */
  caption: number
  /** Lists, legend, axes. */
  body: number
  /** The scene's finding and the clock. */
  title: number
  /** An alert's headline. */
  alert: number
  /** A figure's digits. */
  figure: number
}

/** At four picture heights: 22′ of arc for whatever must be read. */
const AT_FOUR: Levels = { caption: 22, body: 30, title: 42, alert: 56, figure: 84 }
export const DISTANCES = { nearest: 2, farthest: 6 } as const

export function levelsFor(distanceInHeights: number): Levels {
  const { nearest, farthest } = DISTANCES
  const times = Math.min(farthest, Math.max(nearest, distanceInHeights)) / DEFAULT_DISTANCE
  return { caption: AT_FOUR.caption * times, body: AT_FOUR.body * times, title: AT_FOUR.title * times, alert: AT_FOUR.alert * times, figure: AT_FOUR.figure * times }
}

/** The design grid and what stands where on it; header, ticker and column grow only where their type needs it. */
export const GRID = { width: 1920, height: 1080, marginX: 48, marginY: 27, gap: 16, header: 70, ticker: 60, column: 568, cards: 316, list: 325, trend: 191 } as const

export interface Frame {
  header: number
  ticker: number
  content: number
  map: number
}

export function frameOf({ title, body }: Levels): Frame {
  const header = Math.max(GRID.header, title * 1.35)
  const ticker = Math.max(GRID.ticker, body * 1.6)
  return { header, ticker, content: GRID.height - 2 * GRID.marginY - header - ticker - 2 * GRID.gap, map: GRID.width - 2 * GRID.marginX - GRID.gap - GRID.column }
}
