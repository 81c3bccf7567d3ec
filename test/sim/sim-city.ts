/** The city of the simulation: two districts, three streets, rows of every type varied enough that a wrong answer shows, and one builder per type. */
import type { PracticeEntry } from '../../main/central/account.ts'
import type { CityRow } from '../../main/central/log.ts'
import type { RowType, ScopeId } from '../../main/sync/protocol.ts'

export const CITY = '9901'
export const DISTRICTS = ['990101', '990102'] as const
export const STREETS = ['990101001', '990101002', '990102001'] as const
export const CLASSES = ['k0', 'k1', 'k2', 'k3'] as const
export const TEAMS = ['t0', 't1', 't2'] as const
/** Every scope that rows of this city can live in. */
export const SCOPES: readonly ScopeId[] = [`city:${CITY}`, ...DISTRICTS.map((id) => `ref:${id}`), ...STREETS.map((id) => `office:${id}`)]

export const SIM_ACCOUNTS: readonly PracticeEntry[] = [
  ...STREETS.map((home_area, i) => ({ account: `office-${i}`, name: `街道${i}`, role: 'office' as const, city: CITY, home_area })),
  ...DISTRICTS.map((home_area, i) => ({ account: `district-${i}`, name: `区县${i}`, role: 'district' as const, city: CITY, home_area })),
  { account: 'city', name: '全市', role: 'city', city: CITY, home_area: CITY },
  { account: 'wall', name: '大屏', role: 'wall', city: CITY, home_area: DISTRICTS[1] },
]

/**
 * A row of this id whose content is another for every `n` and the same for the same arguments. `place` is the street it lies
 * in (an area: its parent, '' for none; a worker count: its district; of no concern to classes, teams and indicators).
 */
export type SimBuilder = (id: string, place: string, n: number) => CityRow

const HOUR_MS = 3_600_000
/** A Sunday with a change of clocks in New York: every local hour of any zone occurs in the days after it. */
export const FIRST_REPORT_AT = Date.UTC(2026, 10, 1)
/** All reports, duties and handovers lie inside. */
export const PERIOD_DAYS = 12
const STATUSES = ['reported', 'filed', 'dispatched', 'handling', 'closed', 'rejected', 'merged', 'void', 'closed_forced', 'rework'] as const
const KINDS = ['compound', 'station', 'merchant', 'charging'] as const
const CAUSES = ['gate_refusal', 'no_parking', 'long_walk', 'lift_queue', 'hand_over_wait', 'unclear_address'] as const
const SECTORS = ['freight', 'ride_hailing', 'food_delivery', 'parcel', 'livestream', 'other'] as const
const ZONES = ['Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham'] as const
const made = { simulated: true, source: 'test' }

/** 32 well-mixed bits of a text: builders draw from it instead of from chance. */
function draw(...words: (string | number)[]): number {
  let bits = 0x811c9dc5
  for (const unit of words.join('\n')) bits = Math.imul(bits ^ unit.charCodeAt(0), 0x01000193)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
const pick = <T>(list: readonly T[], ...words: (string | number)[]): T => list[draw(...words) % list.length] as T

/** Streets lie side by side, each about two kilometres wide. */
function spot(street: string, id: string, n: number): { lng: number; lat: number } {
  const east = Math.max(0, STREETS.findIndex((known) => known === street))
  const shift = (axis: string): number => (draw(id, n, axis) % 2_000) / 100_000
  return { lng: Number((121.5 + east * 0.03 + shift('x')).toFixed(6)), lat: Number((29.9 + shift('y')).toFixed(6)) }
}

/** The milliseconds make the instant of every `n` its own. */
const instantOf = (id: string, n: number): string => new Date(FIRST_REPORT_AT + (draw(id, n, 'at') % (PERIOD_DAYS * 24 - 12)) * HOUR_MS + (n % HOUR_MS)).toISOString()
const dateOf = (day: number): string => new Date(FIRST_REPORT_AT + day * 24 * HOUR_MS).toISOString().slice(0, 10)

const inCity = (type: RowType, body: CityRow['body']): CityRow => ({ type, scope: `city:${CITY}`, city: CITY, body })
const inReference = (type: RowType, street: string, body: CityRow['body']): CityRow => ({ type, scope: `ref:${street.slice(0, 6)}`, city: CITY, body })

const LEVELS: Record<number, string> = { 4: 'city', 6: 'district', 9: 'street', 12: 'community' }

/** The level follows the length of the id. */
export const areaRow: SimBuilder = (id, parent, n) => {
  const level = LEVELS[id.length] ?? 'zone'
  const { lng, lat } = spot(id, id, n)
  const ring = [[lng, lat], [lng + 0.01, lat], [lng + 0.01, lat + 0.01], [lng, lat]]
  const common = { id, city: CITY, level, name: `名${id}·${n}`, ...(n % 2 === 0 ? { name_en: `Place ${n}` } : {}), ...(parent === '' ? {} : { parent }), ...made }
  if (level === 'city') return inCity('area', { ...common, time_zone: ZONES[n % ZONES.length], bounds: [121.4, 29.8, 121.7, 30] })
  if (level === 'community') return inCity('area', common)
  return inCity('area', { ...common, label: [lng, lat], ...(n % 5 === 4 ? {} : { boundary: { type: 'MultiPolygon', coordinates: [[ring]] }, boundary_simulated: n % 2 === 0 }) })
}

export const classRow: SimBuilder = (id, _place, n) => inCity('class', { id, city: CITY, name: `类别${n}`, ...(n % 2 === 0 ? { name_en: `Class ${n}` } : {}), group: `组${n % 3}`, order: draw(id, n) % 10, simulated: true })

export const departmentRow: SimBuilder = (id, _place, n) => inCity('department', { id, city: CITY, name: `部门${n}`, ...(n % 2 === 0 ? { area: DISTRICTS[n % DISTRICTS.length] } : {}), order: draw(id, n) % 10, simulated: true })

export const phraseRow: SimBuilder = (id, _place, n) =>
  inCity('phrase', { id, city: CITY, kind: n % 3 === 0 ? 'reply' : 'reason', ...(n % 3 === 1 ? { action: 'return' } : {}), text: `常用语${n}`, order: draw(id, n) % 10, simulated: true })

export const indicatorRow: SimBuilder = (id, _place, n) =>
  inCity('indicator', {
    id, city: CITY, policy: pick(['overview', 'entry', 'meals', 'charging'], id), name: `指标${id}`, value: n + 0.5, unit: '个', unit_en: 'places',
    qualifier: pick(['exact', 'over', 'about'], id, n), ...(n % 3 === 0 ? { part_of: 'i0' } : {}), order: draw(id, n) % 10, as_of: instantOf(id, n), ...made,
  })

export const workerRow: SimBuilder = (id, district, n) => inCity('worker', { id, city: CITY, area: district, sector: pick(SECTORS, id), verified: n, as_of: instantOf(id, n), ...made })

export const teamRow: SimBuilder = (id, _place, n) =>
  inCity('team', { id, city: CITY, name: `分队${id}·${n}`, rank: n % 4 === 0 ? 'general' : 'detachment', sector: pick(['general', ...SECTORS], id, n), ...made })

/** Weights are eighths: their sums are exact in any order. */
export const pointRow: SimBuilder = (id, street, n) =>
  inCity('point', { id, area: street, ...spot(street, id, n), reported_at: instantOf(id, n), class: pick(CLASSES, id, n, 'class'), status: pick(STATUSES, id, n, 'status'), weight: 0.5 + (draw(id, n, 'weight') % 16) / 8 })

export const siteRow: SimBuilder = (id, street, n) => {
  const kind = pick(KINDS, id, n)
  const base = { id, city: CITY, area: street, kind, name: `点位${n}`, ...spot(street, id, n), as_of: instantOf(id, n), ...made }
  if (kind === 'compound') return inReference('site', street, { ...base, access: pick(['ride_in', 'hand_over_at_gate', 'locker', 'shuttle'], n) })
  if (kind === 'station') return inReference('site', street, { ...base, hours: [{ weekday: 1 + (n % 7), from: 480, to: 1_560 }], services: ['饮水', '充电'].slice(n % 2) })
  if (kind === 'merchant') return inReference('site', street, { ...base, meal_deals: ['爱心餐'], free_lunch_quota: n })
  return inReference('site', street, { ...base, charger: n % 2 === 0 ? 'swap' : 'charge' })
}

/** Ids of the places that handovers speak of: two a street. */
export const placeOf = (street: string, n: number): string => `b-${street}-${n % 2}`

export const bottleneckRow: SimBuilder = (id, street, n) =>
  inReference('bottleneck', street, {
    id, city: CITY, area: street, kind: pick(['compound', 'mall', 'hospital', 'park'], id), name: `堵点${n}`, ...spot(street, id, n), severity: 1 + (draw(id, n) % 5),
    hours: [11, 12, 17 + (n % 3)], causes: [pick(CAUSES, id, n)], measures: n % 2 === 0 ? [{ kind: 'relay', from: dateOf(n % PERIOD_DAYS) }] : [], as_of: instantOf(id, n), ...made,
  })

/** Present for some hours of one of the days, near enough to cover some reports and too far from others. */
export const shiftRow: SimBuilder = (id, street, n) => {
  const startsAt = FIRST_REPORT_AT + (draw(id, n, 'at') % (PERIOD_DAYS * 24 - 48)) * HOUR_MS + (n % HOUR_MS)
  return inReference('shift', street, {
    id, city: CITY, team: pick(TEAMS, id, n), area: street, post: `岗位${n}`, ...spot(street, id, n % 3), reach_meters: 300 + 300 * (draw(id, n) % 5),
    starts_at: new Date(startsAt).toISOString(), ends_at: new Date(startsAt + (4 + (n % 30)) * HOUR_MS).toISOString(), headcount: 1 + (n % 7), simulated: true,
  })
}

/** One day or several, by the hour or without one, at one of two places of the street. */
export const handoverRow: SimBuilder = (id, street, n) => {
  const day = draw(id, n) % (PERIOD_DAYS - 3)
  const hours = n % 4 === 3 ? [[-1, 20 + (n % 9), 90 + n]] : [[11, 8 + (n % 5), 30 + n], [12, 4, 60 + (n % 50)], [18, 6 + (n % 3), 12 + (n % 40)]]
  const place = placeOf(street, draw(id, 'place'))
  return inReference('handover', street, { id, city: CITY, place, area: street, ...spot(street, place, 0), from: dateOf(day), to: dateOf(day + (n % 3)), hours, ...made })
}

/** Some carry what the central masks. */
export const caseRow: SimBuilder = (id, street, n) => ({
  type: 'case', scope: `office:${street}`, city: CITY,
  body: {
    id, city: CITY, area: street, number: `${id}-${n}`, class: pick(CLASSES, id, n, 'class'), status: pick(STATUSES, id, n, 'status'),
    text: n % 3 === 0 ? `第${n}件,电话13812345678` : `第${n}件,路灯不亮`, place: '桥头', ...spot(street, id, n), reported_at: instantOf(id, n), updated_at: instantOf(id, n + 1),
    urgent: n % 5 === 0, supervised: false, danger_to_life: false, photos: n % 4, ...(n % 2 === 0 ? { reporter: { name: '张三', phone: '13812345678' } } : {}), ...made,
  },
})

/** An act on a case that is not here: it goes nowhere with one. */
export const actRow: SimBuilder = (id, street, n) => ({
  type: 'act', scope: `office:${street}`, city: CITY,
  body: { id, city: CITY, case: `away-${n}`, kind: n % 2 === 0 ? 'note' : 'edit', text: n % 3 === 0 ? `已联系13812345678(${n})` : `已联系(${n})`, groups: [], by: 'office-0', by_name: '街道0', at: instantOf(id, n), simulated: true },
})

export const BUILDERS: Record<RowType, SimBuilder> = {
  area: areaRow, class: classRow, department: departmentRow, phrase: phraseRow, indicator: indicatorRow, worker: workerRow, team: teamRow, point: pointRow, site: siteRow, bottleneck: bottleneckRow,
  shift: shiftRow, handover: handoverRow, case: caseRow, act: actRow,
}

const per = <T>(places: readonly string[], count: number, make: (place: string, i: number) => T): T[] =>
  places.flatMap((place, p) => Array.from({ length: count }, (_, i) => make(place, p * count + i)))

/** About seventy rows. Numbers (`n`) below 100 are used here. */
export function simCity(): CityRow[] {
  return [
    areaRow(CITY, '', 0), ...DISTRICTS.map((id, n) => areaRow(id, CITY, n)), ...STREETS.map((id, n) => areaRow(id, id.slice(0, 6), n)), areaRow(`${STREETS[0]}001`, STREETS[0], 0),
    ...CLASSES.map((id, n) => classRow(id, '', n)), ...TEAMS.map((id, n) => teamRow(id, '', n)), departmentRow('d0', '', 0), phraseRow('p0', '', 0),
    ...per([CITY], 3, (_, n) => indicatorRow(`i${n}`, '', n)), ...per(DISTRICTS, 2, (district, n) => workerRow(`w-${n}`, district, n)),
    ...per(STREETS, 5, (street, n) => pointRow(`c-${n}`, street, n)), ...per(STREETS, 3, (street, n) => caseRow(`c-${n}`, street, n)),
    ...per(STREETS, 3, (street, n) => siteRow(`s-${n}`, street, n)), ...per(STREETS, 2, (street, n) => bottleneckRow(placeOf(street, n), street, n)),
    ...per(STREETS, 3, (street, n) => shiftRow(`d-${n}`, street, n)), ...per(STREETS, 3, (street, n) => handoverRow(`h-${n}`, street, n)),
  ]
}
