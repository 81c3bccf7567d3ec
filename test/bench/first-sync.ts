/** Goal 12: a first sync over real HTTP beside a bare insert of the same rows from memory. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Contest } from './contest.ts'
import type { Manner } from './first-sync-insert.ts'
import { runPart, startPart } from './part.ts'
import { readySnapshot } from './ready-snapshot.ts'
import type { Claim, Round, Sample } from './verdict.ts'

/** Where the bench's profiles believe their central to be: nobody answers there. */
export const NOWHERE = 'http://127.0.0.1:9'
export const SUB = 'bench'

const SYNC = 'first sync'
const RAW = 'raw insert, the product’s settings'
const TUNED = 'raw insert, tuned'
/** Rows held in memory by the limit take more than a heap's usual room. */
const ROOM = ['--max-old-space-size=12000']

const claims: Claim[] = [
  { goal: '12', ours: SYNC, beside: RAW, limit: 1.6, of: 'time' },
  { goal: '12', ours: SYNC, beside: TUNED, limit: 1.6, of: 'time', binding: false },
]

export async function firstSync(work: string, count: number): Promise<Contest> {
  const folder = await readySnapshot(work, count)
  const sync = async (): Promise<Round> => ({ [SYNC]: await inFresh(work, (base) => pull(folder, base)) })
  // Both inserts take the same rows from one memory: parsing a million of them twice would cost more than the insert.
  const insert = async (order: readonly Manner[]): Promise<Round> => {
    const inserted = await inFresh(work, (base) => runPart<Record<Manner, Sample>>('first-sync-insert.ts', { folder, base, order }, ROOM))
    return { [RAW]: inserted.same, [TUNED]: inserted.tuned }
  }
  const round = async (n: number): Promise<Round> =>
    n % 2 === 0 ? { ...(await sync()), ...(await insert(['same', 'tuned'])) } : { ...(await insert(['tuned', 'same'])), ...(await sync()) }
  return { name: 'first sync', reports: count, round, claims, limits: [RAW] }
}

async function inFresh<T>(work: string, run: (base: string) => Promise<T>): Promise<T> {
  const base = mkdtempSync(join(work, 'fresh-'))
  try {
    return await run(base)
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}

/** One first sync into `base`; the central is a process of its own. */
export async function pull(folder: string, base: string): Promise<Sample & { liveMs: number }> {
  const central = await startPart<string>('ready-central.ts', { folder })
  try {
    return await runPart<Sample & { liveMs: number }>('first-sync-pull.ts', { address: central.said, base, owner: { central: NOWHERE, sub: SUB } })
  } finally {
    await central.stop()
  }
}
