/** A snapshot's part judged line by line; its points are packed, so that they go from thread to thread without a copy. */
import { hash } from 'node:crypto'
import { SnapshotLine } from '../sync/protocol.ts'
import { type Cell, ENTITIES } from './entities.ts'
import { keyOf } from './point-key.ts'
import { judgeRow, kindOfScope, surePoint, type Fate } from './rows.ts'
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
  const points = createPointPacker(texts.length)
  const others: JudgedLine[] = []
  let refused = 0
  for (const text of texts) {
    const line = readLine(text)
    const point = line && surePoint(kind, line)
    if (line && point) {
      points.add(line, ENTITIES.point.cells(point))
      continue
    }
    const fate = line && judgeRow(kind, line)
    // A line that is none, in a part whose sum is right: asking again would bring it again.
    if (!line || !fate || fate.fate === 'refused') refused += 1
    else if (fate.fate === 'row' && fate.type === 'point') points.add(line, fate.cells)
    else others.push({ line, fate })
  }
  return { scope, snapshotId, n, byteLength: bytes.byteLength, sha256: hash('sha256', bytes, 'hex'), rows: texts.length, points: points.packed(), others, refused }
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

const columnsFor = (size: number) => ({
  ends: new Uint32Array(2 * size), hashes: new Uint8Array(16 * size), ver: new Float64Array(size), keyHigh: new Uint32Array(size), keyLow: new Uint32Array(size),
  x: new Uint32Array(size), y: new Uint32Array(size), reportedAt: new Float64Array(size), weight: new Float64Array(size), area: new Uint32Array(size), class: new Uint32Array(size), status: new Uint32Array(size),
})

/** Takes good points straight into columns with room for `most` of them: no object of a line outlives its turn. */
function createPointPacker(most: number): { add(line: SnapshotLine, cells: readonly Cell[]): void; packed(): JudgedPoints } {
  const columns = columnsFor(most)
  const [texts, words] = [[] as string[], new Map<string, number>()]
  const wordOf = (word: string): number => {
    const known = words.get(word)
    if (known === undefined) words.set(word, words.size)
    return known ?? words.size - 1
  }
  const hashes = Buffer.from(columns.hashes.buffer)
  let [size, end] = [0, 0]
  return {
    add(line, cells) {
      const [area, x, y, reportedAt, classId, status, weight] = cells as PointCells
      const i = size++
      texts.push(line.id, line.row)
      columns.ends[2 * i] = end += line.id.length
      columns.ends[2 * i + 1] = end += line.row.length
      hashes.write(line.h, 16 * i, 16, 'base64')
      ;[columns.keyHigh[i], columns.keyLow[i]] = keyOf(line.id)
      columns.ver[i] = line.ver
      columns.x[i] = x
      columns.y[i] = y
      columns.reportedAt[i] = reportedAt
      columns.weight[i] = weight
      columns.area[i] = wordOf(area)
      columns.class[i] = wordOf(classId)
      columns.status[i] = wordOf(status)
    },
    packed() {
      // Trimmed, each column owns its memory and is handed over without a copy.
      const trimmed = size === most ? columns : trim(columns, size)
      return { ...trimmed, size, text: texts.join(''), words: [...words.keys()] }
    },
  }
}

function trim(columns: ReturnType<typeof columnsFor>, size: number): ReturnType<typeof columnsFor> {
  const { ends, hashes, ...others } = columns
  const each = Object.fromEntries(Object.entries(others).map(([name, column]) => [name, column.slice(0, size)])) as Omit<typeof columns, 'ends' | 'hashes'>
  return { ...each, ends: ends.slice(0, 2 * size), hashes: hashes.slice(0, 16 * size) }
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
