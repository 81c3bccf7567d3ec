/** Verified workers as counts per district and sector: 45,000 in all, as in the source; the split is simulated. */
import type { Row } from '../../sync/protocol.ts'
import { DISTRICT_WEIGHTS } from './demand.ts'
import { apportion } from './random.ts'
import { cityRow, instant, PRACTICE_CITY, startOfDay } from './practice-row.ts'
import type { TypedRow } from './practice-row.ts'

export const VERIFIED_WORKERS = 45_000

/** Assumption. */
const SECTOR_WEIGHTS: readonly [Row<'worker'>['sector'], number][] = [
  ['food_delivery', 34], ['parcel', 26], ['ride_hailing', 20], ['freight', 13], ['livestream', 4], ['other', 3],
]

export function* listWorkers(now: number): Iterable<TypedRow<'worker'>> {
  const cells = Object.entries(DISTRICT_WEIGHTS).flatMap(([area, district]) => SECTOR_WEIGHTS.map(([sector, weight]) => ({ area, sector, weight: district * weight })))
  const counts = apportion(VERIFIED_WORKERS, cells.map(({ weight }) => weight))
  for (const [i, { area, sector }] of cells.entries()) {
    yield cityRow('worker', {
      id: `worker-${area}-${sector}`, city: PRACTICE_CITY, area, sector, verified: counts[i]!, simulated: true,
      source: '总数 4.5 万名见报道;分区分行业为模拟', as_of: instant(startOfDay(now)),
    })
  }
}
