/** A base map from a file (PMTiles): what a check finds in it, and why one is refused. */

/** Closed: screens word it. `detail` beside it is for support. */
export type BaseMapFault =
  /** No bytes at all · another kind of file · a version this console does not read. */
  | 'empty' | 'not-pmtiles' | 'version'
  /** A section reaches past the end of the file: the copy is not complete. */
  | 'truncated'
  /** The head, a directory or the metadata contradicts itself or cannot be read. */
  | 'header' | 'directory' | 'metadata'
  /** Tiles of a kind, or packed in a way, that this console does not draw. */
  | 'tile-type' | 'compression'
  /** No tile at all · a tile that is not what the head says · a tile that unpacks to far more than any tile needs. */
  | 'no-tiles' | 'tile' | 'tile-too-big'
  /** The system does not let the file be read · it changed while it was read · there is no room for its copy. */
  | 'unreadable' | 'changed' | 'no-room'

export interface BaseMapFacts {
  kind: 'vector' | 'raster'
  tileType: 'mvt' | 'png' | 'jpeg' | 'webp' | 'avif'
  /** west, south, east, north, as the head says. */
  bounds: [number, number, number, number]
  minZoom: number
  maxZoom: number
  /** Entries of the directories, each of which lies within the file. */
  tiles: number
  /** Of those, how many were unpacked and read as tiles. */
  sampled: number
  title: string | null
  /** Plain text; null when the file names nobody. */
  attribution: string | null
  /** When the data was made, by the file's own words. */
  dataAt: number | null
  /** When the file was last written. */
  fileAt: number
  sha256: string
  checkedAt: number
}

export type BaseMapState =
  /** On its way into the folder. */
  | { is: 'copying'; doneBytes: number; ofBytes: number }
  | { is: 'checking'; doneBytes: number; ofBytes: number }
  | { is: 'sound'; facts: BaseMapFacts }
  | { is: 'refused'; fault: BaseMapFault; detail: string }
  /** Its copy or its check was broken off. */
  | { is: 'cancelled' }

export interface BaseMapFile {
  /** Stands for the file in every question; the page never names a path. */
  id: string
  name: string
  bytes: number
  state: BaseMapState
}

export interface BaseMaps {
  /** Where the files lie on this PC, to be read by people. */
  folder: string
  /** Whether this host can ask the operator for a file. */
  canAsk: boolean
  /** Null: the one shipped with the product. */
  chosen: string | null
  files: BaseMapFile[]
}

/** What lies under the map now. */
export type ChosenBaseMap =
  | { is: 'shipped' }
  | { is: 'file'; id: string; name: string; facts: BaseMapFacts }
  /** Chosen, and not to be had now: gone, refused, or not checked yet. */
  | { is: 'unusable'; id: string; name: string | null; state: BaseMapState | null }

/** `bytes` null: the file has no such tile, or `isBroken`: it has, and it cannot be used. */
export interface BaseMapTile {
  bytes: Uint8Array<ArrayBuffer> | null
  isBroken: boolean
}

/** Deeper than any tile scheme in use. */
export const DEEPEST_ZOOM = 24
