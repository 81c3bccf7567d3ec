/** The case that a create op asks for. */
import type { z } from 'zod'
import type { CreateIntent } from '../../preload/contract/edit-schema.ts'
import type { Case } from './case-change.ts'

/** From the op's own id, so that a case made again after a restore keeps the number that somebody was told. */
const numberOf = (id: string): string => `L-${id.replaceAll('-', '').slice(0, 12).toUpperCase()}`

export function madeCase({ id, set }: z.infer<typeof CreateIntent>, city: string, at: string, simulated: boolean): Case {
  const { area, class: kind, text, place, lng, lat, urgent, danger_to_life, reporter } = set
  return {
    id, city, area, number: numberOf(id), class: kind, status: 'reported', text, place, lng, lat, original: { crs: 'wgs84', x: lng, y: lat }, reported_at: at, updated_at: at,
    // A danger to life is always urgent.
    urgent: urgent || danger_to_life, supervised: false, danger_to_life, ...(reporter === undefined ? {} : { reporter }), photos: 0, simulated,
    source: simulated ? '模拟数据(演练登记)' : '电话登记',
  }
}
