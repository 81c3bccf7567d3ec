/** All marks of a wall in one picture, from which WebGL takes them: drawn once, when the font is here. */
import type { WallMark } from '../../../preload/contract/wall.ts'
import { WALL_MARKS } from '../../../preload/contract/wall.ts'
import { FONT_FAMILY } from '../../chrome/font-family.ts'
import { paintWallMark } from './wall-marks.ts'

const TILE = 160
/** Of the tile's half, so that edges have room. */
const FILLED = 0.72
const RANKS = [null, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const

export interface MarkPictures {
  image: HTMLCanvasElement
  mapping: Record<string, { x: number; y: number; width: number; height: number; mask: false }>
}

export const pictureOf = ({ kind, rank }: Pick<WallMark, 'kind' | 'rank'>): string => `${kind} ${rank !== null && rank <= 9 ? rank : ''}`
/** Of the whole tile, for a mark of this radius. */
export const tileSize = (radius: number): number => (2 * radius) / FILLED

let made: MarkPictures | undefined

export function markPictures(): MarkPictures {
  made ??= make()
  return made
}

function make(): MarkPictures {
  const image = document.createElement('canvas')
  Object.assign(image, { width: TILE * RANKS.length, height: TILE * WALL_MARKS.length })
  const pen = image.getContext('2d')
  const mapping: MarkPictures['mapping'] = {}
  for (const [row, kind] of WALL_MARKS.entries()) {
    for (const [column, rank] of RANKS.entries()) {
      const [x, y] = [column * TILE, row * TILE]
      mapping[pictureOf({ kind, rank })] = { x, y, width: TILE, height: TILE, mask: false }
      if (pen !== null) paintWallMark(pen, { kind, rank }, x + TILE / 2, y + TILE / 2, (TILE / 2) * FILLED, FONT_FAMILY)
    }
  }
  return { image, mapping }
}
