/** A PNG (ISO/IEC 15948, third edition) with only the chunks that draw it; texts, times and notes of a camera are left out, and so is what stands behind the end. */
import { crc32 } from 'node:zlib'
import { damaged, isAt, letters, viewOf, type Bare } from './bare.ts'
import { orientationBlock, readOrientation } from './orientation.ts'

const SIGNATURE = '\x89PNG\r\n\x1a\n'
const DRAWS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'pHYs'])

export const isPng = (bytes: Uint8Array): boolean => isAt(bytes, 0, SIGNATURE)

/** Throws NoPhoto 'damaged' where the file does not follow its format to its end. */
export function barePng(bytes: Uint8Array): Bare {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let [orientation, firstData]: [number | null, number] = [null, -1]
  for (let at = SIGNATURE.length; ;) {
    if (at + 12 > bytes.length) throw damaged('it ends before its end')
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) throw damaged('it ends within a chunk')
    const type = letters(bytes, at + 4, 4)
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) throw damaged(`its ${type} is not what was written`)
    if (kept.length === 0 && (type !== 'IHDR' || length !== 13)) throw damaged('it does not begin with its head')
    if (type === 'eXIf') orientation ??= readOrientation(bytes.subarray(at + 8, end - 4))
    if (type === 'IDAT' && firstData === -1) firstData = kept.length
    if (DRAWS.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') break
    at = end
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  if (firstData === -1 || width === 0 || height === 0) throw damaged('it draws nothing')
  if (orientation !== null) kept.splice(firstData, 0, chunk('eXIf', orientationBlock(orientation)))
  return { pieces: [bytes.subarray(0, SIGNATURE.length), ...kept], width, height }
}

/** One chunk as it stands in a file. */
export function chunk(type: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(12 + data.length)
  const view = viewOf(whole)
  view.setUint32(0, data.length)
  whole.set(Buffer.from(type, 'latin1'), 4)
  whole.set(data, 8)
  view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)))
  return whole
}
