/** Migration 2: typed views of the first row types, as these were then (never changed once released: what rows have gained since, a later step adds). */
import { createView } from './report-view.ts'

const TEXT = 'text'
const REAL = 'double precision'
const INT = 'bigint'
const BOOL = 'boolean'
const TIME = 'timestamptz'
const DATE = 'date'
const JSON = 'jsonb'

const COLUMNS: Record<string, Record<string, string>> = {
  area: { level: TEXT, name: TEXT, name_en: TEXT, parent: TEXT, label: JSON, time_zone: TEXT, bounds: JSON, boundary_simulated: BOOL, simulated: BOOL, source: TEXT },
  class: { name: TEXT, name_en: TEXT, group: TEXT, order: INT, simulated: BOOL },
  indicator: { policy: TEXT, name: TEXT, name_en: TEXT, value: REAL, unit: TEXT, unit_en: TEXT, qualifier: TEXT, part_of: TEXT, order: INT, simulated: BOOL, source: TEXT, as_of: TIME },
  worker: { area: TEXT, sector: TEXT, verified: INT, simulated: BOOL, source: TEXT, as_of: TIME },
  team: { name: TEXT, name_en: TEXT, rank: TEXT, sector: TEXT, simulated: BOOL, source: TEXT },
  point: { area: TEXT, lng: REAL, lat: REAL, reported_at: TIME, class: TEXT, status: TEXT, weight: REAL },
  site: { area: TEXT, kind: TEXT, name: TEXT, lng: REAL, lat: REAL, access: TEXT, hours: JSON, services: JSON, meal_deals: JSON, free_lunch_quota: INT, charger: TEXT, simulated: BOOL, source: TEXT, as_of: TIME },
  bottleneck: { area: TEXT, kind: TEXT, name: TEXT, lng: REAL, lat: REAL, severity: INT, hours: JSON, causes: JSON, measures: JSON, simulated: BOOL, source: TEXT, as_of: TIME },
  shift: { team: TEXT, area: TEXT, post: TEXT, lng: REAL, lat: REAL, reach_meters: REAL, starts_at: TIME, ends_at: TIME, headcount: INT, simulated: BOOL },
  handover: { place: TEXT, area: TEXT, lng: REAL, lat: REAL, from: DATE, to: DATE, hours: JSON, simulated: BOOL, source: TEXT },
  case: {
    area: TEXT, number: TEXT, class: TEXT, status: TEXT, text: TEXT, place: TEXT, lng: REAL, lat: REAL, original: JSON, reported_at: TIME, updated_at: TIME, due_at: TIME,
    closed_at: TIME, urgent: BOOL, supervised: BOOL, danger_to_life: BOOL, duplicate_of: TEXT, reporter: JSON, photos: INT, external_id: TEXT, simulated: BOOL, source: TEXT,
  },
}

export const VIEW_STATEMENTS = Object.entries(COLUMNS).map(([type, columns]) => createView(type, columns))
