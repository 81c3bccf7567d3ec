/** Rows that lie somewhere, as columns to be examined: reports out of the field's columns, the others out of their tables. */
import type { CoordinateSystem, PlacedType, QualityGrouping } from '../../../preload/contract/quality.ts'
import { type Columns, REMOVED } from '../../field/columns.ts'
import { WORLD_LEVEL, worldX, worldY } from '../../field/ground.ts'
import type { ReadableDatabase } from '../open.ts'
import type { FieldState } from './field-state.ts'

/** Positions on the 2^26 grid. `scope`, `area`, `declared` and the parts number the words of their dictionaries. */
export interface PlacedRows {
  type: PlacedType
  /** Rows, the ones that are gone included. */
  count: number
  isThere(n: number): boolean
  x(n: number): number
  y(n: number): number
  area: ArrayLike<number>
  areas: readonly string[]
  scope: ArrayLike<number> | null
  scopes: readonly string[]
  declared: ArrayLike<number> | null
  systems: readonly (CoordinateSystem | null)[]
  parts: { grouping: QualityGrouping; of: ArrayLike<number>; words: readonly string[] }[]
  /** Ids, where the rows come from a table. */
  ids: readonly string[] | null
}

const WORLD = 2 ** WORLD_LEVEL

/** All compact points are of the city's scope; which class they are is all they say of their source. */
export function placedReports({ columns, areas, classes }: FieldState, scope: string): PlacedRows {
  const { state, x, y }: Columns = columns
  return {
    type: 'point', count: columns.size, isThere: (n) => (state[n]! & REMOVED) === 0, x: (n) => x[n]! + 0.5, y: (n) => y[n]! + 0.5,
    area: columns.area, areas: areas.ids, scope: null, scopes: [scope], declared: null, systems: [null],
    parts: [{ grouping: 'class', of: columns.class, words: classes.ids }], ids: null,
  }
}

type TableType = Exclude<PlacedType, 'point'>
type TableRow = [id: string, scope: string, area: string, lng: number, lat: number, kind: string | null, source: string | null, system: CoordinateSystem | null]

const SELECTS: Record<TableType, string> = {
  site: "SELECT id, scope, area, lng, lat, kind, body ->> '$.source', body ->> '$.original.crs' FROM site",
  bottleneck: "SELECT id, scope, area, lng, lat, kind, body ->> '$.source', NULL FROM bottleneck",
  shift: 'SELECT id, scope, area, lng, lat, NULL, NULL, NULL FROM shift',
  handover: 'SELECT id, scope, area, lng, lat, NULL, NULL, NULL FROM handover',
  case: `SELECT id, scope, area, body ->> '$.lng', body ->> '$.lat', NULL, NULL, body ->> '$.original.crs' FROM "case"`,
}

export function placedRows(db: ReadableDatabase, type: TableType): PlacedRows {
  const [ids, xs, ys]: [string[], number[], number[]] = [[], [], []]
  const [area, scope, kind, source, system] = [createWords(), createWords(), createWords(), createWords(), createWords()]
  for (const row of db.prepare(`${SELECTS[type]} ORDER BY id`).raw().iterate() as IterableIterator<TableRow>) {
    ids.push(row[0])
    xs.push(worldX(row[3]) * WORLD)
    ys.push(worldY(row[4]) * WORLD)
    put(scope, row[1])
    put(area, row[2])
    put(kind, row[5])
    put(source, row[6])
    put(system, row[7])
  }
  const parts: PlacedRows['parts'] = [{ grouping: 'kind', of: kind.of, words: kind.words }, { grouping: 'source', of: source.of, words: source.words }]
  return {
    type, count: ids.length, isThere: () => true, x: (n) => xs[n]!, y: (n) => ys[n]!, area: area.of, areas: area.words, scope: scope.of, scopes: scope.words,
    declared: system.of, systems: system.words.map((word) => (word === '' ? null : (word as CoordinateSystem))), parts: parts.filter((part) => part.words.some((word) => word !== '')), ids,
  }
}

/** Each row's word as a number; unlike the columns' dictionaries without a limit, because a source may be any text. */
interface Words {
  of: number[]
  words: string[]
  known: Map<string, number>
}

const createWords = (): Words => ({ of: [], words: [], known: new Map() })

function put({ of, words, known }: Words, said: string | null): void {
  const word = said ?? ''
  let n = known.get(word)
  if (n === undefined) {
    known.set(word, (n = words.length))
    words.push(word)
  }
  of.push(n)
}
