/** A city for the storms: as many districts and street offices as asked for, with few rows each. */
import { issueToken, putAccounts } from '../../main/central/account.ts'
import type { CityRow } from '../../main/central/log.ts'
import type { Sql } from '../../main/central/sql.ts'
import { caseRow, pointRow, siteRow } from '../central/small-city.ts'

export interface CityShape {
  districts: number
  /** Offices of each district. */
  streets: number
  /** Cases, and as many compact points, of each street. */
  cases: number
}

export const CITY = '9901'
const two = (n: number): string => String(n + 1).padStart(2, '0')

export const districtsOf = ({ districts }: CityShape): string[] => Array.from({ length: districts }, (_, i) => `${CITY}${two(i)}`)
export const streetsOf = (shape: CityShape): string[] => districtsOf(shape).flatMap((district) => Array.from({ length: shape.streets }, (_, i) => `${district}0${two(i)}`))
export const scopesOf = (shape: CityShape): string[] => [`city:${CITY}`, ...districtsOf(shape).map((id) => `ref:${id}`), ...streetsOf(shape).map((id) => `office:${id}`)]

const area = (id: string, level: string, parent?: string): CityRow => ({
  type: 'area', scope: `city:${CITY}`, city: CITY, body: { id, city: CITY, level, name: `名${id}`, ...(parent === undefined ? {} : { parent }), simulated: true, source: 'test' },
})

export function* stormCity(shape: CityShape): Generator<CityRow> {
  yield area(CITY, 'city')
  for (const id of districtsOf(shape)) {
    yield area(id, 'district', CITY)
    yield siteRow(`site-${id}`, id)
  }
  for (const street of streetsOf(shape)) {
    yield area(street, 'street', street.slice(0, 6))
    for (let i = 0; i < shape.cases; i += 1) {
      yield caseRow(`c-${street}-${i}`, street)
      yield pointRow(`c-${street}-${i}`, street)
    }
  }
}

export interface Seat {
  sub: string
  role: 'office' | 'district' | 'city'
  area: string
  token: string
}

/** Signs in a desk for each of `wanted`, straight at the database: sign-in by name has a throttle of its own. */
export async function seatDesks(sql: Sql, wanted: readonly Omit<Seat, 'token'>[]): Promise<Seat[]> {
  return sql.transaction(async (tx) => {
    await putAccounts(tx, wanted.map(({ sub, role, area }) => ({ account: sub, name: sub, role, city: CITY, home_area: area })))
    const seats: Seat[] = []
    for (const seat of wanted) {
      const token = await issueToken(tx, seat.sub, Date.now())
      if (token !== null) seats.push({ ...seat, token })
    }
    return seats
  })
}
