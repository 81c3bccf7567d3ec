/** What passes between the page and the thread that draws tiles. */
import type { Shade } from '../chrome/ground/palette.ts'
import type { NameRank } from './tile-kinds.ts'
import type { TileId, WantedTile } from './tiles.ts'

export interface PaintOrder extends WantedTile {
  bytes: Uint8Array<ArrayBuffer>
  tileType: 'mvt' | 'png' | 'jpeg' | 'webp' | 'avif'
  /** Pixels of the picture's side. */
  side: number
  shade: Shade
  english: boolean
}

export interface TileName {
  text: string
  rank: NameRank
  lng: number
  lat: number
  /** Degrees counter-clockwise. */
  angle: number
}

export interface PaintedTile {
  target: TileId
  image: ImageBitmap
  /** Its streets alone, as a veil to lie over the field; null where there are none. */
  veil: ImageBitmap | null
  names: TileName[]
}

/** Names a tile may give; the longest streets first. */
export const MOST_NAMES = 80
