/**
 * A JPEG (ITU-T T.81) with only the segments that draw it. Everything else is left out, whatever it is called: notes of the camera with
 * position and serial number, thumbnails, comments, and what phones hang on behind the end (a second picture, a film).
 */
import { damaged, isAt, viewOf, type Bare } from './bare.ts'
import { orientationBlock, readOrientation } from './orientation.ts'

const [SOI, EOI, SOS, APP0, APP1, APP2, APP14] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee]
/** Tables, frames, restarts: what decoding needs. */
const DRAWS = new Set([0xc4, 0xcc, 0xdb, 0xdc, 0xdd])
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const EXIF = 'Exif\0\0'
const JFIF_BYTES = 18

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === SOI && bytes[2] === 0xff

/** Throws NoPhoto 'damaged' where the file does not follow its format to its end. */
export function bareJpeg(bytes: Uint8Array): Bare {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let [jfif, orientation, size]: [Uint8Array | null, number | null, { width: number; height: number } | null] = [null, null, null]
  let scans = 0
  for (let at = 2; ;) {
    const marker = markerAt(bytes, at)
    at = marker.after
    if (marker.code === EOI) break
    if (at + 2 > bytes.length) throw damaged('it ends within a segment')
    const end = at + view.getUint16(at)
    if (end < at + 2 || end > bytes.length) throw damaged('it ends within a segment')
    // From the marker itself, whatever fill bytes stood before it.
    const segment = bytes.subarray(at - 2, end)
    const body = at + 2
    if (isFrame(marker.code)) {
      if (size !== null || end < body + 5) throw damaged('its frame makes no sense')
      size = { width: view.getUint16(body + 3), height: view.getUint16(body + 1) }
    }
    if (marker.code === APP0 && isAt(bytes, body, 'JFIF\0') && segment.length >= JFIF_BYTES) jfif ??= withoutThumbnail(segment)
    else if (marker.code === APP1 && isAt(bytes, body, EXIF)) orientation ??= readOrientation(bytes.subarray(body + EXIF.length, end))
    else if (isFrame(marker.code) || DRAWS.has(marker.code) || (marker.code === APP2 && isAt(bytes, body, 'ICC_PROFILE\0')) || (marker.code === APP14 && isAt(bytes, body, 'Adobe'))) kept.push(segment)
    at = end
    if (marker.code !== SOS) continue
    const scanEnd = endOfScan(bytes, end)
    kept.push(segment, bytes.subarray(end, scanEnd))
    scans += 1
    at = scanEnd
  }
  if (size === null || scans === 0 || size.width === 0 || size.height === 0) throw damaged('it draws nothing')
  const head = [Uint8Array.of(0xff, SOI), ...(jfif === null ? [] : [jfif]), ...(orientation === null ? [] : [orientationSegment(orientation)])]
  return { pieces: [...head, ...kept, Uint8Array.of(0xff, EOI)], ...size }
}

function markerAt(bytes: Uint8Array, from: number): { code: number; after: number } {
  let at = from
  if (bytes[at] !== 0xff) throw damaged('something stands between its segments')
  while (bytes[at] === 0xff) at += 1
  const code = bytes[at]
  if (code === undefined) throw damaged('it ends before its end')
  // Restarts and the like have no place outside a scan.
  if (code < 0xc0 || (code >= 0xd0 && code <= SOI)) throw damaged('a marker stands where none can')
  return { code, after: at + 1 }
}

/** In a scan an FF is followed by 00 or is a restart; any other marker ends it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; ;) {
    at = bytes.indexOf(0xff, at)
    if (at === -1) throw damaged('it ends within its picture')
    const next = bytes[at + 1]
    if (next === undefined) throw damaged('it ends within its picture')
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at += next === 0xff ? 1 : 2
  }
}

/** JFIF 1.02: the thumbnail's sides are the last two bytes of the head. */
function withoutThumbnail(segment: Uint8Array): Uint8Array {
  const head = segment.slice(0, JFIF_BYTES)
  head.set([0, JFIF_BYTES - 2], 2)
  head.set([0, 0], JFIF_BYTES - 2)
  return head
}

function orientationSegment(orientation: number): Uint8Array {
  const block = orientationBlock(orientation)
  const length = 2 + EXIF.length + block.length
  return Uint8Array.from([0xff, APP1, length >> 8, length & 0xff, ...Buffer.from(EXIF, 'latin1'), ...block])
}
