/** Scrolling the case list of a full cache in a real browser, beside a bare grid over rows in its own memory: how long frames are, how many take over 50 ms, and how soon rows stand after a jump. */
import { join } from 'node:path'
import { buildPeers } from '../peers/peer-host.ts'
import { setUp } from './built-page.ts'
import { calibrate, type Pace } from './calibration.ts'
import type { Outcome } from './contest.ts'
import { runPart } from './part.ts'
import { readyDesk } from './ready-desk.ts'
import { type Claim, judge, type Round } from './verdict.ts'

/** What a grid does by itself is the browser's and the library's; the list's own share is what is over it. */
const CLAIMS: Claim[] = [
  { goal: 'grid', ours: 'list: frame', beside: 'bare grid: frame', limit: 1.5, of: 'time', binding: false },
  { goal: 'grid', ours: 'list: rows after a jump', beside: 'bare grid: rows after a jump', limit: 2, of: 'time', binding: false },
]

export interface Scrolled {
  round: Round
  /** Frames over 50 ms, in hundredths. */
  over: Record<string, number>
}

export async function grid(work: string, count: number, rounds: number, say: (line: string) => void): Promise<Outcome> {
  await setUp()
  const folder = readyDesk(work, count)
  const peers = join(work, 'grid-peer')
  await buildPeers(peers, ['plain-grid'])
  const [held, paces, figures]: [Round[], Pace[], Record<string, number[]>] = [[], [], {}]
  for (let n = 0; n < rounds; n++) {
    paces.push(await calibrate())
    const { round, over } = await runPart<Scrolled>('grid-part.ts', { folder, peers, count, round: n })
    held.push(round)
    for (const [name, share] of Object.entries(over)) (figures[`${name}, %`] ??= []).push(share)
    say(`grid ${count}: round ${n + 1} of ${rounds}`)
  }
  return { contest: 'grid', reports: count, findings: CLAIMS.map((claim) => judge(claim, held, null)), rounds: held, paces, repeated: false, figures }
}
