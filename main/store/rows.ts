/** The door of the cache: decides about each row that arrives whether it is good, bad, of an unknown type or not wanted here. */
import { hash } from 'node:crypto'
import { LIMITS, ROW_SCHEMAS, SCOPE_TYPES, type Row, type RowType } from '../sync/protocol.ts'
import { ENTITIES, type Cell, type Entity } from './entities.ts'
import { isSurelyPoint } from './sure.ts'

export type ScopeKind = keyof typeof SCOPE_TYPES

export interface WireRow {
  type: string
  id: string
  ver: number
  h: string
  row: string
}

export type Fate =
  | { fate: 'row'; type: RowType; h: Uint8Array; cells: Cell[] }
  | { fate: 'bad'; h: Uint8Array; why: string }
  | { fate: 'unknown'; h: Uint8Array }
  /** A known type that this kind of scope does not hold. */
  | { fate: 'refused' }

export function kindOfScope(scope: string): ScopeKind {
  return scope.slice(0, scope.indexOf(':')) as ScopeKind
}

export function isRowType(type: string): type is RowType {
  return Object.hasOwn(ROW_SCHEMAS, type)
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/**
 * Whether `h` (base64 of 16 bytes) is the beginning of the text's SHA-256. On the text as it came: parsing and writing again would change it.
 * Compared as text, which is three times faster; of the last character only the upper two of six bits count.
 */
export function hasHash(row: string, h: string): boolean {
  const digest = hash('sha256', row, 'base64')
  if (h.length !== 24 || !digest.startsWith(h.slice(0, 21))) return false
  return BASE64.indexOf(digest.charAt(21)) >> 4 === BASE64.indexOf(h.charAt(21)) >> 4
}

export function hashOf(row: string): Buffer {
  return hash('sha256', row, 'buffer').subarray(0, 16)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const openingIn = (text: string, bracket: string): number => {
  let count = 0
  for (let at = text.indexOf(bracket); at >= 0 && count <= LIMITS.jsonDepth; at = text.indexOf(bracket, at + 1)) count++
  return count
}

/** SQLite reads no JSON deeper than its own limit, and one such row would fail a query over all. Few rows have as many brackets as the limit. */
function isDeep(text: string): boolean {
  if (openingIn(text, '{') + openingIn(text, '[') <= LIMITS.jsonDepth) return false
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const c = text[at]
    if (inString && c === '\\') at++
    else if (c === '"') inString = !inString
    else if (!inString && (c === '{' || c === '[')) depth++
    else if (!inString && (c === '}' || c === ']')) depth--
    if (depth > LIMITS.jsonDepth) return true
  }
  return false
}

export function judgeRow(kind: ScopeKind, line: WireRow): Fate {
  const h = Buffer.from(line.h, 'base64')
  if (!isRowType(line.type)) return hasHash(line.row, line.h) ? { fate: 'unknown', h } : { fate: 'bad', h, why: 'hash' }
  if (!(SCOPE_TYPES[kind] as readonly string[]).includes(line.type)) return { fate: 'refused' }
  if (!hasHash(line.row, line.h)) return { fate: 'bad', h, why: 'hash' }
  // A UTF-16 unit takes three bytes at most.
  if (line.row.length * 3 > LIMITS.rowBytes && Buffer.byteLength(line.row) > LIMITS.rowBytes) return { fate: 'bad', h, why: 'too large' }
  if (isDeep(line.row)) return { fate: 'bad', h, why: 'too deep' }
  const read = readRow(line.type, parse(line.row))
  if ('why' in read) return { fate: 'bad', h, why: read.why }
  // Half a pair would become another id on the disk.
  if (read.row.id !== line.id || !line.id.isWellFormed()) return { fate: 'bad', h, why: 'id' }
  const cells = (ENTITIES[line.type] as Entity<RowType>).cells(read.row)
  // NaN would be stored as NULL: an instant outside the calendar's range, say.
  for (const cell of cells) if (typeof cell === 'number' && !Number.isFinite(cell)) return { fate: 'bad', h, why: 'number' }
  return { fate: 'row', type: line.type, h, cells }
}

/** The point of a line that would surely pass the door as one, without its cells being made; null is no verdict. */
export function surePoint(kind: ScopeKind, line: WireRow): Row<'point'> | null {
  if (line.type !== 'point' || !(SCOPE_TYPES[kind] as readonly string[]).includes('point')) return null
  if (line.row.length * 3 > LIMITS.rowBytes || isDeep(line.row) || !hasHash(line.row, line.h)) return null
  const point = parse(line.row)
  return isSurelyPoint(point) && point.id === line.id && line.id.isWellFormed() ? point : null
}

function readRow(type: RowType, value: unknown): { row: Row<RowType> } | { why: string } {
  if (type === 'point' && isSurelyPoint(value)) return { row: value }
  const parsed = ROW_SCHEMAS[type].safeParse(value)
  return parsed.success ? { row: parsed.data } : { why: (parsed.error.issues[0]?.path.join('.') || 'not an object').slice(0, 200) }
}
