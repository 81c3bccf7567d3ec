/** I5: after kill -9 at any moment of a sync, the rows are exactly those of the cursor, and the next start goes on from there. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { commit } from '../../main/central/log.ts'
import { inspectCache } from '../../main/store/check.ts'
import { loadSqlite } from '../../main/store/guard.ts'
import { ownerKey, profileFolder } from '../../main/store/profile.ts'
import { join } from 'node:path'
import { caseRow, pointRow, STREETS } from '../central/small-city.ts'
import { emptyBase, isEqual, openDesk, startWorld } from './desk.ts'

const KILLS = 4
const world = await startWorld(1_500)
const { central, proxy } = world

test('a desk killed again and again holds exactly its cursors’ rows, and finishes', async (t) => {
  const base = emptyBase(t)
  const owner = { central: proxy.address, sub: 'district' }
  const path = join(profileFolder(base, owner), 'cache.db')
  const entry = fileURLToPath(new URL('killed-desk.ts', import.meta.url))
  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(process.execPath, [entry, JSON.stringify({ central: proxy.address, token: world.tokens.district, sub: 'district', base })], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    const asked = proxy.asked.length
    const enough = 2 + kill * 3
    const id = `k-${kill}`
    await central.sql.transaction((tx) => commit(tx, [{ op: 'put', row: caseRow(id, STREETS[0]) }, { op: 'put', row: pointRow(id, STREETS[0]) }]))
    const end = performance.now() + 1_500
    while (proxy.asked.length < asked + enough && performance.now() < end) await new Promise((resolve) => setImmediate(resolve))
    child.kill('SIGKILL')
    await once(child, 'exit')
    assert.deepEqual(inspectCache(path, ownerKey(owner)), { kind: 'good' })
    await assertRowsMatchCursors(path)
  }
  const desk = await openDesk(t, world, 'district', base)
  assert.equal(desk.store.recovered, null)
  await desk.until('equal', () => isEqual(world, desk))
})

/** No cursor, no rows; a cursor c means exactly the central's rows at c, here: those whose latest log entry is not after c. */
async function assertRowsMatchCursors(path: string): Promise<void> {
  const db = new (loadSqlite())(path, { readonly: true })
  const scopes = db.prepare('SELECT id, cursor FROM scope').all() as { id: string; cursor: number | null }[]
  for (const { id, cursor } of scopes) {
    const held = ['area', 'point', 'site', 'case'].flatMap((type) => db.prepare(`SELECT id FROM "${type}" WHERE scope = ?`).pluck().all(id) as string[]).sort()
    const there = cursor === null ? [] : await central.sql.query<{ id: string }>('SELECT id FROM record r WHERE scope = $1 AND NOT EXISTS (SELECT 1 FROM log l WHERE l.scope = r.scope AND l.type = r.type AND l.id = r.id AND l.seq > $2)', [id, cursor])
    assert.deepEqual(held, there.map((row) => row.id).sort(), `${id} at ${cursor}`)
  }
  db.close()
}
