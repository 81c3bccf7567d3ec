/**
 * One line of the journal: `RS crc32 length JSON LF`, the record separator of RFC 7464 in front. JSON text never holds that byte raw, so that
 * after damage the next line is found by it, and no text that somebody typed can look like a line.
 */
import { crc32 } from 'node:zlib'

const RS = 0x1e
const LF = 0x0a
/** What follows the RS: eight digits, a space, at most nine digits, a space. */
const HEAD = /^([0-9a-f]{8}) (\d{1,9}) /
const LONGEST_HEAD = 19

const checksum = (json: Uint8Array): string => crc32(json).toString(16).padStart(8, '0')

export function encodeLine(record: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(record))
  return Buffer.concat([Buffer.from(`\x1e${checksum(json)} ${json.byteLength} `), json, Buffer.of(LF)])
}

export interface ReadLines {
  records: unknown[]
  /** Places before the last good line that hold anything else: damage, for a crash leaves none there. */
  bad: number
  /** Where the last good line ends. */
  end: number
  /** Whether something unfinished follows; zeros are room made in advance. */
  isTorn: boolean
}

/** `at`: where an RS is. Null when no whole line begins there. */
function readLine(bytes: Buffer, at: number): { record: unknown; end: number } | null {
  const head = HEAD.exec(bytes.toString('latin1', at + 1, at + 1 + LONGEST_HEAD))
  if (!head) return null
  const start = at + 1 + head[0].length
  const end = start + Number(head[2])
  if (bytes[end] !== LF) return null
  const json = bytes.subarray(start, end)
  if (checksum(json) !== head[1]) return null
  return { record: JSON.parse(json.toString()), end: end + 1 }
}

export function readLines(input: Uint8Array): ReadLines {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
  const found: ReadLines = { records: [], bad: 0, end: 0, isTorn: false }
  for (let at = bytes.indexOf(RS); at >= 0; ) {
    const line = readLine(bytes, at)
    if (line) {
      found.records.push(line.record)
      if (at > found.end) found.bad += 1
      found.end = line.end
    }
    at = bytes.indexOf(RS, line?.end ?? at + 1)
  }
  const rest = bytes.subarray(found.end)
  found.isTorn = !rest.equals(Buffer.alloc(rest.byteLength))
  return found
}
