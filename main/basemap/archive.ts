/** One PMTiles file, open: its head, its metadata, its directories and its tiles, each checked before anybody uses it. */
import { bytesToHeader, Compression, PMTiles, TileType, type Cache, type Entry, type Header } from 'pmtiles'
import { DEEPEST_ZOOM } from '../../preload/contract/base-map.ts'
import { readDirectory } from './directory.ts'
import type { FileSource } from './file-source.ts'
import { imageSize } from './image-size.ts'
import { Refused } from './refused.ts'
import { countFeatures } from './sound-tile.ts'
import { unpack } from './unpack.ts'

const HEADER_BYTES = 127
/** Far above what any maker of tiles writes. */
export const MOST_TILE_BYTES = 4 * 2 ** 20
const MOST_DIRECTORY_BYTES = 16 * 2 ** 20
const MOST_METADATA_BYTES = 2 * 2 ** 20
const LARGEST_IMAGE_SIDE = 2_048
const KEPT_DIRECTORIES = 32

export const TILE_TYPES = { [TileType.Mvt]: 'mvt', [TileType.Png]: 'png', [TileType.Jpeg]: 'jpeg', [TileType.Webp]: 'webp', [TileType.Avif]: 'avif' } as const

export interface Archive {
  readonly header: Header
  readonly tileType: (typeof TILE_TYPES)[keyof typeof TILE_TYPES]
  /** An object, empty where the file has none. */
  metadata(): Promise<Record<string, unknown>>
  directory(offset: number, length: number): Promise<Entry[]>
  /** Unpacked and sound; null where the file has no such tile. */
  tile(z: number, x: number, y: number): Promise<Uint8Array<ArrayBuffer> | null>
  /** The tile of a directory's entry, likewise. */
  tileOf(entry: Entry): Promise<{ bytes: Uint8Array<ArrayBuffer>; features: number }>
  close(): Promise<void>
}

/** Rejects with Refused: what the head says decides. Closes the source with itself, also when it rejects. */
export async function openArchive(source: FileSource): Promise<Archive> {
  try {
    return await readArchive(source)
  } catch (error) {
    await source.close()
    throw error
  }
}

async function readArchive(source: FileSource): Promise<Archive> {
  const header = await readHeader(source)
  const tileType = TILE_TYPES[header.tileType as keyof typeof TILE_TYPES]
  const kept = new Map<string, Entry[]>()
  const directory = async (offset: number, length: number): Promise<Entry[]> => {
    const key = `${offset} ${length}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const { data } = await source.getBytes(offset, length)
    const entries = readDirectory(await unpack(new Uint8Array(data), header.internalCompression, MOST_DIRECTORY_BYTES, 'directory', 'directory'))
    kept.set(key, entries)
    for (const oldest of kept.keys()) if (kept.size > KEPT_DIRECTORIES) kept.delete(oldest)
    return entries
  }
  const cache: Cache = {
    getHeader: async () => header,
    getDirectory: (_source, offset, length) => directory(offset, length),
    invalidate: async () => kept.clear(),
  }
  // The library finds the tile; unpacking and believing are ours.
  const library = new PMTiles(source, cache, async (bytes) => bytes)
  const soundTile = async (packed: ArrayBuffer): Promise<{ bytes: Uint8Array<ArrayBuffer>; features: number }> => {
    const bytes = await unpack(new Uint8Array(packed), header.tileCompression, MOST_TILE_BYTES, 'tile', 'tile-too-big')
    return { bytes, features: tileType === 'mvt' ? countFeatures(bytes) : checkImage(bytes, tileType) }
  }
  return {
    header, tileType, directory,
    async metadata() {
      if (header.jsonMetadataLength === 0) return {}
      const { data } = await source.getBytes(header.jsonMetadataOffset, header.jsonMetadataLength)
      return parseMetadata(await unpack(new Uint8Array(data), header.internalCompression, MOST_METADATA_BYTES, 'metadata', 'metadata'))
    },
    async tile(z, x, y) {
      if (z > DEEPEST_ZOOM || x >= 2 ** z || y >= 2 ** z) return null
      const found = await library.getZxy(z, x, y)
      return found === undefined ? null : (await soundTile(found.data)).bytes
    },
    async tileOf(entry) {
      return soundTile((await source.getBytes(header.tileDataOffset + entry.offset, entry.length)).data)
    },
    close: () => source.close(),
  }
}

async function readHeader(source: FileSource): Promise<Header> {
  if (source.size === 0) throw new Refused('empty', '0 bytes')
  const { data } = await source.getBytes(0, Math.min(HEADER_BYTES, source.size))
  const magic = new TextDecoder('latin1').decode(data.slice(0, 7))
  if (magic !== 'PMTiles') throw new Refused('not-pmtiles', `begins with ${JSON.stringify(magic.slice(0, 7))}`)
  if (data.byteLength < HEADER_BYTES) throw new Refused('truncated', `${source.size} bytes`)
  const version = new Uint8Array(data)[7] ?? 0
  if (version !== 3) throw new Refused('version', `version ${version}`)
  const header = bytesToHeader(data)
  checkSections(header, source.size)
  if (!(header.tileType in TILE_TYPES)) throw new Refused('tile-type', `tile type ${header.tileType}`)
  for (const compression of [header.internalCompression, header.tileCompression]) {
    if (compression < Compression.None || compression > Compression.Zstd) throw new Refused('compression', `compression ${compression}`)
  }
  checkGround(header)
  return header
}

function checkSections(header: Header, size: number): void {
  const sections: [name: string, offset: number, length: number][] = [
    ['root directory', header.rootDirectoryOffset, header.rootDirectoryLength], ['metadata', header.jsonMetadataOffset, header.jsonMetadataLength],
    ['leaf directories', header.leafDirectoryOffset, header.leafDirectoryLength ?? 0], ['tiles', header.tileDataOffset, header.tileDataLength ?? 0],
  ]
  for (const [name, offset, length] of sections) {
    if (length === 0) continue
    if (!Number.isSafeInteger(offset + length) || offset < HEADER_BYTES) throw new Refused('header', `${name}: ${length} bytes at ${offset}`)
    if (offset + length > size) throw new Refused('truncated', `${name}: ${length} bytes at ${offset} of ${size}`)
  }
  if (header.rootDirectoryLength === 0) throw new Refused('header', 'no root directory')
  if ((header.tileDataLength ?? 0) === 0) throw new Refused('no-tiles', 'no bytes of tiles')
}

function checkGround({ minZoom, maxZoom, minLon, minLat, maxLon, maxLat }: Header): void {
  if (minZoom > maxZoom || maxZoom > DEEPEST_ZOOM) throw new Refused('header', `zooms ${minZoom} to ${maxZoom}`)
  const isGround = minLon >= -180 && maxLon <= 180 && minLat >= -90 && maxLat <= 90 && minLon < maxLon && minLat < maxLat
  if (!isGround) throw new Refused('header', `bounds ${minLon}, ${minLat}, ${maxLon}, ${maxLat}`)
}

function parseMetadata(bytes: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (error) {
    throw new Refused('metadata', 'not JSON', { cause: error })
  }
  throw new Refused('metadata', 'not an object')
}

/** A picture counts as one thing drawn. */
function checkImage(bytes: Uint8Array, tileType: string): number {
  const size = imageSize(bytes)
  if (size === null || size.type !== tileType) throw new Refused('tile', `${size?.type ?? 'no picture'} where the head says ${tileType}`)
  if (size.width < 1 || size.height < 1 || Math.max(size.width, size.height) > LARGEST_IMAGE_SIDE) throw new Refused('tile-too-big', `${size.width} × ${size.height} pixels`)
  return 1
}
