/** The packed columns always say what the rows say, whatever happened in between; a pack that cannot be trusted is not used. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { array, assert as assertProperty, boolean, constantFrom, nat, property, tuple } from 'fast-check'
import { REMOVED, statusOf } from '../../main/field/columns.ts'
import { createLocalClock } from '../../main/field/local-clock.ts'
import { openCache } from '../../main/store/cache.ts'
import { applyPage } from '../../main/store/inbox.ts'
import { keepGoodCopy } from '../../main/store/keeping.ts'
import { MIGRATIONS, migrate } from '../../main/store/migrations.ts'
import { openWritable, type ReadableDatabase, type WritableDatabase } from '../../main/store/open.ts'
import { packIfDue, readReports } from '../../main/store/point-pack.ts'
import { readPointRows, type Reports } from '../../main/store/point-rows.ts'
import { getField } from '../../main/store/queries/field.ts'
import { getOverview } from '../../main/store/queries/overview.ts'
import { forgetScope, resetScope, scopeOf } from '../../main/store/scopes.ts'
import { createWriterContext, type WriterContext } from '../../main/store/writer-context.ts'
import type { Filter } from '../../preload/contract/model.ts'
import { DAY, emptyCache, fillCity, NOW } from './queries/filled-cache.ts'
import { fillReference } from './queries/reference.ts'
import { CITY, emptyFolder, leave, openWriter, OWNER, pageOf, put, take } from './scene.ts'

const clock = createLocalClock('Asia/Shanghai')
const isPacked = (db: ReadableDatabase): boolean => db.prepare('SELECT 1 FROM point_pack').get() !== undefined
const changes = (db: ReadableDatabase): number => db.prepare('SELECT count(*) FROM point_change').pluck().get() as number

/** One text a report, in an order that does not depend on where it lies. */
function textsOf({ columns, classes, areas }: Reports): string[] {
  const rows = Array.from({ length: columns.size }, (_, n) => n).filter((n) => (columns.state[n]! & REMOVED) === 0)
  return rows.map((n) => [columns.keyHigh[n], columns.keyLow[n], columns.x[n], columns.y[n], columns.reportedAt[n], columns.weight[n], columns.hourOfWeek[n],
    statusOf(columns, n), classes.ids[columns.class[n]!], areas.ids[columns.area[n]!]].join(' ')).sort()
}

function assertSame(db: ReadableDatabase, note?: string): void {
  assert.deepEqual(textsOf(readReports(db, clock)), textsOf(readPointRows(db, clock)), note)
}

/** The pack is really what is read: it does not see what changed behind its back. */
function isUsed(db: WritableDatabase): boolean {
  if (!isPacked(db)) return false
  db.exec('BEGIN; DROP TRIGGER point_set; UPDATE point SET weight = weight + 7')
  const differs = textsOf(readReports(db, clock)).join() !== textsOf(readPointRows(db, clock)).join()
  db.exec('ROLLBACK')
  return differs
}

const textOf = (n: number, version: number): string =>
  JSON.stringify({
    id: `p${n}`, area: `99010100${n % 7}`, lng: 121 + ((n * 7 + version) % 100) / 100, lat: 29.9, reported_at: new Date(NOW - ((n * 37 + version) % 900) * 3_600_000).toISOString(),
    class: `k${version % 5}`, status: ['filed', 'closed', 'void'][version % 3], weight: 1 + (version % 4) / 4,
  })

/** What may happen to the points: n chooses among ids and versions. */
const STEPS: Record<string, (context: WriterContext, n: number) => void> = {
  page: (context, n) => change(context, Array.from({ length: 1 + (n % 9) }, (_, i) => (i % 3 === 2 ? 'leave' : 'put')), n),
  many: (context, n) => change(context, Array.from({ length: 90 }, () => 'put'), n),
  snapshot: (context, n) => {
    const cursor = scopeOf(context, CITY)?.cursor ?? 0
    if (n % 2 === 0) resetScope(context, { scope: CITY, repair: n % 4 === 0, error: null })
    take(context, CITY, Array.from({ length: n % 60 }, (_, i) => ({ id: `p${i * 2}`, ver: 1 + (n % 50), type: 'point', row: textOf(i * 2, n) })), cursor + 1)
  },
  copy: (context, n) => keepGoodCopy(context, { now: Date.now() + n * DAY }),
  pack: (context) => packIfDue(context.db, 0),
  forget: (context) => forgetScope(context, { scope: CITY }),
}

function change(context: WriterContext, ops: string[], n: number): void {
  const after = scopeOf(context, CITY)?.cursor
  if (after === null || after === undefined) return
  const of = (op: string, i: number): ReturnType<typeof put> => {
    const k = (n + i * 11) % 150
    return op === 'put' ? put(after + 1 + i, `p${k}`, after + i, textOf(k, n + i), 'point') : ({ ...leave(after + 1 + i, `p${k}`, after + i), type: 'point' } as ReturnType<typeof leave>)
  }
  const applied = applyPage(context, { page: pageOf(CITY, after, ops.map(of)), now: 3_000, lenient: false })
  assert.equal(applied.ok, true)
}

test('after any history of pages, snapshots and packs, pack and journal equal the rows', (t) => {
  let used = 0
  const step = tuple(constantFrom(...Object.keys(STEPS).filter((name) => name !== 'forget')), nat(5_000))
  assertProperty(property(array(step, { minLength: 2, maxLength: 14 }), boolean(), (steps, forgets) => {
    const context = openWriter(t)
    take(context, CITY, Array.from({ length: 40 }, (_, n) => ({ id: `p${n}`, ver: 1, type: 'point', row: textOf(n, 0) })), 5)
    for (const [name, n] of steps) {
      STEPS[name]?.(context, n)
      assertSame(context.db, name)
      if (isPacked(context.db) && changes(context.db) > 0) used += 1
    }
    if (forgets) STEPS['forget']?.(context, 0)
    assertSame(context.db)
    assert.equal(forgets && isPacked(context.db), false)
  }), { numRuns: 40 })
  assert.ok(used > 20, 'a pack with a journal was read')
})

function packed(reports = 2_000): WritableDatabase {
  const db = emptyCache()
  fillCity(db, reports)
  packIfDue(db)
  assert.equal(isUsed(db), true)
  return db
}

test('every statement that changes a point is noted, and a pack is made anew when many have changed', () => {
  const db = packed()
  db.exec("UPDATE point SET weight = 9 WHERE id = 'p1'; DELETE FROM point WHERE id = 'p2'; INSERT OR REPLACE INTO point SELECT * FROM point WHERE id = 'p3'; UPDATE point SET id = 'new' WHERE id = 'p4'")
  assert.deepEqual(db.prepare('SELECT id FROM point_change ORDER BY id').pluck().all(), ['new', 'p1', 'p2', 'p3', 'p4'])
  assertSame(db)
  packIfDue(db)
  assert.equal(changes(db), 5)
  db.exec('UPDATE point SET weight = weight + 1 WHERE rowid % 4 = 0')
  assertSame(db)
  packIfDue(db)
  assert.equal(changes(db), 0)
  assertSame(db)
})

const SPOILED: Record<string, string> = {
  'a flipped byte': "UPDATE point_column SET data = CAST(x'ff' || substr(data, 2) AS BLOB) WHERE name = 'weight'",
  'a short column': "UPDATE point_column SET data = substr(data, 9) WHERE name = 'x'",
  'a lost column': "DELETE FROM point_column WHERE name = 'hour'",
  'a foreign column': "INSERT INTO point_column VALUES ('other', 0, x'00')",
  'changed words': "UPDATE point_pack SET words = replace(words, 'safety', 'sanity')",
  'another count': 'UPDATE point_pack SET rows = rows - 1',
  'another format': "UPDATE point_pack SET format = '{}'",
  'another zone': "UPDATE point_pack SET zone = 'Europe/Paris'",
  'a journal that does not add up': "DROP TRIGGER point_drop; DELETE FROM point WHERE id < 'p2'; UPDATE point SET weight = 3 WHERE id = 'p3'",
}

for (const [name, sql] of Object.entries(SPOILED)) {
  test(`${name}: the rows are read instead`, () => {
    const db = packed(300)
    db.exec(sql)
    assertSame(db)
  })
}

const FILTERS: Filter[] = [{ area: null, drawn: null, from: NOW - 30 * DAY, to: NOW, classes: [], statuses: [], weekdays: [], hours: [] }, { area: '330205', drawn: null, from: NOW - 50 * DAY, to: NOW, classes: ['safety', 'rental'], statuses: ['filed', 'closed'], weekdays: [1, 5, 7], hours: [7, 8, 20] }]

test('answers of the field are the same, byte for byte, from the pack and from the rows', () => {
  const db = emptyCache()
  fillCity(db)
  fillReference(db)
  const answers = (): unknown[] => FILTERS.flatMap((filter) => [
    ...(['report', 'coverage', 'bottleneck'] as const).map((layer) => getField({ db }, { layer, filter, view: { west: 121.4, south: 29.7, east: 121.8, north: 30, zoom: 11 }, bandwidthMeters: 600 })),
    getOverview({ db }, { filter }),
  ])
  const before = answers()
  packIfDue(db)
  assert.equal(isUsed(db), true)
  assert.deepEqual(answers(), before)
})

test('a cache of the first version opens with its points, and is packed when the desk is idle', (t) => {
  const folder = emptyFolder(t)
  const old = openWritable(join(folder, 'cache.db'))
  migrate(old, MIGRATIONS.slice(0, 1))
  fillCity(old, 500)
  old.exec(`INSERT INTO meta VALUES ('owner', '${OWNER}')`)
  const before = textsOf(readPointRows(old, clock))
  old.close()
  const { db, path, recovered } = openCache(folder, OWNER, 1_000)
  t.after(() => db.close())
  assert.deepEqual([recovered, isPacked(db)], [null, false])
  assert.deepEqual(textsOf(readReports(db, clock)), before)
  keepGoodCopy(createWriterContext(db, folder, path, OWNER), { now: Date.now() })
  assert.equal(isUsed(db), true)
  assert.deepEqual(textsOf(readReports(db, clock)), before)
})

test('a pack that fails half way is as if it had not begun, and the page it came after stays', (t) => {
  const context = openWriter(t)
  take(context, CITY, Array.from({ length: 40 }, (_, n) => ({ id: `p${n}`, ver: 1, type: 'point', row: textOf(n, 0) })), 5)
  context.db.exec("CREATE TRIGGER full BEFORE INSERT ON point_column WHEN new.name = 'class' BEGIN SELECT raise(ABORT, 'full'); END")
  STEPS['many']?.(context, 3)
  assert.deepEqual([scopeOf(context, CITY)?.cursor, changes(context.db) > 64, isPacked(context.db)], [95, true, true])
  assertSame(context.db)
  context.db.exec('DROP TRIGGER full')
  packIfDue(context.db)
  assert.equal(changes(context.db), 0)
  assertSame(context.db)
})

test('a record deleted at the central is in no column after the next day’s copy', (t) => {
  const context = openWriter(t)
  take(context, CITY, Array.from({ length: 40 }, (_, n) => ({ id: `p${n}`, ver: 1, type: 'point', row: textOf(n, 0) })), 5)
  applyPage(context, { page: pageOf(CITY, 5, [{ ...leave(6, 'p3', 2), type: 'point' } as ReturnType<typeof leave>]), now: 3_000, lenient: false })
  assert.equal(context.db.prepare("SELECT rows FROM point_pack").pluck().get(), 40)
  keepGoodCopy(context, { now: Date.now() })
  assert.equal(context.db.prepare("SELECT rows FROM point_pack").pluck().get(), 39)
})
