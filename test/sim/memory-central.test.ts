/** The memory central is the SQL central: random histories get the same answers, byte for byte but for random names, and leave the same database. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { TestContext } from 'node:test'
import * as fc from 'fast-check'
import { EMBEDDED, findPostgres } from '../central/databases.ts'
import type { Databases } from '../central/databases.ts'
import { openHttpCentral } from './http-central.ts'
import { createMemoryCentral } from './memory-central.ts'
import { history } from './memory-central-history.ts'
import type { Action } from './memory-central-history.ts'
import { MET, TOURS } from './memory-central-tours.ts'
import { createTwin } from './memory-central-twin.ts'
import type { SimCentral } from './parts.ts'

const START = Date.UTC(2026, 10, 20)
const RUNS = Number(process.env.SIM_RUNS ?? 8)
const seed = Number(process.env.SIM_SEED ?? Math.floor(Math.random() * 2 ** 31))
const postgres = await findPostgres()
after(() => postgres?.stop())

interface Pair {
  real: SimCentral
  memory: SimCentral
  clock: { now: number }
  met: Map<string, number>
}

async function openPair(databases: Databases): Promise<Pair> {
  const clock = { now: START }
  let made = 0
  const ids = (): string => `aaaaaaaa-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`
  const real = await openHttpCentral({ clock: () => clock.now, database: await databases.fresh() })
  return { real, memory: createMemoryCentral({ clock: () => clock.now, ids }), clock, met: new Map() }
}

async function liveBoth({ real, memory, clock, met }: Pair, actions: readonly Action[]): Promise<void> {
  clock.now = START
  await real.reset()
  await memory.reset()
  const now = (): number => clock.now
  const [theirs, own] = [createTwin(real, now), createTwin(memory, now)]
  for (const [i, action] of actions.entries()) {
    if (action.do === 'wait') clock.now += action.ms
    const [expected, given] = [await theirs.live(action), await own.live(action)]
    assert.equal(given.said, expected.said, `step ${i}: ${JSON.stringify(action)}`)
    for (const kind of given.kinds) met.set(kind, (met.get(kind) ?? 0) + 1)
  }
  assert.deepEqual(await own.look(), await theirs.look())
}

async function compare(t: TestContext, databases: Databases): Promise<void> {
  const pair = await openPair(databases)
  try {
    for (const [i, tour] of TOURS.entries()) await t.test(`tour ${i}`, () => liveBoth(pair, tour))
    await t.test('the tours meet everything that a central answers', () => assert.deepEqual(MET.filter((kind) => !pair.met.has(kind)), []))
    await t.test('random histories', async (t) => {
      t.diagnostic(`seed ${seed}, ${RUNS} runs; SIM_SEED and SIM_RUNS choose others`)
      await fc.assert(fc.asyncProperty(history, (actions) => liveBoth(pair, actions)), { numRuns: RUNS, seed })
      t.diagnostic([...pair.met].map(([kind, times]) => `${kind}: ${times}`).sort().join(' · '))
    })
  } finally {
    await pair.real.close()
  }
}

test('on PGlite', (t) => compare(t, EMBEDDED))
test('on PostgreSQL', { skip: postgres === null ? 'no PostgreSQL 15 or newer on this machine' : false }, (t) => compare(t, postgres as Databases))
