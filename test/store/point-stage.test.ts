/** A snapshot's points become the table itself or are merged into it; either way the rows are those the rules name, and nothing half done is seen. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { array, assert as assertProperty, constantFrom, nat, property, record } from 'fast-check'
import { createLocalClock } from '../../main/field/local-clock.ts'
import { openCache } from '../../main/store/cache.ts'
import { inspectCache } from '../../main/store/check.ts'
import { applyPage } from '../../main/store/inbox.ts'
import { expectedFingerprint } from '../../main/store/migrations.ts'
import { openReadable, type ReadableDatabase } from '../../main/store/open.ts'
import { readReports } from '../../main/store/point-pack.ts'
import { readPointRows } from '../../main/store/point-rows.ts'
import { discardSnapshot, openSnapshot, stagePart, swapSnapshot } from '../../main/store/staging.ts'
import { grantScopes, listScopes, resetScope, scopeOf } from '../../main/store/scopes.ts'
import { fingerprint } from '../../main/store/steps.ts'
import { createWriterContext, type WriterContext } from '../../main/store/writer-context.ts'
import { CITY, emptyFolder, EPOCH, openWriter, OWNER, pageOf, put, snapshotOf, take, type Line } from './scene.ts'

const OTHER = 'city:9902'
const EPOCHS = [EPOCH, '7f0e3c1a-3d0b-4c57-9f6e-0a3f3b1d9c11']
const clock = createLocalClock('UTC')
const bodyOf = (id: string, mark: number): string =>
  JSON.stringify({ id, area: `a${mark % 3}`, lng: 121 + mark / 100, lat: 29.9, reported_at: new Date(1.78e12 + mark * 3_600_000).toISOString(), class: `k${mark % 2}`, status: 'filed', weight: 1 })
const lineOf = (id: string, ver: number, mark: number): Line => ({ id, ver, type: 'point', row: bodyOf(id, mark) })
const manyLines = (n: number): Line[] => Array.from({ length: n }, (_, i) => lineOf(`p${String(i).padStart(4, '0')}`, 1, i % 90))

type Held = Record<string, { scope: string; ver: number; body: string }>
const heldIn = (db: ReadableDatabase): Held =>
  Object.fromEntries((db.prepare('SELECT id, scope, ver, body FROM point ORDER BY id').all() as ({ id: string } & Held[string])[]).map(({ id, ...row }) => [id, row]))
const count = (db: ReadableDatabase, table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

function assertTidy(context: WriterContext): void {
  assert.equal(fingerprint(context.db), expectedFingerprint())
  assert.deepEqual(['stage_point', 'stage_row', 'stage_part'].map((table) => count(context.db, table)), [0, 0, 0])
  const [packed, rows] = [readReports(context.db, clock), readPointRows(context.db, clock)]
  assert.equal(packed.columns.size - packed.columns.removed, rows.columns.size)
}

/** The rules in words of their own: ghosts go; a staged row takes a held one's place unless that is newer and may be compared. */
function swapByRule(held: Held, scope: string, lines: Line[], may: { compare(of: string): boolean; repair: boolean }): Held {
  const ids = new Set(lines.map((line) => line.id))
  const rows: Held = Object.fromEntries(Object.entries(held).filter(([id, row]) => row.scope !== scope || ids.has(id)))
  for (const { id, ver, row = '' } of lines) {
    const there = rows[id]
    if (!there || ver >= there.ver || !may.compare(there.scope) || (may.repair && there.scope === scope)) rows[id] = { scope, ver, body: row }
  }
  return rows
}

function openTwoCities(t: TestContext, folder = emptyFolder(t)): WriterContext {
  const context = openWriter(t, folder)
  grantScopes(context, { scopes: [{ id: CITY, name: 'city' }, { id: OTHER, name: 'other' }] })
  return context
}

const anyLine = record({ id: nat(30), ver: nat(4), mark: nat(60) })
const act = record({ what: constantFrom('take', 'page', 'repair', 'renew', 'begin'), n: nat(11), lines: array(anyLine, { maxLength: 40 }) })

test('whatever was held, a swap leaves what the rules name, and the schema as it was', (t) => {
  const seen = { replaced: 0, merged: 0 }
  assertProperty(property(array(act, { minLength: 1, maxLength: 9 }), (acts) => {
    const context = openTwoCities(t)
    for (const { what, n, lines } of acts) {
      const scope = n % 4 === 3 ? OTHER : CITY
      const known = scopeOf(context, scope)
      const some = lines.map(({ id, ver, mark }) => lineOf(`p${id}`, ver + 1, mark))
      if (what === 'repair' || what === 'renew') resetScope(context, { scope, repair: what === 'repair', error: null })
      else if (what === 'page' && known?.cursor !== null && known) {
        applyPage(context, { page: pageOf(scope, known.cursor, some.map((line, i) => put(Number(known.cursor) + 1 + i, line.id, line.ver, line.row, 'point')), { epoch: known.epoch ?? '' }), now: 1, lenient: false })
      } else if (what === 'begin') begin(context, scope, some, n)
      else {
        const epoch = EPOCHS[n % 2]!
        const may = { compare: (of: string) => scopeOf(context, of)?.epoch === epoch, repair: known?.repair === 1 }
        const expected = swapByRule(heldIn(context.db), scope, some, may)
        const before = context.db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'point'").pluck().get()
        takeInParts(context, scope, some, { epoch, perPart: 1 + n })
        assert.deepEqual(heldIn(context.db), sortedById(expected))
        if (before === context.db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'point'").pluck().get()) seen.merged += 1
        else seen.replaced += 1
      }
    }
    for (const { id } of listScopes(context, null)) discardSnapshot(context, { scope: id })
    assertTidy(context)
  }), { numRuns: 60 })
  assert.ok(seen.replaced > 10 && seen.merged > 10, JSON.stringify(seen))
})

const sortedById = (held: Held): Held => Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Stages the first part only: another scope's points may hold the stage meanwhile. */
function begin(context: WriterContext, scope: string, lines: Line[], n: number): void {
  const { snapshot, bytes } = snapshotOf(scope, lines, 5, { perPart: 1 + n })
  openSnapshot(context, { snapshot })
  if (bytes[0]) assert.deepEqual(stagePart(context, { scope, snapshotId: snapshot.id, n: 0, bytes: bytes[0] }), { ok: true })
}

function takeInParts(context: WriterContext, scope: string, lines: Line[], options: { epoch: string; perPart: number }): void {
  const { snapshot, bytes } = snapshotOf(scope, lines, (scopeOf(context, scope)?.cursor ?? 0) + 1, options)
  openSnapshot(context, { snapshot })
  for (const [n, part] of bytes.entries()) assert.deepEqual(stagePart(context, { scope, snapshotId: snapshot.id, n, bytes: part }), { ok: true })
  assert.equal(swapSnapshot(context, { scope, snapshotId: snapshot.id, now: 1 }).ok, true)
}

/** Parts of a first snapshot, all staged but for the last `left`. */
function stageMost(context: WriterContext, lines: Line[], left: number): { id: string; rest(): void } {
  const { snapshot, bytes } = snapshotOf(CITY, lines, 7, { perPart: 100 })
  const { staged } = openSnapshot(context, { snapshot })
  const stage = (n: number): void => assert.deepEqual(stagePart(context, { scope: CITY, snapshotId: snapshot.id, n, bytes: bytes[n]!.slice() }), { ok: true })
  for (let n = 0; n < bytes.length - left; n++) if (!staged.includes(n)) stage(n)
  return { id: snapshot.id, rest: () => bytes.forEach((_, n) => n >= bytes.length - left && stage(n)) }
}

test('a first snapshot is packed by the swap itself', (t) => {
  const context = openWriter(t)
  const { id } = stageMost(context, manyLines(450), 0)
  context.db.exec("CREATE TEMP TRIGGER late BEFORE INSERT ON main.point_pack WHEN (SELECT cursor FROM scope WHERE id = 'city:9901') IS NOT NULL BEGIN SELECT raise(ABORT, 'after the swap'); END")
  assert.deepEqual(swapSnapshot(context, { scope: CITY, snapshotId: id, now: 1 }), { ok: true, cursor: 7, rows: 450, types: ['point'] })
  assert.equal(context.db.prepare('SELECT rows FROM point_pack').pluck().get(), 450)
  assert.deepEqual(readReports(context.db, clock).columns.x, readPointRows(context.db, clock).columns.x)
  assertTidy(context)
})

test('a reader sees the old points until the swap and the new ones after it, with the same statement', (t) => {
  const context = openWriter(t)
  take(context, CITY, manyLines(20), 5)
  const reader = openReadable(context.path)
  t.after(() => reader.close())
  const counted = reader.prepare('SELECT count(*) FROM point').pluck()
  resetScope(context, { scope: CITY, repair: true, error: null })
  const { id } = stageMost(context, manyLines(350), 0)
  assert.equal(counted.get(), 20)
  swapSnapshot(context, { scope: CITY, snapshotId: id, now: 1 })
  assert.equal(counted.get(), 350)
  const plan = reader.prepare('EXPLAIN QUERY PLAN SELECT max(reported_at) FROM point').all() as { detail: string }[]
  assert.match(plan[0]?.detail ?? '', /point_reported_at/)
})

const STEPS: Record<string, string> = {
  'while the pack is written': "CREATE TEMP TRIGGER stop BEFORE INSERT ON main.point_column WHEN new.name = 'class' BEGIN SELECT raise(ABORT, 'stop'); END",
  'while the scope is noted': "CREATE TEMP TRIGGER stop BEFORE UPDATE OF cursor ON main.scope BEGIN SELECT raise(ABORT, 'stop'); END",
}
for (const [name, trigger] of Object.entries(STEPS)) {
  test(`a swap that fails ${name} has changed nothing, and succeeds when asked again`, (t) => {
    const context = openWriter(t)
    take(context, CITY, manyLines(20), 5)
    resetScope(context, { scope: CITY, repair: true, error: null })
    const { id } = stageMost(context, manyLines(350), 0)
    const before = heldIn(context.db)
    context.db.exec(trigger)
    assert.throws(() => swapSnapshot(context, { scope: CITY, snapshotId: id, now: 1 }), /stop/)
    assert.deepEqual([heldIn(context.db), count(context.db, 'stage_point'), scopeOf(context, CITY)?.cursor], [before, 350, 5])
    assert.equal(readReports(context.db, clock).columns.size, 20)
    context.db.exec('DROP TRIGGER temp.stop')
    assert.equal(swapSnapshot(context, { scope: CITY, snapshotId: id, now: 1 }).ok, true)
    assert.equal(Object.keys(heldIn(context.db)).length, 350)
    assertTidy(context)
  })
}

test('a snapshot goes on where a program that died has left it', (t) => {
  const folder = emptyFolder(t)
  const first = openTwoCities(t, folder)
  const lines = manyLines(450)
  const { snapshot, bytes } = snapshotOf(CITY, lines, 7, { perPart: 100 })
  openSnapshot(first, { snapshot })
  for (const n of [0, 1, 2]) stagePart(first, { scope: CITY, snapshotId: snapshot.id, n, bytes: bytes[n]! })
  first.db.close()
  assert.deepEqual(inspectCache(first.path, OWNER), { kind: 'good' })
  const { db, path } = openCache(folder, OWNER, 2_000)
  t.after(() => db.close())
  const second = createWriterContext(db, folder, path, OWNER)
  assert.deepEqual(openSnapshot(second, { snapshot }), { staged: [0, 1, 2] })
  for (const n of [3, 4]) stagePart(second, { scope: CITY, snapshotId: snapshot.id, n, bytes: bytes[n]! })
  swapSnapshot(second, { scope: CITY, snapshotId: snapshot.id, now: 1 })
  assert.equal(Object.keys(heldIn(db)).length, 450)
  assert.equal(db.prepare('SELECT rows FROM point_pack').pluck().get(), 450)
  assertTidy(second)
})

test('a snapshot discarded and begun again is counted once', (t) => {
  const context = openWriter(t)
  const { snapshot, bytes } = snapshotOf(CITY, manyLines(300), 7, { perPart: 100 })
  for (const parts of [[0, 1], [0, 1, 2]]) {
    openSnapshot(context, { snapshot })
    for (const n of parts) stagePart(context, { scope: CITY, snapshotId: snapshot.id, n, bytes: bytes[n]! })
    if (parts.length === 2) discardSnapshot(context, { scope: CITY })
  }
  swapSnapshot(context, { scope: CITY, snapshotId: snapshot.id, now: 1 })
  assert.equal(context.db.prepare('SELECT rows FROM point_pack').pluck().get(), 300)
  assertTidy(context)
})

test('a point held in a newer version than the snapshot’s stays', (t) => {
  const context = openWriter(t)
  take(context, CITY, [lineOf('p1', 5, 1), lineOf('p2', 1, 2)], 7)
  take(context, CITY, [lineOf('p1', 3, 8), lineOf('p2', 2, 9)], 8)
  assert.deepEqual(Object.values(heldIn(context.db)).map((row) => row.ver), [5, 2])
  assertTidy(context)
})

test('points that began to wait among the other rows go on doing so, and are no ghosts', (t) => {
  const context = openTwoCities(t)
  take(context, OTHER, [lineOf('p1', 9, 1)], 7)
  begin(context, CITY, [lineOf('q1', 1, 1)], 0)
  const { snapshot, bytes } = snapshotOf(OTHER, [lineOf('p1', 2, 5), lineOf('p2', 1, 6)], 8, { perPart: 1 })
  openSnapshot(context, { snapshot })
  stagePart(context, { scope: OTHER, snapshotId: snapshot.id, n: 0, bytes: bytes[0]! })
  discardSnapshot(context, { scope: CITY })
  stagePart(context, { scope: OTHER, snapshotId: snapshot.id, n: 1, bytes: bytes[1]! })
  swapSnapshot(context, { scope: OTHER, snapshotId: snapshot.id, now: 1 })
  assert.deepEqual(Object.entries(heldIn(context.db)).map(([id, row]) => [id, row.ver]), [['p1', 9], ['p2', 1]])
  assertTidy(context)
})
