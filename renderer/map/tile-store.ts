/**
 * The pyramid of drawn tiles: asks for what a view wants, nearest first, a few at a time, forgets what no view wants any more, and keeps
 * a bounded number. Until all wanted tiles are there, those shown before stay, so that a zoom never flashes.
 */
import type { BaseMapFacts, BaseMapTile } from '../../preload/contract/base-map.ts'
import type { Bounds } from '../chrome/ground/grid.ts'
import type { Shade } from '../chrome/ground/palette.ts'
import type { Painter } from './tile-painter.ts'
import type { PaintedTile, TileName } from './tile-words.ts'
import { boundsOfTile, MOST_TILES, type TileId, type WantedTile } from './tiles.ts'

export interface TileView {
  id: string
  tileType: BaseMapFacts['tileType']
  tiles: readonly WantedTile[]
  side: number
  shade: Shade
  english: boolean
}
export interface DrawnTile {
  key: string
  image: ImageBitmap
  veil: ImageBitmap | null
  bounds: Bounds
}
export interface TilePicture {
  tiles: readonly DrawnTile[]
  names: readonly TileName[]
  /** Wanted and still on their way. */
  waiting: number
  /** Of those wanted, how many the file has and nobody can read. */
  broken: number
}
export interface TileStore {
  /** Null: nothing is wanted. */
  want(view: TileView | null): void
  picture(): TilePicture
  onChange(listen: () => void): () => void
}
export interface TileStoreOptions {
  ask(tile: TileId & { id: string }): Promise<BaseMapTile>
  painter: Painter
  /** Changes are told together, so that one frame shows several tiles. */
  later(work: () => void): void
}

const AT_ONCE = 3
const MOST_PAINTED = 2 * MOST_TILES
const MOST_SOURCES = 64

type Settled = { is: 'painted'; tile: DrawnTile; names: TileName[] } | { is: 'absent' } | { is: 'broken' }
export const NOTHING: TilePicture = { tiles: [], names: [], waiting: 0, broken: 0 }

export function openTileStore({ ask, painter, later }: TileStoreOptions): TileStore {
  const settled = new Map<string, Settled>()
  const sources = new Map<string, Promise<BaseMapTile>>()
  const running = new Set<string>()
  const listeners = new Set<() => void>()
  let view: TileView | null = null
  let wanted = new Map<string, WantedTile>()
  let shown: TilePicture = NOTHING
  let isTelling = false

  const tell = (): void => {
    if (isTelling) return
    isTelling = true
    later(() => {
      isTelling = false
      shown = compose()
      for (const listen of listeners) listen()
    })
  }
  const compose = (): TilePicture => {
    const here = [...wanted.keys()].flatMap((key) => settled.get(key) ?? [])
    const waiting = wanted.size - here.length
    const painted = here.filter((one) => one.is === 'painted')
    const tiles = painted.map(({ tile }) => tile)
    const keys = new Set(tiles.map(({ key }) => key))
    // The old ones lie below the new ones, and only as long as some are missing.
    const before = waiting > 0 ? shown.tiles.filter(({ key }) => !keys.has(key) && settled.has(key)).slice(-MOST_TILES) : []
    return { tiles: [...before, ...tiles], names: waiting > 0 && painted.length === 0 ? shown.names : painted.flatMap(({ names }) => names), waiting, broken: here.filter((one) => one.is === 'broken').length }
  }
  const fetchSource = (id: string, source: TileId): Promise<BaseMapTile> => {
    const key = `${id} ${source.z} ${source.x} ${source.y}`
    const kept = sources.get(key)
    if (kept !== undefined) return kept
    const asked = ask({ id, ...source })
    sources.set(key, asked)
    // A failed question may be asked again.
    asked.catch(() => sources.delete(key))
    trim(sources, MOST_SOURCES, () => false)
    return asked
  }
  const draw = async (from: TileView, { source, target }: WantedTile, key: string): Promise<Settled> => {
    const { bytes, isBroken } = await fetchSource(from.id, source)
    if (bytes === null) return { is: isBroken ? 'broken' : 'absent' }
    const { tileType, side, shade, english } = from
    const painted: PaintedTile = await painter.paint({ source, target, bytes, tileType, side, shade, english })
    return { is: 'painted', tile: { key, image: painted.image, veil: painted.veil, bounds: boundsOfTile(target) }, names: painted.names }
  }
  const pump = (): void => {
    if (view === null) return
    for (const [key, tile] of wanted) {
      if (running.size >= AT_ONCE) return
      if (settled.has(key) || running.has(key)) continue
      running.add(key)
      void draw(view, tile, key).catch((): Settled => ({ is: 'broken' })).then((one) => {
        running.delete(key)
        settled.set(key, one)
        trim(settled, MOST_PAINTED, (old) => wanted.has(old) || shown.tiles.some(({ key: held }) => held === old))
        pump()
        tell()
      })
    }
  }

  return {
    want(next) {
      view = next
      wanted = new Map(next === null ? [] : next.tiles.map((tile) => [keyOf(next, tile), tile]))
      // What was asked and failed is asked again when one comes back to it.
      for (const [key, one] of settled) if (one.is === 'broken' && !wanted.has(key)) settled.delete(key)
      if (next === null) shown = NOTHING
      pump()
      tell()
    },
    picture: () => shown,
    onChange(listen) {
      listeners.add(listen)
      return () => void listeners.delete(listen)
    },
  }
}

function keyOf({ id, side, shade, english }: TileView, { target: { z, x, y } }: WantedTile): string {
  return `${id} ${z} ${x} ${y} ${side} ${shade} ${english ? 'en' : 'zh'}`
}

/** Lets the oldest go that nobody holds. */
function trim(map: Map<string, unknown>, most: number, isHeld: (key: string) => boolean): void {
  for (const key of map.keys()) {
    if (map.size <= most) return
    if (!isHeld(key)) map.delete(key)
  }
}
