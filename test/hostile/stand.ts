/** One hostile trial: a settled desk, a fault in its central's answers, what a person then sees, and the healing once the fault is gone. */
import assert from 'node:assert/strict'
import { after, type TestContext } from 'node:test'
import { commit } from '../../main/central/log.ts'
import { openStore, type Store } from '../../main/store/store.ts'
import { createSync, type Sync } from '../../main/sync/sync.ts'
import type { SyncPage } from '../../preload/contract/model.ts'
import { caseRow, pointRow, STREETS, type TestRole } from '../central/small-city.ts'
import { emptyBase, rowsOfCache, rowsOfCentral, startWorld, type World } from '../sync/desk.ts'
import type { Fault } from '../sync/faulty-proxy.ts'
import { createDeskTime, type DeskTime } from './desk-time.ts'

export const OFFICE = `office:${STREETS[0]}`
export const CITY = 'city:9901'
export const HELD = `c-${STREETS[0]}-0`
const MINUTE = 60_000

export interface Seen {
  page: SyncPage
  desk: HostileDesk
  world: World
}
export interface Trial {
  /** Number in the table of faults, or the limit it is about. */
  fault: string
  name: string
  spoil: Fault | ((stand: Stand) => Fault | Promise<Fault>)
  /** What makes the desk ask: a new case and its point (the default), a person's rebuild, a restart, or nothing but time. */
  act?: 'change' | 'rebuild' | 'now' | 'none'
  /** What must come to be true while the fault lasts, the sync page above all. */
  shows?: (seen: Seen) => boolean | Promise<boolean>
  /** The scope that is spoilt; the others go on. Null: all are. */
  scope?: string | null
  /** Ids of that scope which may differ while the fault lasts; all others stay byte-equal. */
  lost?: RegExp
  /** Requests that ten minutes of it may cost. */
  requests?: number
  /** Desk minutes the fault lasts at most. */
  minutes?: number
  /** Time flows during requests, because some never end. */
  flowing?: boolean
  /** Drift that only the weekly comparison finds. */
  weekly?: boolean
  ownHints?: boolean
}

export interface HostileDesk {
  sync: Sync
  store: Store
  time: DeskTime
  rows(): ReturnType<typeof rowsOfCache>
}
export interface Stand {
  world: World
  desk: HostileDesk
  /** A hook made within a test ends with that test. */
  atEnd: { after(work: () => unknown): void }
}

export async function openHostileDesk(t: { after(work: () => unknown): void }, world: World, sub: TestRole = 'office'): Promise<HostileDesk> {
  const token = world.tokens[sub]
  const time = createDeskTime()
  const store = await openStore({ base: emptyBase(t as TestContext), owner: { central: world.proxy.address, sub }, now: time.ports.clock.wall() })
  const sync = createSync({ central: world.proxy.address, token, sub, store: time.holding(store.writer), ports: time.ports })
  t.after(async () => {
    await sync.stop()
    await store.close()
  })
  await sync.start()
  return { sync, store, time, rows: () => rowsOfCache(store.path) }
}

let n = 0
export async function happen(world: World, street: string = STREETS[0]): Promise<string> {
  n += 1
  const id = `new-${n}`
  await world.central.sql.transaction((tx) => commit(tx, [caseRow(id, street), pointRow(id, street)].map((row) => ({ op: 'put' as const, row }))))
  return id
}

export async function equal({ world, desk }: Stand): Promise<boolean> {
  const scopes = (await desk.store.writer.ask('listScopes', null)).value.map((scope) => scope.id)
  const [mine, theirs] = [desk.rows(), await rowsOfCentral(world, scopes)]
  return scopes.length > 0 && JSON.stringify(flat(mine)) === JSON.stringify(flat(theirs))
}
const flat = (rows: ReturnType<typeof rowsOfCache>): string[] => Object.entries(rows).flatMap(([scope, list]) => list.map(({ type, id, ver, h, body }) => JSON.stringify([scope, type, id, ver, h, body]))).sort()

/** Equal, at the central's own number in every scope, and nothing to complain about any more. */
export async function healed(stand: Stand): Promise<boolean> {
  if (stand.desk.sync.status().state !== 'idle' || !(await equal(stand))) return false
  const page = await stand.desk.sync.page()
  const heads = new Map((await stand.world.central.sql.query<{ scope: string; seq: number }>('SELECT scope, seq FROM scope_head', [])).map(({ scope, seq }) => [scope, Number(seq)]))
  return page.scopes.every((scope) => scope.state === 'live' && scope.error === null && scope.cursor === (heads.get(scope.id) ?? 0))
}

/** A desk that a trial has left unhealed must not fail the trials after it. */
export async function runTrial(stand: Stand, trial: Trial): Promise<void> {
  try {
    await runOn(stand, trial)
  } catch (error) {
    stand.desk = await openHostileDesk(stand.atEnd, stand.world)
    throw error
  }
}

async function runOn(stand: Stand, trial: Trial): Promise<void> {
  const { world, desk } = stand
  const { proxy } = world
  const { time } = desk
  assert.ok(await time.pass(30 * MINUTE, () => healed(stand)), `settled before; ${await words(desk)}`)
  const scope = trial.scope === undefined ? OFFICE : trial.scope
  const before = desk.rows()
  const asked = proxy.asked.length
  const from = time.now()
  proxy.fault = await (typeof trial.spoil === 'function' && trial.spoil.length <= 1 ? (trial.spoil as (stand: Stand) => Fault)(stand) : (trial.spoil as Fault))
  time.flowing = trial.flowing ?? false
  time.ownHints = trial.ownHints ?? true
  try {
    const point = await act(stand, trial.act ?? 'change')
    const shown = async (): Promise<boolean> => (trial.shows === undefined ? false : trial.shows({ page: await desk.sync.page(), desk, world }))
    const seen = await time.pass((trial.minutes ?? 10) * MINUTE, shown)
    assert.ok(seen || trial.shows === undefined, `never shown; ${await words(desk)}`)
    if (scope !== null && point !== null) assert.ok(await time.pass(10 * MINUTE, () => has(desk, scope === CITY ? OFFICE : CITY, point)), `the other scopes go on; ${await words(desk)}`)
    await assertKept(desk, before, scope, trial.lost ?? /^$/)
    await time.pass(Math.max(0, from + 10 * MINUTE - time.now()))
    const minutes = (time.now() - from) / MINUTE
    const requests = proxy.asked.length - asked
    const allowed = ((trial.requests ?? 60) * Math.max(10, minutes)) / 10
    assert.ok(requests <= allowed, `${requests} requests in ${minutes.toFixed(1)} minutes: ${tally(proxy.asked.slice(asked))}`)
    await assertKept(desk, before, scope, trial.lost ?? /^$/)
    proxy.fault = null
    if (trial.weekly) await time.sleep(8 * 24 * 60 * MINUTE)
    assert.ok(await time.pass(60 * MINUTE, () => healed(stand)), `never healed; ${await words(desk)}`)
  } finally {
    proxy.fault = null
    time.flowing = false
    time.ownHints = true
  }
}

async function act({ world, desk }: Stand, what: NonNullable<Trial['act']>): Promise<string | null> {
  if (what === 'rebuild') await desk.sync.rebuild()
  if (what === 'now') desk.sync.now()
  return what === 'change' ? happen(world) : null
}

const has = (desk: HostileDesk, scope: string, id: string): boolean => (desk.rows()[scope] ?? []).some((row) => row.id === id)

/** Every row held before is there still, byte for byte, but for those the trial names. */
async function assertKept(desk: HostileDesk, before: ReturnType<typeof rowsOfCache>, scope: string | null, lost: RegExp): Promise<void> {
  const now = desk.rows()
  for (const [id, rows] of Object.entries(before)) {
    const held = new Map((now[id] ?? []).map((row) => [`${row.type}/${row.id}`, row]))
    for (const row of rows) {
      if ((scope === null || id === scope) && lost.test(row.id)) continue
      assert.deepEqual(held.get(`${row.type}/${row.id}`), row, `${id} ${row.type} ${row.id}`)
    }
  }
}

async function words(desk: HostileDesk): Promise<string> {
  const { status, scopes, badRows, unknownRows, lastError } = await desk.sync.page()
  return JSON.stringify({ status, badRows, unknownRows, lastError, scopes: scopes.map(({ id, state, cursor, head, error, rows }) => ({ id, state, cursor, head, error, rows })) })
}

function tally(asked: readonly string[]): string {
  const kinds = Map.groupBy(asked, (one) => one.replace(/\?.*/, ''))
  return JSON.stringify(Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length])))
}

export async function openStand(): Promise<Stand> {
  // The central's brakes count desk time too: a minute of the desk is a minute there.
  let stand: Stand | null = null
  const world = await startWorld(3, () => Math.round(Date.now() + (stand?.desk.time.awake() ?? 0)))
  const ends: (() => unknown)[] = []
  const atEnd: Stand['atEnd'] = { after: (work) => void ends.push(work) }
  after(async () => {
    for (const end of ends.toReversed()) await end()
  })
  const desk = await openHostileDesk(atEnd, world)
  return (stand = { world, desk, atEnd })
}
