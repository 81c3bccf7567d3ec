/** The disk in memory and the real store mean the same; and a power cut leaves the real one at some earlier commit. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import * as fc from 'fast-check'
import { StoreFailure } from '../../main/store/failure.ts'
import { acts, FIRST_MINUTE, newStory, stepsOf, type Act, type AnyDisk, type Step } from './disk-script.ts'
import { createMemoryDisk } from './memory-disk.ts'
import type { CacheContents, OpenDisk } from './parts.ts'
import { createSqliteDisk } from './sqlite-disk.ts'

const RUNS = Number(process.env['SIM_RUNS'] ?? 40)
const OWNER = 'owner'
/** In memory where the system has such a place: waiting for a platter proves nothing here. */
const base = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'disk-'))
after(() => rmSync(base, { recursive: true, force: true }))
let folders = 0
const freshSqlite = (): ReturnType<typeof createSqliteDisk> => createSqliteDisk({ folder: join(base, String(++folders)), ownerKey: OWNER })

/** Without what only one of them has: the place and size of a file, and by which rules it judged. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !['path', 'bytes', 'judged_by'].includes(key)))
}

/** Longer than any of the lanes needs to answer. */
async function silence(): Promise<'silence'> {
  for (let i = 0; i < 8; i++) await Promise.resolve()
  return 'silence'
}

function ask(open: OpenDisk, step: Extract<Step, { ask: string }>): Promise<unknown> {
  const answer = open.lane.ask(step.ask, step.input as never).then(
    ({ value }) => comparable(value),
    (error: unknown) => ({ failed: error instanceof StoreFailure ? error.code : String(error) }),
  )
  return Promise.race([answer, silence()])
}

interface Desk {
  disk: AnyDisk
  open: OpenDisk
}
const start = (disk: AnyDisk): Desk => ({ disk, open: disk.open(1_000) })

/** Answers to one step; a process that died or ended has been started again. */
async function perform(desk: Desk, step: Step, now: number): Promise<unknown[]> {
  if ('disk' in step) {
    step.disk(desk.disk)
    if (step.restart) desk.open = desk.disk.open(now)
    return []
  }
  const answer = await ask(desk.open, step)
  if (answer === 'silence') desk.open = desk.disk.open(now)
  return [answer, await ask(desk.open, { ask: 'listScopes', input: null }), await ask(desk.open, { ask: 'cacheFacts', input: null }), await ask(desk.open, { ask: 'countRows', input: null })]
}

async function compare(script: Act[]): Promise<void> {
  const [memory, sqlite] = [start(createMemoryDisk({ ownerKey: OWNER })), start(freshSqlite())]
  const story = newStory()
  for (const act of [...FIRST_MINUTE, ...script]) {
    for (const step of stepsOf(story, memory.open.contents(), act)) {
      const said = 'ask' in step ? step.ask : act.act
      assert.deepEqual(await perform(sqlite, step, story.now), await perform(memory, step, story.now), said)
      assert.deepEqual(sqlite.open.contents(), memory.open.contents(), said)
    }
  }
  sqlite.disk.remove()
}

test('the disk in memory answers and holds what the real store does, whatever happens', async () => {
  await fc.assert(fc.asyncProperty(acts, compare), { numRuns: RUNS })
})

const wordsOf = ({ scopes, rows, bad, unknown }: CacheContents): string => JSON.stringify([scopes, rows, bad, unknown])

let lost = 0

/** Cuts the power after every few acts: what is found must have been committed once, since the last clean end. */
async function cutPower(script: Act[], chances: number[]): Promise<void> {
  const desk = start(freshSqlite())
  const story = newStory()
  // The tables are on the platter before the first cut.
  desk.disk.close()
  desk.open = desk.disk.open(story.now)
  let committed = [wordsOf(desk.open.contents())]
  for (const [i, act] of [...FIRST_MINUTE, ...script].entries()) {
    for (const step of stepsOf(story, desk.open.contents(), act)) {
      if ('disk' in step) continue
      await perform(desk, step, story.now)
      const words = wordsOf(desk.open.contents())
      // Forgetting empties the WAL: what was forgotten does not come back.
      committed = step.ask === 'forgetScope' ? [words] : [...committed, words]
    }
    const chance = chances[i % chances.length] ?? 0
    if (i % 5 !== 4) continue
    desk.disk.crash('power', chance)
    desk.open = desk.disk.open(story.now)
    const words = wordsOf(desk.open.contents())
    assert.ok(committed.includes(words), `a power cut at ${chance} after ${act.act} left what never was`)
    assert.equal((await desk.open.lane.ask('cacheFacts', null)).value.recovered, null)
    lost += committed.length - 1 - committed.lastIndexOf(words)
    committed = [words]
  }
  desk.disk.remove()
}

test('a power cut leaves the real store at some earlier commit, whole and undamaged', async () => {
  await fc.assert(fc.asyncProperty(acts, fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 8 }), cutPower), { numRuns: Math.ceil(RUNS / 2) })
  assert.ok(lost > RUNS, `only ${lost} commits were lost`)
})
