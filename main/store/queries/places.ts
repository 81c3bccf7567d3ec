/** Answers 'places.bottlenecks' and 'places.onDuty'. */
import type { Input } from '../../../preload/contract/api.ts'
import type { BottleneckPlace, DutyPost } from '../../../preload/contract/model.ts'
import { placesWithin, sumHours } from '../../field/lost-hours.ts'
import type { ReaderContext } from '../reader-context.ts'
import { INSIDE } from './areas.ts'
import { fieldState, hourMask } from './field-state.ts'
import { onGround } from './on-ground.ts'
import { heldPart, periodHours, spanOf } from './picks.ts'

type Placed = Omit<BottleneckPlace, 'orders' | 'lostHoursPerDay'>

/** Bottleneck places of the area and the drawn ground, the costliest first and the unknown last. */
export function getBottlenecks(context: ReaderContext, { filter: asked }: Input<'places.bottlenecks'>): BottleneckPlace[] {
  const { db } = context
  const state = fieldState(context)
  const { places, handovers } = state.handovers
  const { filter, span, days } = heldPart(state, 'bottleneck', null, asked)
  const hours = periodHours(state, filter)
  const mask = hourMask(filter.hours)
  const lost = sumHours(hours.lostHours, places.ids.length, mask)
  const orders = sumHours(hours.orders, places.ids.length, mask)
  const known = span === null ? null : placesWithin(handovers, places.ids.length, spanOf(state, filter))
  const select = 'SELECT id, name, kind, lng, lat, area, severity FROM bottleneck'
  const rows = (filter.area === null ? db.prepare(select).all() : db.prepare(`${INSIDE} ${select} WHERE area IN (SELECT id FROM inside)`).all(filter.area)) as Placed[]
  const isOn = onGround(filter.drawn)
  return rows
    .filter(({ lng, lat }) => isOn(lng, lat))
    .map((row) => {
      const place = places.index.get(row.id)
      // Rows over several days can leave fractions of an order in the period.
      return place === undefined || known?.[place] !== 1 ? { ...row, orders: null, lostHoursPerDay: null } : { ...row, orders: Math.round(orders[place]!), lostHoursPerDay: lost[place]! / days }
    })
    .sort((a, b) => (b.lostHoursPerDay ?? -1) - (a.lostHoursPerDay ?? -1) || b.severity - a.severity || (a.id < b.id ? -1 : 1))
}

/** Shifts running at an instant. */
export function getOnDuty({ db }: ReaderContext, { area, drawn, at }: Input<'places.onDuty'>): DutyPost[] {
  const select = `SELECT shift.id, coalesce(team.name, shift.team) AS team, shift.body ->> '$.post' AS post, lng, lat, reach_meters AS reachMeters,
    starts_at AS startsAt, ends_at AS endsAt, headcount FROM shift LEFT JOIN team ON team.id = shift.team WHERE starts_at <= ? AND ends_at > ?`
  const order = 'ORDER BY shift.id'
  const posts = (area === null ? db.prepare(`${select} ${order}`).all(at, at) : db.prepare(`${INSIDE} ${select} AND shift.area IN (SELECT id FROM inside) ${order}`).all(area, at, at)) as DutyPost[]
  const isOn = onGround(drawn)
  return posts.filter(({ lng, lat }) => isOn(lng, lat))
}
