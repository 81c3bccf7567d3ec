/** A small city for the tool's own runs: every row type, a log with moves and removals, an office without rows, an office of others. */
import { issueToken, putAccounts, revokeTokens } from '../../main/central/account.ts'
import { commit, load } from '../../main/central/log.ts'
import type { CityRow, Write } from '../../main/central/log.ts'
import type { Sql } from '../../main/central/sql.ts'
import type { RowType } from '../../main/sync/protocol.ts'

const made = { simulated: true, source: 'test' }
const place = { lng: 121.55, lat: 29.87 }
const AT = '2026-11-01T08:00:00.000Z'
const as_of = AT

export interface TestCity {
  code: string
  /** Of a desk that may read the city, one district and its three offices; the third has no rows. */
  district: string
  streets: [string, string, string]
  /** In a district of its own. */
  foreignStreet: string
}

export const cityOf = (code: string): TestCity => ({ code, district: `${code}01`, streets: [`${code}01001`, `${code}01002`, `${code}01003`], foreignStreet: `${code}02001` })

export function caseOf({ code }: TestCity, street: string, id: string, fields: Record<string, unknown> = {}): CityRow {
  return {
    type: 'case', scope: `office:${street}`, city: code,
    body: {
      id: `${code}-${id}`, city: code, area: street, number: `NB-${id}`, class: `${code}-k1`, status: 'filed', text: '路灯不亮，夜里看不见台阶', place: '桥头', ...place, reported_at: AT, updated_at: AT,
      urgent: false, supervised: false, danger_to_life: false, photos: 0, reporter: { name: '王*', phone: '138****0000' }, ...made, ...fields,
    },
  }
}

export const pointOf = ({ code }: TestCity, street: string, id: string, status = 'filed'): CityRow => ({
  type: 'point', scope: `city:${code}`, city: code, body: { id: `${code}-${id}`, area: street, ...place, reported_at: AT, class: `${code}-k1`, status, weight: 1 },
})

function rowsOf(city: TestCity): CityRow[] {
  const { code, district, streets, foreignStreet } = city
  const row = (type: RowType, scope: CityRow['scope'], id: string, fields: object): CityRow => ({ type, scope, city: code, body: { id, city: code, ...made, ...fields } })
  const area = (id: string, level: string, parent?: string): CityRow => row('area', `city:${code}`, id, { level, name: `名${id}`, ...(parent === undefined ? {} : { parent }) })
  const whole = `city:${code}` as const
  const ref = `ref:${district}` as const
  return [
    area(code, 'city'), area(district, 'district', code), area(`${code}02`, 'district', code), ...streets.map((id) => area(id, 'street', district)), area(foreignStreet, 'street', `${code}02`),
    row('class', whole, `${code}-k1`, { name: '路灯', order: 1 }),
    row('department', whole, `${code}-d1`, { name: '环卫', order: 1 }), row('phrase', whole, `${code}-p1`, { kind: 'reply', text: '已收到', order: 1 }),
    row('indicator', whole, `${code}-i1`, { policy: 'meals', name: '甬爱餐', value: 12, unit: '家', qualifier: 'about', order: 1, as_of }),
    row('worker', whole, `${code}-w1`, { area: district, sector: 'parcel', verified: 7, as_of }),
    row('team', whole, `${code}-t1`, { name: '一分队', rank: 'detachment', sector: 'parcel' }),
    row('site', ref, `${code}-s1`, { area: streets[0], kind: 'merchant', name: '小吃店', ...place, as_of }),
    row('bottleneck', ref, `${code}-b1`, { area: streets[0], kind: 'mall', name: '商场', ...place, severity: 3, hours: [11, 12], causes: ['lift_queue'], measures: [{ kind: 'locker', from: '2026-10-01' }], as_of }),
    row('shift', ref, `${code}-f1`, { team: `${code}-t1`, area: streets[0], post: '岗亭', ...place, reach_meters: 500, starts_at: AT, ends_at: '2026-11-01T12:00:00.000Z', headcount: 2 }),
    row('handover', ref, `${code}-h1`, { place: `${code}-b1`, area: streets[0], ...place, from: '2026-10-01', to: '2026-10-31', hours: [[11, 40, 120]] }),
    ...Array.from({ length: 30 }, (_, i) => [caseOf(city, streets[0], `a${i}`), pointOf(city, streets[0], `a${i}`)]).flat(),
    row('act', `office:${streets[0]}`, `${code}-act1`, { case: `${code}-a1`, kind: 'note', text: '已电话联系', groups: [], by: 'desk', by_name: '值班', at: AT }),
    caseOf(city, foreignStreet, 'x1'),
  ]
}

const put = (row: CityRow): Write => ({ op: 'put', row })

/** Loaded rows, then a log on top: the second street is written through the log alone, so that its log begins at 0. */
export async function fillCity(sql: Sql, city: TestCity): Promise<void> {
  const { code, streets } = city
  await load(sql, rowsOf(city))
  const write = (writes: Write[]): Promise<unknown> => sql.transaction((tx) => commit(tx, writes))
  await write(['b1', 'b2', 'b3', 'b4'].map((id) => put(caseOf(city, streets[1], id))))
  await write([put(caseOf(city, streets[1], 'b1', { status: 'dispatched' })), put(caseOf(city, streets[0], 'a1', { status: 'closed', closed_at: '2026-11-02T08:00:00.000Z' }))])
  await write([{ op: 'leave', type: 'case', id: `${code}-a2`, why: 'moved', to: `office:${streets[1]}` }])
  await write([{ op: 'leave', type: 'case', id: `${code}-b4`, why: 'deleted' }])
  await write([put(caseOf(city, streets[1], 'b1', { status: 'handling' })), put(pointOf(city, streets[0], 'a1', 'closed'))])
}

/** Changes one case and its point; each call differs from the one before. */
export async function touchCity(sql: Sql, city: TestCity, times: number): Promise<void> {
  const status = times % 2 === 0 ? 'checking' : 'rework'
  await sql.transaction((tx) => commit(tx, [put(caseOf(city, city.streets[0], 'a3', { status, place: `桥头 ${times}` })), put(pointOf(city, city.streets[0], 'a3', status))]))
}

export interface Visitors {
  token: string
  other: string
  revoke(): Promise<void>
}

let visitors = 0

/** Two sign-ins of their own, so that the limits per token are not shared. */
export async function admitVisitors(sql: Sql, city: TestCity): Promise<Visitors> {
  const { code, district, foreignStreet } = city
  const nth = (visitors += 1)
  const signIn = async (name: string, role: 'district' | 'office', home_area: string): Promise<string> => {
    const account = `${name}-${code}-${nth}`
    await sql.transaction((tx) => putAccounts(tx, [{ account, name, role, city: code, home_area }]))
    return (await sql.transaction((tx) => issueToken(tx, account, Date.now()))) ?? ''
  }
  const guest = `office-${code}-${nth}`
  return {
    token: await signIn('district', 'district', district),
    other: await signIn('office', 'office', foreignStreet),
    revoke: () => revokeTokens(sql, guest, Date.now()),
  }
}
