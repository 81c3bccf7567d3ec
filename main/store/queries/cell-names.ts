/** Where a cell is, in the words of the city: the area its records name, and the known place nearest to its middle. */
import type { CellPlace } from '../../../preload/contract/cells.ts'
import type { FieldLayer, Filter } from '../../../preload/contract/model.ts'
import { type Hexagons, cellAt, cellColumn } from '../../field/hexagons.ts'
import { rowOf } from '../../field/selection.ts'
import { mercatorX, mercatorY } from '../entities.ts'
import type { ReadableDatabase } from '../open.ts'
import { cellsOfPlaces } from './cell-amounts.ts'
import { type FieldState, OF_PLACES, remembered } from './field-state.ts'
import { pickLayer } from './picks.ts'

interface Named {
  layer: FieldLayer
  filter: Filter
  hexagons: Hexagons
  /** Index in the answer, and number of the cell. */
  cells: readonly (readonly [index: number, cell: number])[]
}

export function namePlaces(db: ReadableDatabase, state: FieldState, { layer, filter, hexagons, cells }: Named): CellPlace[] {
  const areas = areasOf(db, state, layer, filter, hexagons, cells.map(([, cell]) => cell))
  const names = namesIn(db, state, hexagons)
  return cells.map(([index, cell]) => ({ cell: index, area: areas.get(cell) ?? null, place: names.get(cell)?.name ?? null }))
}

/** The area that most of a cell's records are of. */
function areasOf(db: ReadableDatabase, state: FieldState, layer: FieldLayer, filter: Filter, hexagons: Hexagons, cells: readonly number[]): Map<number, string> {
  const counts = new Map(cells.map((cell) => [cell, new Map<number, number>()]))
  const isAsked = new Uint8Array(hexagons.ids.length)
  for (const cell of cells) isAsked[cell] = 1
  const count = (cell: number, area: number): void => {
    const areas = counts.get(cell)!
    areas.set(area, (areas.get(area) ?? 0) + 1)
  }
  if (layer === 'bottleneck') {
    for (const [place, cell] of cellsOfPlaces(state, hexagons).entries()) if (isAsked[cell] === 1) count(cell, state.handovers.placeArea[place]!)
  } else {
    const pick = pickLayer(db, state, layer, filter)
    const rows = cellColumn(state.columns, hexagons)
    for (let n = 0; n < pick.count; n++) {
      const row = rowOf(pick, n)
      if (isAsked[rows[row]!] === 1) count(rows[row]!, state.columns.area[row]!)
    }
  }
  return new Map([...counts].flatMap(([cell, areas]) => {
    const [most] = [...areas].map(([area, n]) => [state.areas.ids[area]!, n] as const).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    return most === undefined ? [] : [[cell, most[0]] as const]
  }))
}

interface Nearest {
  name: string
  distance: number
}

/** By cell: a bottleneck's name before that of any other site, the nearest to the middle. */
function namesIn(db: ReadableDatabase, state: FieldState, hexagons: Hexagons): ReadonlyMap<number, Nearest> {
  return remembered(state.memory, `${OF_PLACES}cell names ${hexagons.resolution}`, () => {
    const names = new Map<number, Nearest>()
    for (const table of ['bottleneck', 'site'] as const) {
      const nearest = new Map<number, Nearest>()
      for (const [name, lng, lat] of db.prepare(`SELECT name, lng, lat FROM ${table} WHERE name <> '' ORDER BY id`).raw().iterate() as IterableIterator<[string, number, number]>) {
        const [x, y] = [mercatorX(lng), mercatorY(lat)]
        const cell = cellAt(hexagons, x, y)
        const distance = Math.hypot(x - middleOf(hexagons, cell, 0), y - middleOf(hexagons, cell, 1))
        if (distance < (nearest.get(cell)?.distance ?? Infinity)) nearest.set(cell, { name, distance })
      }
      for (const [cell, found] of nearest) if (!names.has(cell)) names.set(cell, found)
    }
    return names
  })
}

/** Halfway between two opposite corners. */
function middleOf({ corners }: Hexagons, cell: number, axis: 0 | 1): number {
  return (corners[12 * cell + axis]! + corners[12 * cell + 6 + axis]!) / 2
}
