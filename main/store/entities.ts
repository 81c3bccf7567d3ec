/** The cache's entity tables: for each row type, the typed columns that queries need, derived from the stored row text. */
import type { Row, RowType } from '../sync/protocol.ts'

export type Column = 'TEXT' | 'INTEGER' | 'REAL'
export type Cell = string | number | null

/** `columns` and the tuple `cells` returns are in the same order. Beside them every table has id, scope, ver, h, body. */
export interface Entity<T extends RowType> {
  columns: Record<string, Column>
  indexes: readonly string[][]
  cells(row: Row<T>): Cell[]
}

const WORLD = 2 ** 26

/** Web-Mercator column on the 2^26 grid, counted from the west. */
export function mercatorX(lng: number): number {
  return Math.min(WORLD - 1, Math.max(0, Math.floor(((lng + 180) / 360) * WORLD)))
}

/** Web-Mercator row on the 2^26 grid, counted from the north. */
export function mercatorY(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180)
  return Math.min(WORLD - 1, Math.max(0, Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * WORLD)))
}

const at = (instant: string): number => Date.parse(instant)
const atOrNull = (instant: string | undefined): number | null => (instant === undefined ? null : Date.parse(instant))
const flag = (value: boolean): number => (value ? 1 : 0)

export const ENTITIES: { [T in RowType]: Entity<T> } = {
  area: {
    columns: { level: 'TEXT', name: 'TEXT', parent: 'TEXT', simulated: 'INTEGER' },
    indexes: [['parent'], ['level']],
    cells: (r) => [r.level, r.name, r.parent ?? null, flag(r.simulated)],
  },
  class: {
    columns: { name: 'TEXT', position: 'INTEGER' },
    indexes: [],
    cells: (r) => [r.name, r.order],
  },
  department: {
    columns: { name: 'TEXT', area: 'TEXT', position: 'INTEGER' },
    indexes: [],
    cells: (r) => [r.name, r.area ?? null, r.order],
  },
  phrase: {
    columns: { kind: 'TEXT', action: 'TEXT', position: 'INTEGER' },
    indexes: [],
    cells: (r) => [r.kind, r.action ?? null, r.order],
  },
  indicator: {
    columns: { policy: 'TEXT', position: 'INTEGER' },
    indexes: [],
    cells: (r) => [r.policy, r.order],
  },
  worker: {
    columns: { area: 'TEXT', sector: 'TEXT', verified: 'INTEGER' },
    indexes: [],
    cells: (r) => [r.area, r.sector, r.verified],
  },
  team: {
    columns: { name: 'TEXT', rank: 'TEXT', sector: 'TEXT' },
    indexes: [],
    cells: (r) => [r.name, r.rank, r.sector],
  },
  point: {
    columns: { area: 'TEXT', x: 'INTEGER', y: 'INTEGER', reported_at: 'INTEGER', class: 'TEXT', status: 'TEXT', weight: 'REAL' },
    indexes: [['reported_at']],
    cells: (r) => [r.area, mercatorX(r.lng), mercatorY(r.lat), at(r.reported_at), r.class, r.status, r.weight],
  },
  site: {
    columns: { area: 'TEXT', kind: 'TEXT', charger: 'TEXT', name: 'TEXT', lng: 'REAL', lat: 'REAL', simulated: 'INTEGER' },
    indexes: [['kind']],
    cells: (r) => [r.area, r.kind, r.kind === 'charging' ? (r.charger ?? null) : null, r.name, r.lng, r.lat, flag(r.simulated)],
  },
  bottleneck: {
    columns: { area: 'TEXT', kind: 'TEXT', name: 'TEXT', lng: 'REAL', lat: 'REAL', severity: 'INTEGER' },
    indexes: [],
    cells: (r) => [r.area, r.kind, r.name, r.lng, r.lat, r.severity],
  },
  shift: {
    columns: { team: 'TEXT', area: 'TEXT', lng: 'REAL', lat: 'REAL', reach_meters: 'REAL', starts_at: 'INTEGER', ends_at: 'INTEGER', headcount: 'INTEGER' },
    indexes: [['starts_at']],
    cells: (r) => [r.team, r.area, r.lng, r.lat, r.reach_meters, at(r.starts_at), at(r.ends_at), r.headcount],
  },
  handover: {
    columns: { place: 'TEXT', area: 'TEXT', lng: 'REAL', lat: 'REAL', day_from: 'TEXT', day_to: 'TEXT' },
    indexes: [['day_from']],
    cells: (r) => [r.place, r.area, r.lng, r.lat, r.from, r.to],
  },
  case: {
    columns: { area: 'TEXT', class: 'TEXT', status: 'TEXT', reported_at: 'INTEGER', due_at: 'INTEGER', closed_at: 'INTEGER', urgent: 'INTEGER' },
    indexes: [['reported_at'], ['status', 'due_at']],
    // What counts: where a merged case had an earlier deadline, that.
    cells: (r) => [r.area, r.class, r.status, at(r.reported_at), atOrNull(r.merged_due_at ?? r.due_at), atOrNull(r.closed_at), flag(r.urgent)],
  },
  act: {
    columns: { case: 'TEXT', at: 'INTEGER', kind: 'TEXT' },
    indexes: [['case', 'at']],
    cells: (r) => [r.case, at(r.at), r.kind],
  },
}

/** DDL of one entity table and its indexes. Row types double as table names; `case` is quoted. */
export function createEntity(type: RowType): string {
  return [createTable(type, type), ...createIndexes(type)].join('\n')
}

/** A table for rows of a type, under any name. */
export function createTable(table: string, type: RowType): string {
  const columns = Object.entries(ENTITIES[type].columns).map(([name, kind]) => `"${name}" ${kind}`)
  return `CREATE TABLE "${table}" (id TEXT PRIMARY KEY, scope TEXT NOT NULL, ver INTEGER NOT NULL, h BLOB NOT NULL, body TEXT NOT NULL, ${columns.join(', ')}) STRICT;`
}

export function createIndexes(type: RowType): string[] {
  return [['scope'], ...ENTITIES[type].indexes].map((names) => `CREATE INDEX "${type}_${names.join('_')}" ON "${type}" (${names.map((n) => `"${n}"`).join(', ')});`)
}
