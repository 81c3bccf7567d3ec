/** A reader that has columns in memory notices whatever a commit changes beside them, and never keeps half an update. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Filter } from '../../../preload/contract/model.ts'
import { followPoints } from '../../../main/store/queries/field-state.ts'
import { getOverview } from '../../../main/store/queries/overview.ts'
import { getBottlenecks } from '../../../main/store/queries/places.ts'
import type { ReaderContext } from '../../../main/store/reader-context.ts'
import { DAY, NOW, emptyCache, fillCity } from './filled-cache.ts'
import { fillReference } from './reference.ts'

const FILTER: Filter = { area: null, drawn: null, from: NOW - 60 * DAY, to: NOW + DAY, classes: [], statuses: [], weekdays: [], hours: [] }
/** What a central of the year 2026 adds to its versions. */
const HIGH = 7_900 * 2 ** 32

function filled(reports = 50): ReaderContext & { db: ReturnType<typeof emptyCache> } {
  const db = emptyCache()
  fillCity(db, reports)
  fillReference(db)
  for (const table of ['shift', 'handover']) db.exec(`UPDATE ${table} SET ver = ${HIGH} + rowid`)
  return { db }
}

test('a handover or a shift whose version rises by one is read again, however large versions are', () => {
  const { db } = filled()
  // Enough rows that the sum of their versions has no room for a one among its binary digits.
  for (const table of ['shift', 'handover']) {
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name).filter((name) => name !== 'id').join(', ')
    const copy = db.prepare(`INSERT INTO ${table} (id, ${columns}) SELECT id || '-copy-' || ?, ${columns} FROM ${table} WHERE id NOT LIKE '%-copy-%'`)
    for (let n = 0; n < 2_000 / (table === 'shift' ? 120 : 180); n++) copy.run(n)
  }
  const reader: ReaderContext = { db }
  const filter = { ...FILTER, from: NOW - 40 * DAY }
  const ask = (context: ReaderContext): unknown => [getBottlenecks(context, { filter }), getOverview(context, { filter })]
  for (const day of [3, 4, 5]) {
    assert.deepEqual(ask(reader), ask({ db }))
    db.exec(`UPDATE handover SET ver = ver + 1, body = json_set(body, '$.hours', json('[[11, 1000, 90000]]')) WHERE id = 'h2-${day}'`)
    assert.deepEqual(ask(reader), ask({ db }))
    db.exec(`UPDATE shift SET ver = ver + 1, reach_meters = 9000, starts_at = ${NOW - day * 4 * DAY}, ends_at = ${NOW - day * 3 * DAY} WHERE id = 'w${day}'`)
  }
  assert.deepEqual(ask(reader), ask({ db }))
})

test('an update of the columns that breaks off is made good by reading all again', () => {
  const { db } = filled()
  let breaks = false
  const fragile = new Proxy(db, {
    get(target, name) {
      if (breaks && name === 'prepare') return (text: string) => {
        if (/FROM point WHERE id/.test(text)) throw new Error('the disk said no')
        return target.prepare(text)
      }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  const reader: ReaderContext = { db: fragile }
  const before = getOverview(reader, { filter: FILTER }).reports.value
  followPoints(reader, 'reload')
  assert.equal(getOverview(reader, { filter: FILTER }).reports.value, before)
  breaks = true
  assert.throws(() => followPoints(reader, { ids: ['p0', 'p1'] }), /the disk said no/)
  breaks = false
  // Another period: the answer to the first one may still be remembered.
  assert.equal(getOverview(reader, { filter: { ...FILTER, to: FILTER.to + 1 } }).reports.value, before)
})
