/** Sites, bottlenecks, handovers and shifts for the test city's one held district. */
import { putRow, seeded, DAY, NOW } from './filled-cache.ts'
import type { WritableDatabase } from '../../../main/store/open.ts'
import type { Row } from '../../../main/sync/protocol.ts'

const COMMON = { city: '3302', simulated: true, source: 'test' }
const AS_OF = new Date(NOW).toISOString()
export const PLACES = 6
export const SITES = 900

/** The local date of the day that begins `days` after 2026-06-01 in Shanghai. */
export const dateOf = (days: number): string => new Date(Date.parse('2026-06-01T00:00:00Z') + days * DAY).toISOString().slice(0, 10)

export function fillReference(db: WritableDatabase): void {
  const random = seeded(5)
  const street = (): string => `33020500${1 + Math.floor(random() * 2)}`
  const ref = 'ref:330205'
  db.transaction(() => {
    for (let n = 0; n < SITES; n++) {
      const base = { ...COMMON, id: `s${n}`, area: street(), name: `点${n}`, lng: 121.5 + 0.1 * random(), lat: 29.83 + 0.06 * random(), as_of: AS_OF }
      const kinds: Row<'site'>[] = [
        { ...base, kind: 'compound', access: 'locker' }, { ...base, kind: 'station', hours: [{ weekday: 1, from: 480, to: 1500 }], services: ['热水'] },
        { ...base, kind: 'merchant', free_lunch_quota: 30 }, { ...base, kind: 'charging', charger: n % 3 === 0 ? 'swap' : 'charge' },
      ]
      putRow(db, ref, 'site', kinds[n % 4]!)
    }
    for (let n = 0; n < PLACES; n++) {
      const place = { ...COMMON, area: `33020500${1 + (n % 2)}`, lng: 121.5 + 0.01 * n, lat: 29.85 + 0.004 * n }
      putRow(db, ref, 'bottleneck', { ...place, id: `b${n}`, kind: 'mall', name: `堵点${n}`, severity: 3, hours: [11, 12, 17], causes: ['long_walk'], measures: [{ kind: 'relay', from: '2026-05-01' }], as_of: AS_OF })
      for (let day = 0; day < 30; day++) {
        const hours = [11, 12, 18].map((hour) => [hour, 20 + Math.floor(random() * 30), 0] as [number, number, number])
        for (const entry of hours) entry[2] = Math.round(entry[1] * (2 + n + 2 * random()) * 10) / 10
        putRow(db, ref, 'handover', { ...place, id: `h${n}-${day}`, place: `b${n}`, from: dateOf(day), to: dateOf(day), hours })
      }
    }
    for (let n = 0; n < 120; n++) {
      const starts = NOW - 60 * DAY * random()
      putRow(db, ref, 'shift', {
        ...COMMON, id: `w${n}`, team: 't1', area: street(), post: `岗${n % 8}`, lng: 121.5 + 0.01 * (n % 8), lat: 29.85 + 0.003 * (n % 8), reach_meters: 900,
        starts_at: new Date(starts).toISOString(), ends_at: new Date(starts + DAY * random()).toISOString(), headcount: 2,
      })
    }
    putRow(db, 'city:3302', 'team', { id: 't1', city: '3302', name: '分队一', rank: 'detachment', sector: 'parcel', simulated: true, source: 'test' })
  })()
}
