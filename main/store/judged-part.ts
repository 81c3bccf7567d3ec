/** A snapshot's part judged line by line; its points are packed, so that they go from thread to thread without a copy. */
import { hash } from 'node:crypto'
import { SnapshotLine } from '../sync/protocol.ts'
import { keyOf } from './point-key.ts'
import { judgeRow, kindOfScope, type Fate } from './rows.ts'
import { isSurelyLine } from './sure.ts'

export interface Part {
  scope: string
  snapshotId: string
  n: number
  /** Uncompressed NDJSON. */
  bytes: Uint8Array
}

/** A line that passed the door, or is set aside at it. */
export interface JudgedLine {
  line: SnapshotLine
  fate: Exclude<Fate, { fate: 'refused' }>
}

/** Good points in the order of their lines, `size` of them. */
export interface JudgedPoints {
  size: number
  /** Id, body, id, body … and where each of them ends: one long text crosses to another thread in a hundredth of the time of many. */
  text: string
  ends: Uint32Array
  /** 16 bytes a point. */
  hashes: Uint8Array
  ver: Float64Array
  keyHigh: Uint32Array
  keyLow: Uint32Array
  x: Uint32Array
  y: Uint32Array
  reportedAt: Float64Array
  weight: Float64Array
  /** Places in `words`. */
  area: Uint32Array
  class: Uint32Array
  status: Uint32Array
  words: string[]
}

export interface JudgedPart extends Omit<Part, 'bytes'> {
  /** What came, to be compared with the manifest. */
  byteLength: number
  sha256: string
  rows: number
  points: JudgedPoints
  others: JudgedLine[]
  /** Lines that are none, and rows that this kind of scope does not hold. */
  refused: number
}

/** Knows nothing of the cache: what the manifest says of the part is compared by whoever has it. */
export function judgePart({ scope, snapshotId, n, bytes }: Part): JudgedPart {
  const texts = textOf(bytes).split('\n')
  if (texts.at(-1) === '') texts.pop()
  const kind = kindOfScope(scope)
  const points: JudgedLine[] = []
  const others: JudgedLine[] = []
  let refused = 0
  for (const text of texts) {
    const line = readLine(text)
    const fate = line && judgeRow(kind, line)
    // A line that is none, in a part whose sum is right: asking again would bring it again.
    if (!line || !fate || fate.fate === 'refused') refused += 1
    else (fate.fate === 'row' && fate.type === 'point' ? points : others).push({ line, fate })
  }
  return { scope, snapshotId, n, byteLength: bytes.byteLength, sha256: hash('sha256', bytes, 'hex'), rows: texts.length, points: packPoints(points), others, refused }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')

function readLine(text: string): SnapshotLine | null {
  try {
    const value: unknown = JSON.parse(text)
    if (isSurelyLine(value)) return value
    const parsed = SnapshotLine.safeParse(value)
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Of a point, in the table's order. */
type PointCells = [area: string, x: number, y: number, reportedAt: number, classId: string, status: string, weight: number]

function packPoints(lines: readonly JudgedLine[]): JudgedPoints {
  const points = emptyPoints(lines.length)
  const [texts, words] = [[] as string[], new Map<string, number>()]
  const wordOf = (word: string): number => {
    const known = words.get(word)
    if (known === undefined) words.set(word, words.size)
    return known ?? words.size - 1
  }
  let end = 0
  for (const [i, { line, fate }] of lines.entries()) {
    if (fate.fate !== 'row') continue
    const [area, x, y, reportedAt, classId, status, weight] = fate.cells as PointCells
    texts.push(line.id, line.row)
    points.ends[2 * i] = end += line.id.length
    points.ends[2 * i + 1] = end += line.row.length
    points.hashes.set(fate.h, 16 * i)
    ;[points.keyHigh[i], points.keyLow[i]] = keyOf(line.id)
    points.ver[i] = line.ver
    points.x[i] = x
    points.y[i] = y
    points.reportedAt[i] = reportedAt
    points.weight[i] = weight
    points.area[i] = wordOf(area)
    points.class[i] = wordOf(classId)
    points.status[i] = wordOf(status)
  }
  return { ...points, text: texts.join(''), words: [...words.keys()] }
}

function emptyPoints(size: number): JudgedPoints {
  return {
    size, text: '', ends: new Uint32Array(2 * size), hashes: new Uint8Array(16 * size), ver: new Float64Array(size),
    keyHigh: new Uint32Array(size), keyLow: new Uint32Array(size), x: new Uint32Array(size), y: new Uint32Array(size),
    reportedAt: new Float64Array(size), weight: new Float64Array(size), area: new Uint32Array(size), class: new Uint32Array(size), status: new Uint32Array(size), words: [],
  }
}

export function idAt({ text, ends }: JudgedPoints, i: number): string {
  return text.slice(i === 0 ? 0 : ends[2 * i - 1], ends[2 * i])
}

export function bodyAt({ text, ends }: JudgedPoints, i: number): string {
  return text.slice(ends[2 * i], ends[2 * i + 1])
}

export function hashAt({ hashes }: JudgedPoints, i: number): Uint8Array {
  return hashes.subarray(16 * i, 16 * i + 16)
}

export function cellsAt(points: JudgedPoints, i: number): PointCells {
  const { words } = points
  return [words[points.area[i]!]!, points.x[i]!, points.y[i]!, points.reportedAt[i]!, words[points.class[i]!]!, words[points.status[i]!]!, points.weight[i]!]
}

/** A packed point as a line like any other. */
export function lineAt(points: JudgedPoints, i: number): JudgedLine {
  const h = hashAt(points, i)
  return { line: { type: 'point', id: idAt(points, i), ver: points.ver[i]!, h: Buffer.from(h).toString('base64'), row: bodyAt(points, i) }, fate: { fate: 'row', type: 'point', h, cells: cellsAt(points, i) } }
}
