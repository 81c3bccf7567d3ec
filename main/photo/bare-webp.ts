/** A WebP still picture (RFC 9649) with only the chunks that draw it. An animated one is no photo. */
import { damaged, isAt, letters, NoPhoto, viewOf, type Bare } from './bare.ts'
import { orientationBlock, readOrientation } from './orientation.ts'

const HEAD = 12
const [ICC, ALPHA, EXIF, ANIMATED] = [0x20, 0x10, 0x08, 0x02]

interface Chunk {
  type: string
  data: Uint8Array
}

export const isWebp = (bytes: Uint8Array): boolean => isAt(bytes, 0, 'RIFF') && isAt(bytes, 8, 'WEBP')

/** Throws NoPhoto 'damaged' where the file does not follow its format to its end. */
export function bareWebp(bytes: Uint8Array): Bare {
  const chunks = readChunks(bytes)
  const picture = chunks.find(({ type }) => type === 'VP8 ' || type === 'VP8L')
  const extended = chunks[0]?.type === 'VP8X' ? chunks[0].data : null
  if (extended !== null && ((extended[0] ?? 0) & ANIMATED) !== 0) throw new NoPhoto('no-photo', 'it moves')
  if (picture === undefined) throw damaged('it draws nothing')
  const size = sizeOf(picture)
  if (size.width === 0 || size.height === 0) throw damaged('it draws nothing')
  if (extended === null) return { pieces: written([picture]), ...size }
  if (extended.length !== 10) throw damaged('its head makes no sense')
  const one = (type: string): Chunk[] => chunks.filter((chunk) => chunk.type === type).slice(0, 1)
  const [profile, alpha] = [one('ICCP'), picture.type === 'VP8 ' ? one('ALPH') : []]
  const orientation = one('EXIF').map(({ data }) => readOrientation(isAt(data, 0, 'Exif\0\0') ? data.subarray(6) : data))[0] ?? null
  const head = extended.slice()
  head.set([(profile.length > 0 ? ICC : 0) | ((extended[0] ?? 0) & ALPHA) | (orientation === null ? 0 : EXIF), 0, 0, 0])
  const notes = orientation === null ? [] : [{ type: 'EXIF', data: orientationBlock(orientation) }]
  return { pieces: written([{ type: 'VP8X', data: head }, ...profile, ...alpha, picture, ...notes]), ...size }
}

function readChunks(bytes: Uint8Array): Chunk[] {
  const view = viewOf(bytes)
  const end = 8 + view.getUint32(4, true)
  if (end > bytes.length) throw damaged('it ends before its end')
  const chunks: Chunk[] = []
  for (let at = HEAD; at < end;) {
    if (at + 8 > end) throw damaged('it ends within a chunk')
    const length = view.getUint32(at + 4, true)
    if (at + 8 + length > end) throw damaged('it ends within a chunk')
    chunks.push({ type: letters(bytes, at, 4), data: bytes.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length % 2)
  }
  return chunks
}

/** RFC 6386 §9.1 and RFC 9649 §3.4: 14 bits for each side. */
function sizeOf({ type, data }: Chunk): { width: number; height: number } {
  const view = viewOf(data)
  if (type === 'VP8 ') {
    if (data.length < 10 || data[3] !== 0x9d || data[4] !== 0x01 || data[5] !== 0x2a) throw damaged('its picture has no beginning')
    return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff }
  }
  if (data.length < 5 || data[0] !== 0x2f) throw damaged('its picture has no beginning')
  const bits = view.getUint32(1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

function written(chunks: readonly Chunk[]): Uint8Array[] {
  const pieces = chunks.flatMap(({ type, data }) => [word(type, data.length), data, ...(data.length % 2 === 1 ? [new Uint8Array(1)] : [])])
  const size = pieces.reduce((sum, piece) => sum + piece.length, 4)
  return [word('RIFF', size), Uint8Array.from(Buffer.from('WEBP', 'latin1')), ...pieces]
}

function word(type: string, length: number): Uint8Array {
  const bytes = new Uint8Array(8)
  bytes.set(Buffer.from(type, 'latin1'))
  viewOf(bytes).setUint32(4, length, true)
  return bytes
}
