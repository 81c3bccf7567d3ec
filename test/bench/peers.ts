/** Goals 1, 2, 3, 5, 6, 7 and 9: a changed filter, a pan and a zoom step on the product's own page beside deck.gl's heat map and leaflet.heat, on the same reports. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildPeers } from '../peers/peer-host.ts'
import { setUp } from './built-page.ts'
import type { Contest } from './contest.ts'
import { runPart } from './part.ts'
import { BLANK, CONTENDERS, FEW, OURS_WITH_FEW, peerClaims, type Contender } from './peer-claims.ts'
import { readyCache } from './ready-cache.ts'
import { readyPoints } from './ready-points.ts'
import type { Round, Sample } from './verdict.ts'

/** What a part is told: which heat map, with how many reports, and where they lie. */
export interface PeerTask { contender: Contender; count: number; folder: string; pages: string; points: string }

export async function peers(work: string, count: number): Promise<Contest> {
  await setUp()
  const pages = join(work, 'peer-pages')
  if (!existsSync(pages)) await buildPeers(pages)
  const points = await readyPoints(work, count)
  const { folder } = await readyCache(work, count)
  const tasks = new Map<string, PeerTask>(CONTENDERS.map((contender) => [contender, { contender, count, folder, pages, points }]))
  if (count > FEW) tasks.set(OURS_WITH_FEW, { contender: 'ours', count: FEW, folder: (await readyCache(work, FEW)).folder, pages, points })
  return { name: 'peers', reports: count, round: (n) => runAll(tasks, n), claims: peerClaims(count), limits: [] }
}

/** Each in a fresh browser, another one first in each round. One that breaks has no result; the others go on. */
async function runAll(tasks: ReadonlyMap<string, PeerTask>, round: number): Promise<Round> {
  const names = [...tasks.keys()]
  const all: Round = { [BLANK]: await runPart<Sample>('blank-page-part.ts', null) }
  for (let i = 0; i < names.length; i++) {
    const name = names[(i + round) % names.length]!
    const samples = await runPart<Round>('peers-part.ts', tasks.get(name)).catch((error: unknown): Round => {
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      return {}
    })
    for (const [what, sample] of Object.entries(samples)) all[`${name}: ${what}`] = sample
  }
  return all
}
