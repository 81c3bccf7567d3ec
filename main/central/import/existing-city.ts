/** What the central already holds of the city to be imported; refuses a city that did not come from an import. */
import type { Row } from '../../sync/protocol.ts'
import type { Tx } from '../sql.ts'
import { ImportRefused } from './refusal.ts'

export interface ExistingCity {
  row: Row<'area'>
  areas: Row<'area'>[]
  classes: Row<'class'>[]
}

/** Every row of an import names its file in this form, which tells an imported city from any other. */
export const sourceOf = (fileName: string, sha256: string): string => `${fileName.replace(/\p{Cc}+/gu, ' ')} · sha256 ${sha256}`
const SOURCE = /· sha256 [0-9a-f]{64}$/

export async function readExistingCity(sql: Tx, city: string): Promise<ExistingCity | null> {
  const rows = await sql.query<{ type: string; body: string }>(`SELECT type, body FROM record WHERE scope = $1 AND type IN ('area', 'class')`, [`city:${city}`])
  const areas = rows.filter((row) => row.type === 'area').map((row) => JSON.parse(row.body) as Row<'area'>)
  const row = areas.find((area) => area.level === 'city')
  if (row === undefined) {
    if (rows.length > 0) throw new ImportRefused(`the central holds a part of a city ${city} that was not imported`)
    return null
  }
  if (row.simulated || !SOURCE.test(row.source)) throw new ImportRefused(`the central already holds a city ${city} that was not imported: choose another --city`)
  return {
    row,
    areas: areas.filter((area) => area !== row),
    classes: rows.filter((one) => one.type === 'class').map((one) => JSON.parse(one.body) as Row<'class'>),
  }
}

/** The zone for local times: declared, else the one of the earlier import. Two different ones would split the city's hours. */
export function zoneFor(declared: string | null, existing: ExistingCity | null): string | null {
  const known = existing?.row.time_zone ?? null
  if (declared !== null && known !== null && declared !== known && known !== 'UTC') throw new ImportRefused(`this city was imported with the zone ${known}, not ${declared}`)
  return declared ?? known
}
