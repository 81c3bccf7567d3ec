/** The storm in short: concurrent writers and readers, a writer that stands still, a failing server, and a removed defence that is found. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { findPostgres } from '../central/databases.ts'
import { patchSources } from '../sim/source-patch.ts'
import { openArena } from './arena.ts'
import type { Check } from './checks.ts'
import { runConcurrency } from './concurrency.ts'
import { runDesks } from './desks.ts'
import { huntMutation, MUTATIONS } from './mutations.ts'
import { runStandstill } from './standstill.ts'
import { runUnderFire } from './under-fire.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())
const skip = postgres === null ? 'no PostgreSQL 15 or newer on this machine' : false
const missed = (checks: readonly Check[]): Check[] => checks.filter(({ ok }) => !ok)

test('writers, loads, compaction and new epochs of several processes lose nothing and never wait for each other in a circle', { skip }, async () => {
  const arena = await openArena(postgres!, { shape: { districts: 1, streets: 3, cases: 3 }, processes: 2 })
  try {
    const result = await runConcurrency(arena, { seed: 1, writers: 2, lanes: 2, seconds: 2, everyMs: { load: 400, compact: 300, epoch: 900 }, followersPerScope: 1 })
    assert.deepEqual(result.violations, [])
    assert.equal(result.deadlocks, 0)
    assert.ok(result.batches.acked > 0 && result.seen.entries > 0 && result.seen.snapshots > 0 && (result.beside['load'] ?? 0) > 0)
    assert.deepEqual(Object.keys(result.batches.why).filter((why) => !why.endsWith(' busy')), [])
  } finally {
    await arena.close()
  }
})

test('a writer that stands still or dies delays only its own office, and only for as long as the server allows', { skip }, async () => {
  assert.deepEqual(missed(await runStandstill(postgres!)), [])
})

test('when writers are killed and the database server fails, no acknowledged batch is lost and hints resume', { skip }, async () => {
  assert.deepEqual(missed(await runUnderFire(postgres!, { seed: 2, processes: 2, kills: 1, restarts: 1 })), [])
})

test('a fleet that loses the central at once finds it again and ends equal to it', { skip }, async () => {
  const parts = await runDesks(postgres!, { desks: 30, processes: 2, outageMs: 2_000, seed: 4 })
  // How many come in one second is a measure of time: `npm run storm` judges it, on a machine that has nothing else to do.
  assert.deepEqual(missed(parts.flatMap(({ checks }) => checks)).filter(({ what }) => !what.includes('second')), [])
})

test('the source still holds every defence that the storm knows how to remove', () => {
  for (const { patches } of MUTATIONS) patchSources(patches).withdraw()
})

// The others take longer to build up; `npm run storm` hunts all of them.
test('a sequence number taken at the beginning of a transaction is found to lose a row', { skip }, async () => {
  const mutation = MUTATIONS.find(({ name }) => name === 'number taken at the beginning')
  assert.ok(mutation !== undefined)
  assert.deepEqual(missed([await huntMutation(postgres!, mutation, { seed: 3, seconds: 60 })]), [])
})
