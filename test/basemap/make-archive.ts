/** Writes small, valid PMTiles files (specification 3), and lets a test spoil any part of one. */
import { gzipSync } from 'node:zlib'
import { zxyToTileId } from 'pmtiles'

export interface Tile {
  z: number
  x: number
  y: number
  bytes: Uint8Array
}
export interface ArchiveOptions {
  tiles: Tile[]
  metadata?: unknown
  bounds?: [number, number, number, number]
  /** 1 vector · 2 PNG · 3 JPEG · 4 WebP. */
  tileType?: number
  /** Of the tiles: 1 none, 2 gzip. */
  compression?: 1 | 2
  /** Entries per leaf directory; without it the root lists all tiles. */
  leafSize?: number
}
interface Entry {
  tileId: number
  offset: number
  length: number
  runLength: number
}

export const HEADER_BYTES = 127

export function makeArchive({ tiles, metadata = { name: 'test' }, bounds = [121.4, 29.7, 121.8, 30], tileType = 1, compression = 2, leafSize }: ArchiveOptions): Buffer {
  const packed = tiles.map((tile) => ({ id: zxyToTileId(tile.z, tile.x, tile.y), bytes: compression === 2 ? gzipSync(tile.bytes) : Buffer.from(tile.bytes) })).toSorted((a, b) => a.id - b.id)
  let at = 0
  const entries = packed.map(({ id, bytes }): Entry => {
    const entry = { tileId: id, offset: at, length: bytes.length, runLength: 1 }
    at += bytes.length
    return entry
  })
  const { root, leaves } = leafSize === undefined ? { root: entries, leaves: Buffer.alloc(0) } : splitLeaves(entries, leafSize)
  const rootBytes = gzipSync(writeDirectory(root))
  const metadataBytes = gzipSync(JSON.stringify(metadata))
  const data = Buffer.concat(packed.map(({ bytes }) => bytes))
  const zooms = tiles.map(({ z }) => z)
  const head = writeHead({
    lengths: [rootBytes.length, metadataBytes.length, leaves.length, data.length], count: tiles.length,
    kinds: [2, compression, tileType], zooms: [Math.min(...zooms), Math.max(...zooms)], bounds,
  })
  return Buffer.concat([head, rootBytes, metadataBytes, leaves, data])
}

function splitLeaves(entries: Entry[], leafSize: number): { root: Entry[]; leaves: Buffer } {
  const root: Entry[] = []
  const parts: Buffer[] = []
  let at = 0
  for (let i = 0; i < entries.length; i += leafSize) {
    const part = gzipSync(writeDirectory(entries.slice(i, i + leafSize)))
    root.push({ tileId: entries[i]!.tileId, offset: at, length: part.length, runLength: 0 })
    parts.push(part)
    at += part.length
  }
  return { root, leaves: Buffer.concat(parts) }
}

export function writeDirectory(entries: Entry[]): Buffer {
  const bytes: number[] = []
  const put = (value: number): void => {
    for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80)
    bytes.push(value)
  }
  put(entries.length)
  entries.forEach(({ tileId }, i) => put(tileId - (entries[i - 1]?.tileId ?? 0)))
  for (const { runLength } of entries) put(runLength)
  for (const { length } of entries) put(length)
  for (const { offset } of entries) put(offset + 1)
  return Buffer.from(bytes)
}

interface Head {
  /** Of root directory, metadata, leaf directories and tiles, which follow one another. */
  lengths: [number, number, number, number]
  count: number
  kinds: [internalCompression: number, tileCompression: number, tileType: number]
  zooms: [number, number]
  bounds: [number, number, number, number]
}

function writeHead({ lengths, count, kinds, zooms, bounds }: Head): Buffer {
  const head = Buffer.alloc(HEADER_BYTES)
  head.write('PMTiles', 0, 'latin1')
  head[7] = 3
  let at = HEADER_BYTES
  lengths.forEach((length, i) => {
    head.writeBigUInt64LE(BigInt(at), 8 + 16 * i)
    head.writeBigUInt64LE(BigInt(length), 16 + 16 * i)
    at += length
  })
  for (const place of [72, 80, 88]) head.writeBigUInt64LE(BigInt(count), place)
  head[96] = 1
  kinds.forEach((kind, i) => (head[97 + i] = kind))
  zooms.forEach((zoom, i) => (head[100 + i] = zoom))
  bounds.forEach((degrees, i) => head.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i))
  return head
}
