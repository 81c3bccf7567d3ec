/** Pictures in place of the page's maps, for tests of files: as large as asked for, and as hard to pack as a map is. */
import { crc32, deflateSync } from 'node:zlib'
import type { Deck, DrawnPicture } from '../../preload/contract/deck.ts'

/** One for each map of the deck. */
export const picturesOf = (deck: Deck, width = 560, height = 350): DrawnPicture[] =>
  deck.slides.flatMap(({ visual }) => (visual.kind === 'map' ? [{ id: visual.picture.id, type: 'image/png' as const, width, height, bytes: mapPng(width, height) }] : []))

/** Patches of colour with a little noise, 8 bits a channel, each line after its filter's number (PNG specification, 9). */
export function mapPixels(width: number, height: number): Buffer {
  const stride = width * 3 + 1
  const raw = Buffer.alloc(stride * height)
  let seed = 1
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
      const patch = ((x >> 5) ^ (y >> 5)) & 31
      raw.set([200 - patch, 205 + (seed >> 29), 230 - 2 * patch], y * stride + 1 + x * 3)
    }
  }
  return raw
}

export function mapPng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  return new Uint8Array(Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(mapPixels(width, height))), chunk('IEND', Buffer.alloc(0))]))
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
