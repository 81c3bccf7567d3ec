/** A damaged cache shows the last good picture or says why not; a file from the future and a second owner are refused. */
import assert from 'node:assert/strict'
import { closeSync, ftruncateSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openCache } from '../../main/store/cache.ts'
import { checkRuntime, checkSqlite, loadSqlite } from '../../main/store/guard.ts'
import { keepGoodCopy } from '../../main/store/keeping.ts'
import { ownProfile } from '../../main/store/lock.ts'
import { APPLICATION_ID, openReadable, type WritableDatabase } from '../../main/store/open.ts'
import { createWriterContext } from '../../main/store/writer-context.ts'
import { grantScopes } from '../../main/store/scopes.ts'
import { A, emptyFolder, idsOf, OWNER, take } from './scene.ts'

/** A closed cache of many rows, with or without its good copy. */
function fill(t: TestContext, copy: boolean): string {
  const folder = emptyFolder(t)
  const { db, path } = openCache(folder, OWNER, 1_000)
  const context = createWriterContext(db, folder, path, OWNER)
  grantScopes(context, { scopes: [{ id: A, name: 'a' }] })
  take(context, A, Array.from({ length: 400 }, (_, i) => ({ id: `c${i}`, ver: 1 })), 7)
  if (copy) assert.deepEqual(keepGoodCopy(context, { now: Date.now() }), { kept: true })
  db.close()
  return folder
}

function overwrite(path: string, at: number, text: string): void {
  const file = openSync(path, 'r+')
  writeSync(file, text, at)
  closeSync(file)
}

const DAMAGES: Record<string, (path: string) => void> = {
  'zero bytes': (path) => writeFileSync(path, ''),
  'another database': (path) => {
    writeFileSync(path, '')
    const db = new (loadSqlite())(path)
    db.exec('CREATE TABLE other (x)')
    db.close()
  },
  'a cut tail': (path) => {
    const file = openSync(path, 'r+')
    ftruncateSync(file, Math.floor(statSync(path).size / 2))
    closeSync(file)
  },
  'a flipped header': (path) => overwrite(path, 0, 'ZZLite'),
  'garbage in the middle': (path) => overwrite(path, 4096 * 3, 'garbage '.repeat(2_000)),
}

for (const [name, damage] of Object.entries(DAMAGES)) {
  for (const copy of [true, false]) {
    test(`${name}: ${copy ? 'the last good copy is shown' : 'it starts empty and says so'}`, (t) => {
      const folder = fill(t, copy)
      damage(join(folder, 'cache.db'))
      const { db, path, recovered } = openCache(folder, OWNER, 5_000)
      t.after(() => db.close())
      assert.equal(recovered?.shown, copy ? 'good-copy' : 'nothing')
      const context = createWriterContext(db, folder, path, OWNER)
      assert.equal(idsOf(context, A).length, copy ? 400 : 0)
      assert.deepEqual(readdirSync(join(folder, 'quarantine')), ['5000'])
      assert.equal(copy ? db.prepare('SELECT state FROM scope').pluck().get() : 'stale', 'stale')
    })
  }
}

test('quarantine keeps the two newest', (t) => {
  const folder = fill(t, false)
  for (const now of [10, 20, 30]) openCache(folder, OWNER, now, true).db.close()
  assert.deepEqual(readdirSync(join(folder, 'quarantine')).sort(), ['20', '30'])
})

test('a sound cache is opened as it is, another user’s is not', (t) => {
  const folder = fill(t, false)
  const own = openCache(folder, OWNER, 2_000)
  own.db.close()
  const other = openCache(folder, 'someone else', 3_000)
  t.after(() => other.db.close())
  assert.deepEqual([own.recovered, /another user/.test(other.recovered?.why ?? '')], [null, true])
})

test('a file from the future is refused untouched', (t) => {
  const folder = fill(t, false)
  const path = join(folder, 'cache.db')
  const db = new (loadSqlite())(path)
  db.pragma('user_version = 99')
  db.close()
  assert.throws(() => openCache(folder, OWNER, 2_000), { code: 'future' })
  assert.equal(statSync(join(folder, 'quarantine'), { throwIfNoEntry: false }), undefined)
})

const read = (handle: Pick<WritableDatabase, 'pragma'>, names: string[]): unknown[] => names.map((name) => handle.pragma(name, { simple: true }))

test('the pragmas hold on every open', (t) => {
  const folder = fill(t, false)
  const { db, path } = openCache(folder, OWNER, 2_000)
  t.after(() => db.close())
  assert.deepEqual(read(db, ['journal_mode', 'synchronous', 'busy_timeout', 'trusted_schema', 'cell_size_check', 'secure_delete', 'temp_store', 'journal_size_limit', 'application_id']),
    ['wal', 1, 5_000, 0, 1, 1, 2, 67_108_864, APPLICATION_ID])
  const reader = openReadable(path)
  t.after(() => reader.close())
  assert.deepEqual(read(reader as unknown as WritableDatabase, ['query_only', 'busy_timeout', 'trusted_schema', 'cell_size_check']), [1, 5_000, 0, 1])
  assert.throws(() => reader.prepare('DELETE FROM meta').run())
})

test('a profile has one owner at a time', (t) => {
  const folder = emptyFolder(t)
  const first = ownProfile(folder)
  assert.throws(() => ownProfile(folder), { code: 'owned' })
  first.release()
  ownProfile(folder).release()
})

test('an old runtime and an old SQLite are refused before anything is opened', () => {
  assert.throws(() => checkRuntime('9'), { code: 'runtime' })
  assert.throws(() => checkRuntime(undefined), { code: 'runtime' })
  checkRuntime('10')
  assert.throws(() => checkSqlite('3.51.2'), { code: 'runtime' })
  checkSqlite('3.51.3')
  checkSqlite('3.54.1')
})
