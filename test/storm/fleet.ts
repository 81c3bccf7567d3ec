/** Many desks against several API processes on one database: what the storm of part two is made of. */
import { setTimeout as pause } from 'node:timers/promises'
import { load } from '../../main/central/log.ts'
import { openDatabase } from '../../main/central/sql.ts'
import type { Sql } from '../../main/central/sql.ts'
import type { Databases } from '../central/databases.ts'
import { startApi } from './api-child.ts'
import type { Api } from './api-child.ts'
import { startDesks, sumRows } from './desk-child.ts'
import type { DeskHost, DeskSaid, DeskSeat, Heads } from './desk-child.ts'
import { addUp, mergeReadings } from './desk-meter.ts'
import type { MeterReading } from './desk-meter.ts'
import { startRefusing } from './refusing-child.ts'
import { CITY, districtsOf, scopesOf, seatDesks, stormCity, streetsOf } from './storm-city.ts'
import type { CityShape } from './storm-city.ts'
import { readRows } from './final-truth.ts'

export interface FleetOptions {
  desks: number
  processes: number
}

/** What the desks did between a mark and the moment when the last of them had reached it. */
export interface Passage {
  reading: MeterReading
  /** Until half, nineteen of twenty, and all desks had reached the mark, in seconds; null: never. */
  seconds: { half: number; most: number; all: number | null }
  states: Record<string, number>
  reached: number
}

export interface Fleet {
  sql: Sql
  writerUrl: string
  shape: CityShape
  streets: string[]
  scopes: string[]
  /** Engines, those of districts and city included, and the scopes they hold together. */
  desks: number
  deskScopes: number
  /** Most connections of the API processes at PostgreSQL, and most memory of one of them, so far. */
  peaks: { connections: number; apiMb: number }
  begin(): Promise<Passage>
  killCentral(): Promise<void>
  /** Resolves when every process answers again and every desk has reached where the central then stood. */
  reviveCentral(): Promise<Passage>
  /** The ports of the dead processes answer 503 for so long; answers how many times each kind of request. */
  refuseFor(ms: number): Promise<Record<string, number>>
  /** Counts for so long what the desks do when nothing special happens. */
  watch(ms: number): Promise<MeterReading>
  /** Waits for all desks to be at the end; those unlike the central. */
  settle(): Promise<{ passage: Passage; unlike: string[]; rows: number; hostMb: number }>
  close(): Promise<void>
}

const DESKS_PER_OFFICE = 5
const DESKS_PER_HOST = 260
const PATIENCE_MS = 300_000
const CASES = 4

export async function openFleet(databases: Databases, { desks, processes }: FleetOptions): Promise<Fleet> {
  const target = await databases.fresh()
  if (target.kind !== 'postgres') throw new Error('a storm needs a PostgreSQL server')
  const { url } = target
  // Our own connections bear another name, so that those of the API processes can be counted.
  const writerUrl = `${url}?application_name=storm`
  const sql = await openDatabase({ kind: 'postgres', url: writerUrl })
  const districts = Math.min(10, Math.max(1, Math.ceil(desks / 75)))
  const shape = { districts, streets: Math.max(1, Math.ceil(desks / DESKS_PER_OFFICE / districts)), cases: CASES }
  const [streets, scopes] = [streetsOf(shape), scopesOf(shape)]
  await load(sql, stormCity(shape))
  let apis: Api[] = await Promise.all(Array.from({ length: processes }, () => startApi({ url, port: 0 })))
  const ports = apis.map(({ port }) => port)
  const seats = await takeSeats(sql, shape, desks, apis.map(({ address }) => address))
  const hostCount = Math.ceil(seats.length / DESKS_PER_HOST)
  const hosts = await Promise.all(Array.from({ length: hostCount }, (_, h) => startDesks(seats.filter((_, i) => i % hostCount === h))))
  const peaks = { connections: 0, apiMb: 0 }
  const sampling = sampleEvery(500, async () => {
    const [row] = await sql.query<{ n: number }>(`SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'yongai-central' AND datname = current_database()`)
    peaks.connections = Math.max(peaks.connections, row?.n ?? 0)
  })
  const noteMemory = async (): Promise<void> => {
    for (const { peakMb } of await Promise.all(apis.map((api) => api.facts()))) peaks.apiMb = Math.max(peaks.apiMb, peakMb)
  }
  const pass = (begin: () => void): Promise<Passage> => passMark(sql, hosts, seats.length, begin)
  const settle: Fleet['settle'] = async () => {
    const passage = await pass(() => {})
    const sums = Object.fromEntries(await Promise.all(scopes.map(async (scope) => [scope, sumRows(await readRows(sql, scope))] as const)))
    let [unlike, rows] = [[''], 0]
    // A status becomes idle a moment after the last page is applied.
    for (let tries = 0; tries < 20 && unlike.length > 0; tries += 1) {
      await pause(tries === 0 ? 0 : 500)
      const answers = await Promise.all(hosts.map((host) => ask(host, { do: 'compare', sums }, (said): said is Extract<DeskSaid, { unlike: string[] }> => 'unlike' in said)))
      unlike = answers.flatMap((answer) => answer.unlike)
      rows = answers.reduce((sum, answer) => sum + answer.rows, 0)
    }
    await noteMemory()
    return { passage, unlike, rows, hostMb: Math.max(...(await readHosts(hosts)).map(({ mb }) => mb)) }
  }
  return {
    sql, writerUrl, shape, streets, scopes, desks: seats.length, deskScopes: countScopes(seats, shape), peaks,
    begin: () => pass(() => hosts.forEach((host) => host.tell({ do: 'start' }))),
    async killCentral() {
      await noteMemory()
      await Promise.all(apis.map((api) => api.kill()))
    },
    async reviveCentral() {
      apis = await Promise.all(ports.map((port) => startApi({ url, port })))
      return pass(() => {})
    },
    async refuseFor(ms) {
      const refusing = await Promise.all(ports.map((port) => startRefusing({ port, retryAfterSeconds: 2 })))
      await pause(ms)
      const counts = await Promise.all(refusing.map((child) => child.count()))
      await Promise.all(refusing.map((child) => child.kill()))
      return addUp(counts)
    },
    async watch(ms) {
      for (const host of hosts) host.tell({ do: 'mark', heads: {} })
      await pause(ms)
      return mergeReadings((await readHosts(hosts)).map(({ reading }) => reading))
    },
    settle,
    async close() {
      sampling()
      await Promise.all(hosts.map((host) => host.kill()))
      await Promise.all(apis.map((api) => api.end()))
      await sql.close()
    },
  }
}

async function takeSeats(sql: Sql, shape: CityShape, desks: number, addresses: readonly string[]): Promise<(DeskSeat & { role: string; area: string })[]> {
  const streets = streetsOf(shape)
  const wanted = [
    ...Array.from({ length: desks }, (_, i) => ({ sub: `office-${i}`, role: 'office' as const, area: streets[i % streets.length] ?? '' })),
    ...districtsOf(shape).map((area) => ({ sub: `district-${area}`, role: 'district' as const, area })),
    ...Array.from({ length: Math.min(5, desks) }, (_, i) => ({ sub: `city-${i}`, role: 'city' as const, area: CITY })),
  ]
  const seats = await seatDesks(sql, wanted)
  // As a balancer before the processes would: each desk keeps one address, each process gets desks of every office.
  return seats.map((seat, i) => ({ ...seat, address: addresses[i % addresses.length] ?? '' }))
}

const countScopes = (seats: readonly { role: string }[], { districts, streets }: CityShape): number =>
  seats.reduce((sum, { role }) => sum + (role === 'office' ? 3 : role === 'district' ? 2 + streets : 1 + districts), 0)

function ask<T extends DeskSaid>(host: DeskHost, told: Parameters<DeskHost['tell']>[0], fits: (said: DeskSaid) => said is T): Promise<T> {
  const answer = host.hears(fits)
  host.tell(told)
  return answer
}

const readHosts = (hosts: readonly DeskHost[]): Promise<Extract<DeskSaid, { reading: MeterReading }>[]> =>
  Promise.all(hosts.map((host) => ask(host, { do: 'read' }, (said): said is Extract<DeskSaid, { reading: MeterReading }> => 'reading' in said)))

async function readHeads(sql: Sql): Promise<Heads> {
  return Object.fromEntries((await sql.query<{ scope: string; seq: number }>('SELECT scope, seq FROM scope_head')).map(({ scope, seq }) => [scope, seq]))
}

/** Marks where the central stands and waits until every desk has got there. */
async function passMark(sql: Sql, hosts: readonly DeskHost[], desks: number, begin: () => void): Promise<Passage> {
  const heads = await readHeads(sql)
  const marked = Date.now()
  const reached = hosts.map(() => 0)
  const seconds: Passage['seconds'] = { half: Number.NaN, most: Number.NaN, all: null }
  const { promise: done, resolve } = Promise.withResolvers<void>()
  const stops = hosts.map((host, i) => host.onMessage((said) => {
    if (!('reached' in said) || said.atMs < marked) return
    reached[i] = said.reached
    const all = reached.reduce((sum, n) => sum + n, 0)
    const now = (said.atMs - marked) / 1000
    if (all >= desks / 2 && Number.isNaN(seconds.half)) seconds.half = now
    if (all >= desks * 0.95 && Number.isNaN(seconds.most)) seconds.most = now
    if (all < desks) return
    seconds.all = now
    resolve()
  }))
  for (const host of hosts) host.tell({ do: 'mark', heads })
  begin()
  await Promise.race([done, pause(PATIENCE_MS, undefined, { ref: false })])
  for (const stop of stops) stop()
  const read = await readHosts(hosts)
  const states: Record<string, number> = {}
  for (const { states: some } of read) for (const [state, n] of Object.entries(some)) states[state] = (states[state] ?? 0) + n
  return { reading: mergeReadings(read.map(({ reading }) => reading)), seconds, states, reached: reached.reduce((sum, n) => sum + n, 0) }
}

function sampleEvery(ms: number, sample: () => Promise<void>): () => void {
  const timer = setInterval(() => void sample().catch(() => {}), ms)
  return () => clearInterval(timer)
}
