/** A city of a handful of rows for the central's tests: two districts, three streets, three offices. */
import { issueToken, putAccounts } from '../../main/central/account.ts'
import type { CityRow } from '../../main/central/log.ts'
import type { Sql } from '../../main/central/sql.ts'
import type { RowType } from '../../main/sync/protocol.ts'

const CITY = '9901'
const made = { simulated: true, source: 'test' }
const place = { lng: 121.5, lat: 29.9 }

const area = (id: string, level: string, parent?: string): CityRow => ({
  type: 'area', scope: `city:${CITY}`, city: CITY, body: { id, city: CITY, level, name: `名${id}`, ...(parent === undefined ? {} : { parent }), ...made },
})

export function caseRow(id: string, street: string, fields: { [name: string]: unknown } = {}): CityRow {
  const at = '2026-11-01T08:00:00.000Z'
  return {
    type: 'case', scope: `office:${street}`, city: CITY,
    body: {
      id, city: CITY, area: street, number: id, class: 'k1', status: 'filed', text: '路灯不亮', place: '桥头', ...place, reported_at: at, updated_at: at,
      urgent: false, supervised: false, danger_to_life: false, photos: 0, ...made, ...fields,
    },
  }
}

export const pointRow = (id: string, street: string, status = 'filed'): CityRow => ({
  type: 'point', scope: `city:${CITY}`, city: CITY, body: { id, area: street, ...place, reported_at: '2026-11-01T08:00:00.000Z', class: 'k1', status, weight: 1 },
})

export const siteRow = (id: string, district: string): CityRow => ({
  type: 'site', scope: `ref:${district}`, city: CITY, body: { id, city: CITY, area: `${district}001`, kind: 'merchant', name: '小吃店', ...place, as_of: '2026-11-01T00:00:00Z', ...made },
})

export const STREETS = ['990101001', '990101002', '990102001'] as const

export function smallCity(casesPerStreet = 3): CityRow[] {
  return [
    area(CITY, 'city'), area('990101', 'district', CITY), area('990102', 'district', CITY), ...STREETS.map((id) => area(id, 'street', id.slice(0, 6))),
    siteRow('s1', '990101'), siteRow('s2', '990102'),
    ...STREETS.flatMap((street) => Array.from({ length: casesPerStreet }, (_, i) => [caseRow(`c-${street}-${i}`, street), pointRow(`c-${street}-${i}`, street)]).flat()),
  ]
}

const ROLES = { office: STREETS[0], district: '990101', city: CITY, wall: '990102' } as const
export type TestRole = keyof typeof ROLES

/** A token for each role. */
export async function signInAll(sql: Sql): Promise<Record<TestRole, string>> {
  const tokens: Partial<Record<TestRole, string>> = {}
  for (const [role, home_area] of Object.entries(ROLES) as [TestRole, string][]) {
    await sql.transaction((tx) => putAccounts(tx, [{ account: role, name: role, role, city: CITY, home_area }]))
    const token = await sql.transaction((tx) => issueToken(tx, role, Date.now()))
    if (token !== null) tokens[role] = token
  }
  return tokens as Record<TestRole, string>
}

/** Every scope of this city with the roles that may read it. */
export const RIGHTS: Record<string, TestRole[]> = {
  [`city:${CITY}`]: ['office', 'district', 'city', 'wall'],
  'ref:990101': ['office', 'district', 'city'],
  'ref:990102': ['city', 'wall'],
  'office:990101001': ['office', 'district'],
  'office:990101002': ['district'],
  'office:990102001': ['wall'],
}

export const rowKey = (type: RowType | string, id: string): string => `${type}/${id}`
