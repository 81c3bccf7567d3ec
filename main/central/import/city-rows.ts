/** The rows that make an imported city: the city, its areas, its classes. What an earlier import made stays as it is. */
import type { Row } from '../../sync/protocol.ts'
import type { CityRow } from '../log.ts'
import type { Tx } from '../sql.ts'
import type { Bounds } from './bounds.ts'
import { UNSPECIFIED, type CityNames } from './city-names.ts'
import type { ExistingCity } from './existing-city.ts'

export interface CityFacts { name: string; zone: string; bounds: Bounds; source: string }

/** The city's row, and new rows for those areas and classes that accepted rows really use. */
export async function cityRows(sql: Tx, table: string, names: CityNames, existing: ExistingCity | null, facts: CityFacts): Promise<CityRow[]> {
  const row = (type: 'area' | 'class', body: CityRow['body']): CityRow => ({ type, scope: `city:${names.city}`, city: names.city, body })
  return [
    row('area', cityRow(names.city, existing, facts)),
    ...(await newAreas(sql, table, names, existing, facts.source)).map((area) => row('area', area)),
    ...(await newClasses(sql, table, names, existing)).map((one) => row('class', one)),
  ]
}

function cityRow(city: string, existing: ExistingCity | null, facts: CityFacts): Row<'area'> {
  const known = existing?.row
  const fresh: Row<'area'> = {
    id: city, city, level: 'city', name: facts.name, time_zone: facts.zone, bounds: facts.bounds, simulated: false, source: facts.source,
  }
  if (known === undefined) return fresh
  const same = JSON.stringify(known.bounds) === JSON.stringify(facts.bounds) && known.time_zone === fresh.time_zone
  return same ? known : { ...fresh, name: known.name }
}

/** A new area's label stands at the median of its points; it never moves with later files. */
async function newAreas(sql: Tx, table: string, names: CityNames, existing: ExistingCity | null, source: string): Promise<Row<'area'>[]> {
  const known = new Set(existing?.areas.map((area) => area.id) ?? [])
  const used = await sql.query<{ area: string; lng: number; lat: number }>(
    `SELECT area, percentile_cont(0.5) WITHIN GROUP (ORDER BY lng) AS lng, percentile_cont(0.5) WITHIN GROUP (ORDER BY lat) AS lat FROM ${table} GROUP BY area ORDER BY area COLLATE "C"`,
  )
  return used.filter(({ area }) => !known.has(area)).map(({ area, lng, lat }) => ({
    id: area, city: names.city, level: 'street', ...nameOfArea(area, names), parent: names.city, label: [round(lng), round(lat)], simulated: false, source,
  }))
}

const round = (value: number): number => Math.round(value * 1e7) / 1e7

function nameOfArea(area: string, names: CityNames): { name: string; name_en?: string } {
  return area === `${names.city}/${UNSPECIFIED}` ? { name: '未注明', name_en: 'Unspecified' } : { name: names.areas.get(area)?.name ?? area }
}

async function newClasses(sql: Tx, table: string, names: CityNames, existing: ExistingCity | null): Promise<Row<'class'>[]> {
  const known = new Set(existing?.classes.map((one) => one.id) ?? [])
  const used = await sql.query<{ class: string }>(`SELECT DISTINCT body::jsonb ->> 'class' AS class FROM ${table} WHERE type = 'case'`)
  const fresh = used.map((row) => row.class).filter((id) => !known.has(id)).sort()
  const from = Math.max(0, ...(existing?.classes.map((one) => one.order) ?? []))
  return fresh.map((id, at) => {
    const { name, group } = names.classes.get(id) ?? { name: id, group: '' }
    const named = id === `${names.city}/${UNSPECIFIED}` ? { name: '未分类', name_en: 'Unclassified' } : { name }
    return { id, city: names.city, ...named, ...(group === '' ? {} : { group }), order: from + at + 1, simulated: false }
  })
}
