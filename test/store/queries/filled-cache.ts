/** A migrated cache in memory, filled by hand with the rows a test needs. */
import { hash } from 'node:crypto'
import { ENTITIES, type Entity } from '../../../main/store/entities.ts'
import { migrate } from '../../../main/store/migrations.ts'
import { openWritable, type WritableDatabase } from '../../../main/store/open.ts'
import type { Row, RowType } from '../../../main/sync/protocol.ts'

export const NOW = Date.parse('2026-06-30T16:00:00Z')
export const DAY = 86_400_000

export function emptyCache(): WritableDatabase {
  const db = openWritable(':memory:')
  migrate(db)
  return db
}

/** A pulled scope, confirmed at `okAt`. */
export function putScope(db: WritableDatabase, id: string, okAt: number | null = NOW): void {
  db.prepare('INSERT INTO scope (id, kind, name, position, state, epoch, cursor, ok_at) VALUES (?, ?, ?, 0, ?, ?, 1, ?)').run(id, id.split(':')[0], id, 'live', 'e', okAt)
}

export function putRow<T extends RowType>(db: WritableDatabase, scope: string, type: T, row: Row<T>): void {
  const entity = ENTITIES[type] as unknown as Entity<T>
  const names = ['id', 'scope', 'ver', 'h', 'body', ...Object.keys(entity.columns)]
  const body = JSON.stringify(row)
  db.prepare(`INSERT OR REPLACE INTO "${type}" (${names.map((n) => `"${n}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(row.id, scope, 1, hash('sha256', body, 'buffer').subarray(0, 16), body, ...entity.cells(row))
}

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SOURCE = { simulated: true, source: 'test' }
const STATUSES = ['reported', 'handling', 'closed', 'merged', 'rejected'] as const

/**
 * A city of two districts with two streets each; 330205 is held, 330212 is not. `reports` points over 60 days, clustered around
 * the streets' middles, in three classes.
 */
export function fillCity(db: WritableDatabase, reports = 3_000): void {
  putScope(db, 'city:3302')
  putScope(db, 'ref:330205', NOW - 60_000)
  const area = (id: string, level: Row<'area'>['level'], parent?: string): void =>
    putRow(db, 'city:3302', 'area', {
      id, city: '3302', level, name: `名${id}`, ...(parent === undefined ? { time_zone: 'Asia/Shanghai', bounds: [120.9, 28.8, 122.2, 30.5] as [number, number, number, number] } : { parent }), ...SOURCE,
    })
  area('3302', 'city')
  for (const district of ['330205', '330212']) {
    area(district, 'district', '3302')
    for (const street of [`${district}001`, `${district}002`]) area(street, 'street', district)
  }
  for (const [order, id] of ['sanitation', 'safety', 'rental'].entries()) putRow(db, 'city:3302', 'class', { id, city: '3302', name: `类${id}`, order, simulated: true })
  const random = seeded(7)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  db.transaction(() => {
    for (let n = 0; n < reports; n++) {
      const street = Math.floor(random() * 4)
      putRow(db, 'city:3302', 'point', {
        id: `p${n}`, area: `${street < 2 ? '330205' : '330212'}00${1 + (street % 2)}`,
        lng: 121.5 + 0.04 * street + 0.008 * normal(), lat: 29.85 + 0.02 * (street % 2) + 0.006 * normal(),
        reported_at: new Date(NOW - 60 * DAY * random()).toISOString(), class: ['sanitation', 'safety', 'rental'][Math.floor(random() ** 2 * 3)]!,
        status: STATUSES[Math.floor(random() * STATUSES.length)]!, weight: random() < 0.1 ? 2.5 : 1,
      })
    }
  })()
}
