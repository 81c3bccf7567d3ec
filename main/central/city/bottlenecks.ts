/** Simulated places where deliveries get stuck, each with a planted truth: how much is lost, when, and what a measure changed. */
import type { Row } from '../../sync/protocol.ts'
import type { Centre } from './demand.ts'
import type { Position } from './geometry.ts'
import { drawPlace } from './ground.ts'
import type { Ground, Street } from './ground.ts'
import { cumulate, drawIndex, seededRandom } from './random.ts'
import type { Random } from './random.ts'
import { DAY_MS, instant, localDate, PRACTICE_CITY, SIMULATED_SOURCE, startOfDay } from './practice-row.ts'
import type { PracticeOptions } from './practice-row.ts'
import { nameCommunity, nameCompound, shortStreet } from './site-names.ts'

type Kind = Row<'bottleneck'>['kind']
type Measure = Row<'bottleneck'>['measures'][number]

export interface PlantedPlace {
  id: string
  /** False for places that are only said to be slow: their handovers are like everywhere. */
  planted: boolean
  /** Minutes that an order loses in the hours that bite, before any measure. */
  excessMinutes: number
  hours: number[]
  /** `effect`: share of the loss that goes away from `from` on; 0 = a measure that does nothing. */
  measure: { kind: Measure['kind']; from: string; effect: number } | null
  ordersPerDay: number
}

export interface Place { street: Street; place: Position; row: Row<'bottleneck'>; truth: PlantedPlace }

const KINDS: readonly [Kind, number, readonly number[]][] = [
  ['compound', 150, [11, 12, 17, 18, 19]], ['mall', 60, [11, 12, 13, 17, 18]], ['hospital', 50, [10, 11, 12, 14]], ['park', 40, [11, 12, 13]],
]
const CAUSES: { [kind in Kind]: readonly Row<'bottleneck'>['causes'][number][] } = {
  compound: ['gate_refusal', 'long_walk', 'unclear_address'], mall: ['no_parking', 'hand_over_wait', 'lift_queue'],
  hospital: ['lift_queue', 'no_parking', 'hand_over_wait'], park: ['gate_refusal', 'long_walk', 'hand_over_wait'],
}
/** Typical share of the loss that each measure removes (assumption). */
const EFFECTS: readonly [Measure['kind'], number][] = [['relay', 0.4], ['locker', 0.55], ['shuttle', 0.35], ['plan', 0.5]]
const NAMED: readonly { kind: Kind; street: string; name: string }[] = [
  { kind: 'mall', street: '330206002', name: '银泰城' },
  { kind: 'compound', street: '330205008', name: '兰庭社区' },
  { kind: 'compound', street: '330212011', name: '周宿渡社区' },
  { kind: 'compound', street: '330206002', name: '茉莉社区' },
  { kind: 'compound', street: '330203100', name: '高桥片区小区' },
]
const QUIET_SHARE = 0.2
const MEASURE_SHARE = 0.45
const USELESS_SHARE = 0.2

export function plantPlaces(ground: Ground, centres: readonly Centre[], options: PracticeOptions): Place[] {
  const random = seededRandom(options.seed, 'bottlenecks')
  const sums = cumulate(centres.map(({ weight }) => weight))
  let number = 0
  return KINDS.flatMap(([kind, count, hours]) => Array.from({ length: count }, (_, i) => {
    const fixed = NAMED.filter((place) => place.kind === kind)[i]
    const centre = fixed ? centres.find(({ street }) => street.id === fixed.street)! : centres[drawIndex(sums, random)]!
    const place = drawPlace(ground, centre.street, centre.place, centre.spreadMeters, random)
    const truth = plantTruth(`place-${String(++number).padStart(3, '0')}`, hours, random, options, fixed !== undefined)
    return { street: centre.street, place, truth, row: describe(kind, fixed?.name, centre.street.id, place, truth, random, options.now) }
  }))
}

function plantTruth(id: string, hours: readonly number[], random: Random, { days, now }: PracticeOptions, always: boolean): PlantedPlace {
  const planted = always || random.next() >= QUIET_SHARE
  const excessMinutes = planted ? Math.round((1.5 + 8 * random.next() ** 1.5) * 10) / 10 : 0
  const day = Math.floor(days * (0.25 + 0.5 * random.next()))
  const [kind, typical] = random.pick(EFFECTS)
  const effect = random.next() < USELESS_SHARE ? 0 : Math.round(typical * (0.7 + 0.6 * random.next()) * 100) / 100
  const measured = planted && random.next() < MEASURE_SHARE
  return {
    id, planted, excessMinutes, hours: hours.filter((_, i) => i < 3 || random.next() < 0.7),
    measure: measured ? { kind, from: localDate(startOfDay(now) - (days - day) * DAY_MS), effect } : null,
    ordersPerDay: Math.round(25 + 110 * random.next() ** 2),
  }
}

function describe(kind: Kind, fixedName: string | undefined, street: string, [lng, lat]: Position, truth: PlantedPlace, random: Random, now: number): Row<'bottleneck'> {
  const suffix = { compound: '', mall: '商业广场', hospital: '医院(演练)', park: '产业园' }[kind]
  const name = fixedName ?? (kind === 'compound' ? nameCompound(random) : `${kind === 'mall' ? nameCommunity(street, random).replace(/(社区|村)$/, '') : shortStreet(street)}${suffix}`)
  const causes = CAUSES[kind].filter(() => random.next() < 0.5)
  return {
    id: truth.id, city: PRACTICE_CITY, area: street, kind, name, lng, lat,
    severity: truth.planted ? Math.min(5, 2 + Math.floor(truth.excessMinutes / 2.4)) : 1,
    hours: truth.hours, causes: causes.length > 0 ? causes : [CAUSES[kind][0]!],
    measures: truth.measure ? [{ kind: truth.measure.kind, from: truth.measure.from }] : [],
    simulated: true, source: SIMULATED_SOURCE, as_of: instant(startOfDay(now)),
  }
}
