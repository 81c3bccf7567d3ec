/** A real central with the small city, a proxy before it, and a desk syncing through it. */
import { tmpdir } from 'node:os'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, type TestContext } from 'node:test'
import { startCentral, type Central } from '../../main/central/central.ts'
import { load } from '../../main/central/log.ts'
import { openStore, type Store } from '../../main/store/store.ts'
import { loadSqlite } from '../../main/store/guard.ts'
import type { SyncStatus } from '../../preload/contract/model.ts'
import { ROW_TYPES } from '../../main/sync/protocol.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import { createSync, type Change, type Sync } from '../../main/sync/sync.ts'
import { signInAll, smallCity, type TestRole } from '../central/small-city.ts'
import { startFaultyProxy, type FaultyProxy } from './faulty-proxy.ts'

export interface World {
  central: Central
  proxy: FaultyProxy
  tokens: Record<TestRole, string>
}

/** `clock`: the central's, for its brakes and the life of its snapshots. */
export async function startWorld(casesPerStreet = 3, clock: () => number = Date.now): Promise<World> {
  const central = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: null, clock })
  await load(central.sql, smallCity(casesPerStreet))
  const proxy = await startFaultyProxy(central.address)
  after(async () => {
    await proxy.close()
    await central.close()
  })
  return { central, proxy, tokens: await signInAll(central.sql) }
}

export interface Desk {
  sync: Sync
  store: Store
  changes: Change[]
  /** Fails after ten seconds; looks again at each change of the desk. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>
  untilState(name: SyncStatus['state']): Promise<void>
  /** Idle, nothing more being asked, and the rows equal to the central's. */
  untilSettled(): Promise<void>
  close(): Promise<void>
}

const PATIENCE_MS = 20_000

/** `chance` 0 makes every back-off its shortest. */
export async function openDesk(t: TestContext, world: World, role: TestRole, base = emptyBase(t)): Promise<Desk> {
  const store = await openStore({ base, owner: { central: world.proxy.address, sub: role }, now: Date.now() })
  const sync = createSync({ central: world.proxy.address, token: world.tokens[role], sub: role, store: store.writer, ports: { ...realPorts(), random: () => 0 } })
  const changes: Change[] = []
  sync.onChange((what) => changes.push(what))
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await sync.stop()
    await store.close()
  }
  t.after(close)
  const until: Desk['until'] = async (what, holds) => {
    const end = performance.now() + PATIENCE_MS
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(`never: ${what}; ${JSON.stringify(sync.status())} ${JSON.stringify((await sync.page()).lastError)}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const untilSettled = (): Promise<void> => {
    let asked = -1
    return until('settled', async () => {
      const before = asked
      asked = world.proxy.asked.length
      return before === asked && sync.status().state === 'idle' && (await isEqual(world, desk)) && asked === world.proxy.asked.length
    })
  }
  const desk: Desk = { sync, store, changes, until, untilSettled, untilState: (name) => until(name, () => sync.status().state === name), close }
  await sync.start()
  return desk
}

export function emptyBase(t: TestContext): string {
  const base = mkdtempSync(join(tmpdir(), 'desk-'))
  t.after(() => rmSync(base, { recursive: true, force: true }))
  return base
}

type Rows = Record<string, { type: string; id: string; ver: number; h: string; body: string }[]>

/** All rows by scope, as the cache's file holds them. */
export function rowsOfCache(path: string): Rows {
  const db = new (loadSqlite())(path, { readonly: true })
  const rows = ROW_TYPES.flatMap((type) => db.prepare(`SELECT '${type}' AS type, id, scope, ver, h, body FROM "${type}"`).all() as { type: string; id: string; scope: string; ver: number; h: Buffer; body: string }[])
  db.close()
  return grouped(rows.map((row) => ({ ...row, h: row.h.toString('base64') })))
}

export async function rowsOfCentral(world: World, scopes: string[]): Promise<Rows> {
  const rows = await world.central.sql.query<{ type: string; id: string; scope: string; ver: number; h: string; body: string }>('SELECT type, id, scope, ver, h, body FROM record WHERE scope = ANY($1)', [scopes])
  return grouped(rows)
}

function grouped(rows: { type: string; id: string; scope: string; ver: number; h: string; body: string }[]): Rows {
  const all: Rows = {}
  for (const { scope, type, id, ver, h, body } of rows) (all[scope] ??= []).push({ type, id, ver: Number(ver), h, body })
  for (const list of Object.values(all)) list.sort((a, b) => (`${a.type}/${a.id}` < `${b.type}/${b.id}` ? -1 : 1))
  return all
}

export async function isEqual(world: World, desk: Desk): Promise<boolean> {
  const scopes = (await desk.store.writer.ask('listScopes', null)).value.map((scope) => scope.id)
  return scopes.length > 0 && JSON.stringify(rowsOfCache(desk.store.path), sorted) === JSON.stringify(await rowsOfCentral(world, scopes), sorted)
}
const sorted = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value
