/** Rows that no central should hold, put into the database past everything that would refuse them. */
import { randomBytes } from 'node:crypto'
import { hashRow } from '../../../main/central/city-row.ts'
import { commit } from '../../../main/central/log.ts'
import type { Sql } from '../../../main/central/sql.ts'
import { caseOf } from '../city.ts'
import type { TestCity } from '../city.ts'
import type { Break } from './spoiler.ts'

interface BadRow {
  /** Fields of an otherwise good case; undefined takes one away. */
  fields?: Record<string, unknown>
  text?: string
  type?: string
  h?: string
}

/** One row in the first office; the snapshot has it, no log tells of it. */
async function plantRow(sql: Sql, city: TestCity, { fields = {}, text, type = 'case', h }: BadRow): Promise<void> {
  const { body, scope } = caseOf(city, city.streets[0], `bad-${randomBytes(4).toString('hex')}`, fields)
  const row = text ?? JSON.stringify(body)
  const id = `${city.code}-${randomBytes(4).toString('hex')}`
  const own = fields['id'] === undefined ? row.replaceAll(String(body.id), id) : row
  await sql.query(`INSERT INTO record (type, id, city, scope, ver, h, body) SELECT $1, $2, $3, $4, ordinal * 4294967296 + nextval('version'), $5, $6 FROM epoch`, [type, id, city.code, scope, h ?? hashRow(own), own])
}

const bad = (rule: string, says: string, row: BadRow, follows: string[] = []): Break => ({ rule, says, plant: (sql, city) => plantRow(sql, city, row), follows })

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
const SITE = { kind: 'merchant', name: '小吃店', as_of: '2026-11-01T08:00:00Z' }

export const ROW_BREAKS: Break[] = [
  bad('row-hash', 'a hash was made over other bytes', { h: 'AAAAAAAAAAAAAAAAAAAAAA==' }),
  bad('row-json', 'a row is no JSON', { text: 'id=1;status=filed' }),
  bad('row-id', 'a row names another id inside', { fields: { id: 'another' } }),
  bad('row-type', 'a site lives in an office', { type: 'site', fields: SITE }),
  bad('row-shape', 'a status is not on the list', { fields: { status: 'half-done' } }),
  bad('row-position', 'longitude and latitude are exchanged', { fields: { lng: 29.87, lat: 121.55 } }),
  bad('row-simulated', 'a row does not say whether it is simulated', { fields: { simulated: undefined } }),
  bad('row-instants', 'a time has no zone', { fields: { updated_at: '2026-11-01 08:00:00' } }),
  bad('row-times', 'a case is closed before it was reported', { fields: { status: 'closed', closed_at: '2026-10-01T00:00:00Z' } }),
  bad('row-city', 'a row is of another city', { fields: { city: '0000' } }),
  bad('row-size', 'a row has 70,000 bytes', { fields: { notes: randomBytes(35_000).toString('hex') } }),
  bad('row-depth', 'a row nests forty deep', { fields: { notes: nested(40) } }),
  bad('masked-numbers', 'a text shows a telephone number', { fields: { text: '请拨打 13800138000 联系' } }),
  bad('masked-numbers', 'a text shows an identity number', { fields: { place: '身份证 330203199001011234 号' } }),
  bad('masked-reporter', 'a reporter is named in full', { fields: { reporter: { name: '王小明', phone: '138****0000' } } }),
]

/** More than two parts and two pages, in rows that do not compress. */
export async function fillHeavily(sql: Sql, city: TestCity): Promise<void> {
  const rows = Array.from({ length: 45 }, (_, n) => caseOf(city, city.streets[0], `heavy${n}`, { notes: randomBytes(30_000).toString('hex') }))
  await sql.transaction((tx) => commit(tx, rows.map((row) => ({ op: 'put', row }))))
}
