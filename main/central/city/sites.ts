/** Friendly points, in exactly the numbers of the source; places and names are simulated. */
import type { Row } from '../../sync/protocol.ts'
import type { Centre } from './demand.ts'
import { drawPlace } from './ground.ts'
import type { Ground } from './ground.ts'
import { cumulate, drawIndex, seededRandom } from './random.ts'
import type { Random } from './random.ts'
import { instant, PRACTICE_CITY, referenceRow, SIMULATED_SOURCE, startOfDay } from './practice-row.ts'
import type { TypedRow } from './practice-row.ts'
import { nameCharging, nameCompound, nameMerchant, nameStation, NAMED_SITES } from './site-names.ts'

/** 30,000 in all less the other three kinds: the source says only 1万余家 for merchants, so their number is an assumption. */
export const SITE_COUNTS = { compound: 3_550, station: 2_599, merchant: 12_525, charging: 11_326 } as const
export const SWAP_COUNT = 1_299

const SERVICES = ['饮水', '休息', '充电', '微波炉', '雨具', '药箱', '阅读', '卫生间', '冰柜', '法律咨询']
const MEAL_DEALS = ['10元爱心餐', '错峰优惠套餐', '甬爱食堂']
const ACCESS = ['ride_in', 'ride_in', 'hand_over_at_gate', 'locker', 'shuttle'] as const

export function* listSites(ground: Ground, centres: readonly Centre[], seed: number, now: number): Iterable<TypedRow<'site'>> {
  const random = seededRandom(seed, 'sites')
  // Flatter than demand: small towns have stations too.
  const sums = cumulate(centres.map(({ weight }) => weight ** 0.8))
  for (const kind of ['compound', 'station', 'merchant', 'charging'] as const) {
    const named = NAMED_SITES.filter((site) => site.kind === kind)
    for (let i = 0; i < SITE_COUNTS[kind]; i++) {
      const fixed = named[i]
      const centre = fixed ? centres.find(({ street }) => street.id === fixed.street)! : centres[drawIndex(sums, random)]!
      const { street } = centre
      const [lng, lat] = drawPlace(ground, street, centre.place, centre.spreadMeters * 1.2, random)
      const base = {
        id: `site-${kind}-${String(i + 1).padStart(5, '0')}`, city: PRACTICE_CITY, area: street.id, lng, lat,
        simulated: true, source: SIMULATED_SOURCE, as_of: instant(startOfDay(now)),
      }
      yield referenceRow('site', street.id, describe(base, kind, i, fixed?.name, street.id, random))
    }
  }
}

type Base = Omit<Row<'site'>, 'kind' | 'name'>

function describe(base: Base, kind: Row<'site'>['kind'], index: number, fixedName: string | undefined, street: string, random: Random): Row<'site'> {
  if (kind === 'compound') return { ...base, kind, name: fixedName ?? nameCompound(random), access: random.pick(ACCESS) }
  if (kind === 'station') {
    const allDay = fixedName === '菜小驿站' || random.next() < 0.25
    const [from, to] = allDay ? [0, 1440] : [420 + 30 * random.below(4), 1140 + 60 * random.below(4)]
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }))
    const services = SERVICES.filter((_, i) => i < 2 || random.next() < 0.4)
    return { ...base, kind, name: fixedName ?? nameStation(street, random), hours, services }
  }
  if (kind === 'merchant') {
    const deals = MEAL_DEALS.filter(() => random.next() < 0.4)
    const quota = random.next() < 0.02 ? { free_lunch_quota: 10 * (1 + random.below(4)) } : {}
    return { ...base, kind, name: fixedName ?? nameMerchant(street, random), meal_deals: deals.length > 0 ? deals : ['错峰优惠套餐'], ...quota }
  }
  const charger = index < SWAP_COUNT ? 'swap' : 'charge'
  return { ...base, kind, name: nameCharging(street, charger, random), charger }
}
