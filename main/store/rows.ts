/** The door of the cache: decides about each row that arrives whether it is good, bad, of an unknown type or not wanted here. */
import { hash } from 'node:crypto'
import { LIMITS, ROW_SCHEMAS, SCOPE_TYPES, type RowType } from '../sync/protocol.ts'
import { ENTITIES, type Cell, type Entity } from './entities.ts'

export type ScopeKind = keyof typeof SCOPE_TYPES

export interface WireRow {
  type: string
  id: string
  ver: number
  h: string
  row: string
}

export type Fate =
  | { fate: 'row'; type: RowType; h: Buffer; cells: Cell[] }
  | { fate: 'bad'; h: Buffer; why: string }
  | { fate: 'unknown'; h: Buffer }
  /** A known type that this kind of scope does not hold. */
  | { fate: 'refused' }

export function kindOfScope(scope: string): ScopeKind {
  return scope.slice(0, scope.indexOf(':')) as ScopeKind
}

export function isRowType(type: string): type is RowType {
  return Object.hasOwn(ROW_SCHEMAS, type)
}

/** `h` is compared on the bytes as they came: parsing and writing again would change them. */
export function hasHash(row: string, h: Buffer): boolean {
  return hashOf(row).equals(h)
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
  if (!isRowType(line.type)) return hasHash(line.row, h) ? { fate: 'unknown', h } : { fate: 'bad', h, why: 'hash' }
  if (!(SCOPE_TYPES[kind] as readonly string[]).includes(line.type)) return { fate: 'refused' }
  if (!hasHash(line.row, h)) return { fate: 'bad', h, why: 'hash' }
  if (line.row.length > LIMITS.rowBytes || Buffer.byteLength(line.row) > LIMITS.rowBytes) return { fate: 'bad', h, why: 'too large' }
  if (isDeep(line.row)) return { fate: 'bad', h, why: 'too deep' }
  const parsed = ROW_SCHEMAS[line.type].safeParse(parse(line.row))
  if (!parsed.success) return { fate: 'bad', h, why: (parsed.error.issues[0]?.path.join('.') || 'not an object').slice(0, 200) }
  // Half a pair would become another id on the disk.
  if (parsed.data.id !== line.id || !line.id.isWellFormed()) return { fate: 'bad', h, why: 'id' }
  const cells = (ENTITIES[line.type] as Entity<RowType>).cells(parsed.data)
  // NaN would be stored as NULL: an instant outside the calendar's range, say.
  if (cells.some((cell) => typeof cell === 'number' && !Number.isFinite(cell))) return { fate: 'bad', h, why: 'number' }
  return { fate: 'row', type: line.type, h, cells }
}
