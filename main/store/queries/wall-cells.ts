/** Hot spots and gaps of a wall: cells with more than usual in the last day, and with reports that no team on duty reached. */
import { FEWEST_EVENTS } from '../../field/reliability.ts'
import { type Hexagons, cellColumn, ringOf } from '../../field/hexagons.ts'
import { findSpots, type Spot } from '../../field/spots.ts'
import type { FieldLayer, Filter } from '../../../preload/contract/model.ts'
import type { WallName } from '../../../preload/contract/wall.ts'
import type { WallThresholds } from '../../../preload/contract/wall-settings.ts'
import type { ReaderContext } from '../reader-context.ts'
import { cellAmounts } from './cell-amounts.ts'
import { namePlaces } from './cell-names.ts'
import { streetsOf } from './case-row.ts'
import { filterOf } from './deck-periods.ts'
import { areaMask, fieldState, type FieldState, hexagonsOf } from './field-state.ts'
import { keptAnswer } from './wall-kept.ts'
import { publicName } from './wall-name.ts'
import type { WallPlace } from './wall-place.ts'
import { FEWEST_WEEKS, lastDay, reportsIn, usualWindows, type Window } from './wall-reports.ts'

/** 0.7 km², a neighbourhood: with what a day brings, finer ones hold too few to say anything of, and less could be said of a person. */
const RESOLUTION = 8

/** A cell in the words of the city. `id`: its H3 index. */
export interface WallCell {
  id: string
  lng: number
  lat: number
  /** The named public place nearest to its middle, else its street. */
  name: WallName
  street: WallName | null
}
export type HotSpot = WallCell & Omit<Spot, 'cell'>
export interface Gap extends WallCell { reports: number }

/** Null: there are too few trailing weeks to say what is usual. */
export function hotSpots(context: ReaderContext, { id }: Pick<WallPlace, 'id'>, at: number, { hotSpotTimes, hotSpotReports }: WallThresholds): HotSpot[] | null {
  return keptAnswer(context, `spots ${id ?? ''} ${at} ${hotSpotTimes} ${hotSpotReports}`, () => {
    const state = fieldState(context)
    const [areas, hexagons, day] = [areaMask(context.db, state, id), hexagonsOf(state, RESOLUTION), lastDay(at)]
    const weeks = usualWindows(state, day)
    if (weeks.length < FEWEST_WEEKS) return null
    const count = (window: Window): Map<number, number> => countCells(state, hexagons, areas, window)
    const spots = findSpots(count(day), weeks.map(count), { times: hotSpotTimes, reports: Math.max(FEWEST_EVENTS, hotSpotReports) })
    const cells = cellsIn(context, 'report', filterOf({ area: id, ...day }), hexagons, spots.map(({ cell }) => cell))
    return spots.map(({ count, usual, times, low }, n): HotSpot => ({ ...cells[n]!, count, usual, times, low }))
  })
}

/** Cells with at least five reports of the window outside every reach, those with the most first. Where no shifts are held it means nothing. */
export function gapsOf(context: ReaderContext, { id }: Pick<WallPlace, 'id'>, window: Window): Gap[] {
  return keptAnswer(context, `gaps ${id ?? ''} ${window.from} ${window.to}`, () => {
    const state = fieldState(context)
    const filter = filterOf({ area: id, ...window })
    const { hexagons, records } = cellAmounts(context.db, state, 'coverage', filter, RESOLUTION)
    const found = [...records.keys()].filter((cell) => records[cell]! >= FEWEST_EVENTS).sort((a, b) => records[b]! - records[a]! || (hexagons.ids[a]! < hexagons.ids[b]! ? -1 : 1))
    const cells = cellsIn(context, 'coverage', filter, hexagons, found)
    return found.map((cell, n): Gap => ({ ...cells[n]!, reports: records[cell]! }))
  })
}

function countCells(state: FieldState, hexagons: Hexagons, areas: Uint8Array | null, window: Window): Map<number, number> {
  const column = cellColumn(state.columns, hexagons)
  const counts = new Map<number, number>()
  for (const row of reportsIn(state, areas, window)) counts.set(column[row]!, (counts.get(column[row]!) ?? 0) + 1)
  return counts
}

function cellsIn(context: ReaderContext, layer: FieldLayer, filter: Filter, hexagons: Hexagons, cells: readonly number[]): WallCell[] {
  const streetAt = streetsOf(context)
  const named = namePlaces(context.db, fieldState(context), { layer, filter, hexagons, cells: cells.map((cell, n) => [n, cell]) })
  return named.map(({ cell, area, place }) => {
    const id = hexagons.ids[cells[cell]!]!
    const street = area === null ? null : publicName(streetAt(area).name, streetAt(area).nameEn)
    return { id, ...middleOf(id), name: place === null ? (street ?? publicName('—')) : publicName(place), street }
  })
}

function middleOf(id: string): { lng: number; lat: number } {
  const ring = ringOf(id)
  return { lng: ring.reduce((sum, [lng]) => sum + lng, 0) / ring.length, lat: ring.reduce((sum, [, lat]) => sum + lat, 0) / ring.length }
}
