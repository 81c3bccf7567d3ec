/** Part one, with things dying: writers are killed in whatever they are doing, and the database server fails and comes back. */
import { setTimeout as pause } from 'node:timers/promises'
import { commit } from '../../main/central/log.ts'
import type { Sql } from '../../main/central/sql.ts'
import type { Databases } from '../central/databases.ts'
import { caseRow } from '../central/small-city.ts'
import { openArena } from './arena.ts'
import type { Arena } from './arena.ts'
import { atLeast, check, figure, none, noneOf } from './checks.ts'
import type { Check } from './checks.ts'
import { runConcurrency } from './concurrency.ts'
import type { ConcurrencyOptions } from './concurrency.ts'
import { seatDesks } from './storm-city.ts'
import { openWakeEar } from './wake-ear.ts'
import type { WakeEar } from './wake-ear.ts'

const SHAPE = { districts: 2, streets: 3, cases: 4 }
const HINT_MS = 20_000

export async function runUnderFire(databases: Databases, options: { seed: number; processes: number; kills: number; restarts: number }): Promise<Check[]> {
  const arena = await openArena(databases, { shape: SHAPE, processes: options.processes })
  const ears = await listenEverywhere(arena)
  const dead: number[] = []
  for (const api of arena.apis) void api.ended.then(() => dead.push(api.pid))
  const heard: string[] = []
  const restart = databases.restart
  const restarts = restart === null ? 0 : options.restarts
  let backAfterMs = 0
  const meanwhile: ConcurrencyOptions['meanwhile'] = async ({ writers, ledger, startWriter }) => {
    for (let n = 0; n < options.kills; n += 1) {
      await pause(300)
      const victim = writers.shift()
      await victim?.kill()
      for (let lane = 0; lane < LANES; lane += 1) ledger.lose((n < WRITERS ? n : n - WRITERS + FIRST_NEW) * LANES + lane)
      writers.push(await startWriter(FIRST_NEW + n))
    }
    for (let n = 0; n < restarts; n += 1) {
      await pause(500)
      await restart?.()
      const back = performance.now()
      heard.push(...(await hearAgain(arena, ears, n)))
      backAfterMs = Math.max(backAfterMs, performance.now() - back)
    }
  }
  try {
    const { violations, batches, deadlocks, seen } = await runConcurrency(arena, {
      seed: options.seed, writers: WRITERS, lanes: LANES, seconds: 2, pauseMs: 5, everyMs: { load: 0, compact: 0, epoch: 0 }, followersPerScope: 1, allowed: ['busy'], meanwhile,
    })
    return [
      figure('writers killed in whatever they did', options.kills),
      restart === null ? figure('server failures', 'SKIPPED: the server is not ours to restart') : figure('failures of the database server', restarts),
      figure('batches acknowledged', batches.acked), figure('… whose fate the writer never heard', batches.unknown), figure('answers busy meanwhile', seen.refusals['busy'] ?? 0),
      noneOf('acknowledged batches lost, or any half done', violations.filter(({ wrong }) => wrong === 'lost' || wrong === 'half')),
      noneOf('other violations', violations.filter(({ wrong }) => wrong !== 'lost' && wrong !== 'half')),
      none('deadlocks', deadlocks), none('API processes that ended', dead.length),
      ...(restarts === 0 ? [] : [
        check('streams of hints that resumed', `${heard.filter((word) => word === 'heard').length} of ${restarts * arena.apis.length}`, 'all', heard.every((word) => word === 'heard')),
        figure('first hint after the server was back', `${Math.round(backAfterMs)} ms`),
      ]),
      atLeast('log pages judged', seen.pages, 20),
    ]
  } finally {
    for (const ear of ears) ear.close()
    await arena.close()
  }
}

const [WRITERS, LANES, FIRST_NEW] = [2, 3, 10]

async function listenEverywhere({ sql, shape, addresses }: Arena): Promise<WakeEar[]> {
  const [seat] = await seatDesks(sql, [{ sub: `ear-${shape.districts}`, role: 'district', area: '990101' }])
  return Promise.all(addresses.map((address) => openWakeEar(address, seat?.token ?? '')))
}

/** A commit after the failure: the streams opened before it tell of it. One that was ended in an orderly way would be opened again by a desk; here it counts as lost. */
async function hearAgain({ sql, streets }: Arena, ears: readonly WakeEar[], n: number): Promise<string[]> {
  const street = streets[0] ?? ''
  const head = await commitSoon(sql, street, n)
  return Promise.all(ears.map(async (ear) => ((await ear.hears(`office:${street}`, head, HINT_MS)) ? 'heard' : ear.isOpen() ? 'silent' : 'ended')))
}

async function commitSoon(sql: Sql, street: string, n: number): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    try {
      const { heads } = await sql.transaction((tx) => commit(tx, [{ op: 'put', row: caseRow(`back-${n}`, street) }]))
      return heads[0]?.seq ?? 0
    } catch (error) {
      if (tries > 50) throw error
      await pause(100)
    }
  }
}
