/** What is asked of the field: filters from the whole city to one district, and the views they are asked at. */
import type { BandwidthMeters, Filter } from '../../preload/contract/model.ts'
import { latOf, lngOf, type ViewBounds, worldX, worldY } from '../../main/field/ground.ts'
import { CENTRE, CLASSES, DAY_MS, DISTRICTS, END } from './reports.ts'

export interface Question {
  name: string
  filter: Filter
  view: ViewBounds
  bandwidthMeters: BandwidthMeters
}

/** What a screen of so many pixels shows of the ground. */
export function viewAt(zoom: number, width = 1_400, height = 900, { lng, lat } = CENTRE): ViewBounds {
  const [x, y] = [worldX(lng), worldY(lat)]
  const [halfX, halfY] = [width / 1024 / 2 ** zoom, height / 1024 / 2 ** zoom]
  return { west: lngOf(x - halfX), east: lngOf(x + halfX), north: latOf(y - halfY), south: latOf(y + halfY), zoom }
}

const lastDays = (days: number): Pick<Filter, 'from' | 'to'> => ({ from: END - days * DAY_MS, to: END })
const ALL: Filter = { ...lastDays(760), area: null, drawn: null, classes: [], statuses: [], weekdays: [], hours: [] }
const threeClasses = CLASSES.slice(0, 3)

export const QUESTIONS: readonly Question[] = [
  { name: 'city, all, zoom 8', filter: ALL, view: viewAt(8), bandwidthMeters: 1500 },
  { name: 'city, all, zoom 10', filter: ALL, view: viewAt(10), bandwidthMeters: 600 },
  { name: 'city, 1 year, 3 classes, zoom 9', filter: { ...ALL, ...lastDays(365), classes: threeClasses }, view: viewAt(9), bandwidthMeters: 600 },
  { name: 'city, 30 days, zoom 9', filter: { ...ALL, ...lastDays(30) }, view: viewAt(9), bandwidthMeters: 1500 },
  { name: 'city, all, 3 hours, zoom 9', filter: { ...ALL, hours: [11, 12, 17] }, view: viewAt(9), bandwidthMeters: 600 },
  { name: 'district, all, 3 classes, zoom 11', filter: { ...ALL, area: DISTRICTS[0]!, classes: threeClasses }, view: viewAt(11), bandwidthMeters: 300 },
  { name: 'district, 1 year, zoom 12', filter: { ...ALL, ...lastDays(365), area: DISTRICTS[1]! }, view: viewAt(12), bandwidthMeters: 300 },
]
