/** The same month of reports on the product's map and on deck.gl's own heat map, and places on it whose class is beyond doubt. */
import { commit, type CityRow } from '../../main/central/log.ts'
import type { Filter } from '../../preload/contract/model.ts'
import { hostPeers } from '../peers/peer-host.ts'
import { makeColumns, packPoints } from '../peers/points.ts'
import { seeded } from '../store/queries/filled-cache.ts'
import { until } from '../until.ts'
import type { Place } from './colour-stability.ts'
import { directDensity, isInland, placesNear, readReports, sureClass, type Report } from './direct-field.ts'
import { deckDriver, productDriver, type MapDriver } from './map-driver.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

export interface StabilityScene {
  ours: MapDriver
  deck: MapDriver
  places: Place[]
  /** One place of each class, the highest first. */
  spots: Place[]
  /** The densest place; two and a half kilometres west of it something happened that outshines all else. */
  dense: Place
  close(): Promise<void>
}

const DAY = 86_400_000
const BANDWIDTH = 600
/** The cell of the lowest zoom asked is 133 m wide here. */
const WIDEST_CELL_METERS = 135
const BURST_WEST = 0.026
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
const nothingElse = { area: null, drawn: null, classes: [], statuses: [], weekdays: [], hours: [] }

export async function openStabilityScene(): Promise<StabilityScene> {
  const stage = await openStage({ reports: 6_000, days: 60 })
  await untilSynced(stage)
  const [from, to] = [dayOf(Date.now() - 30 * DAY), dayOf(Date.now() - DAY)]
  const period = { from: Date.parse(`${from}T00:00:00+08:00`), to: Date.parse(`${to}T00:00:00+08:00`) + DAY }
  const dense = densest(await readReports(stage, period.from, period.to))
  await addBurst(stage, [dense[0] - BURST_WEST, dense[1]])
  const reports = await readReports(stage, period.from, period.to)
  const host = await hostPeers(packPoints(columnsOf(reports)))
  return {
    ...(await choosePlaces(stage, reports, { ...nothingElse, ...period }, dense)), dense,
    ours: productDriver(stage, `layer=report&status=all&bw=${BANDWIDTH}&from=${from}&to=${to}`),
    deck: deckDriver(stage, host, { ...period, classes: [] }),
    async close() {
      await host.close()
      await stage.close()
    },
  }
}

function densest(reports: readonly Report[]): Place {
  const places = placesNear(reports, 200, 200, 1)
  const values = places.map((place) => directDensity(reports, place, 300, 1))
  return places[values.indexOf(Math.max(...values))]!
}

async function choosePlaces(stage: Stage, reports: readonly Report[], filter: Filter, dense: Place): Promise<{ places: Place[]; spots: Place[] }> {
  const view = { west: 121.4, east: 121.7, south: 29.8, north: 29.95, zoom: 11 }
  const { limits, days } = await stage.ask('field.get', { layer: 'report', filter, view, bandwidthMeters: BANDWIDTH })
  const judge = (place: Place): { place: Place; index: number | null }[] => {
    const index = isInland(place, 1.5 * WIDEST_CELL_METERS) ? sureClass(reports, place, BANDWIDTH, days, limits, WIDEST_CELL_METERS) : undefined
    return index === undefined ? [] : [{ place, index }]
  }
  const sure = placesNear(reports, 300, 1_500, 3).flatMap(judge)
  const classes = [...new Set(sure.map(({ index }) => index ?? -1))].toSorted((a, b) => b - a)
  if (classes.length < 4) throw new Error(`places of classes ${classes.join()} only`)
  const spots = classes.map((wanted) => sure.find(({ index }) => (index ?? -1) === wanted)!.place)
  // More places around them, for the nearest zooms.
  const near = reports.filter(({ lng, lat }) => Math.hypot(lng - dense[0], lat - dense[1]) < 0.008)
  const around = [...spots.flatMap(([lng, lat]) => placesNear([{ lng, lat, weight: 1, reportedAt: 0, class: '' }], 30, 900, 5)), ...placesNear(near, 80, 30, 6)].flatMap(judge)
  return { spots, places: [...sure, ...around].map(({ place }) => place) }
}

/** Three hundred reports within a street's width, a day and a half ago. */
async function addBurst(stage: Stage, [lng, lat]: Place): Promise<void> {
  const [row] = await stage.central.sql.query<{ body: string }>("SELECT body FROM record WHERE type = 'point' LIMIT 1")
  const random = seeded(9)
  const rows: CityRow[] = Array.from({ length: 300 }, (_, n) => ({
    type: 'point', scope: 'city:3302', city: '3302',
    body: { ...JSON.parse(row!.body), id: `burst-${n}`, lng: lng + 0.0004 * random(), lat: lat + 0.0004 * random(), reported_at: new Date(Date.now() - 1.5 * DAY).toISOString() },
  }))
  await stage.central.sql.transaction((tx) => commit(tx, rows.map((row) => ({ op: 'put', row }))))
  const [{ n } = { n: 0 }] = await stage.central.sql.query<{ n: number }>('SELECT count(*)::int AS n FROM report_point')
  const all: Filter = { ...nothingElse, from: Date.now() - 400 * DAY, to: Date.now() + DAY }
  await until(async () => (await stage.ask('field.overview', { filter: all })).reports.value === n, 120_000)
}

function columnsOf(reports: readonly Report[]): ReturnType<typeof makeColumns> {
  const columns = makeColumns(reports.length)
  for (const [n, { lng, lat, weight, reportedAt }] of reports.entries()) {
    columns.lng[n] = lng
    columns.lat[n] = lat
    columns.weight[n] = weight
    columns.reportedAt[n] = reportedAt
  }
  return columns
}
