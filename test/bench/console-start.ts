/** The start of the console on a full cache, central out of reach: seconds to the first painted field, with its parts. Figures, not targets. */
import { setUp } from './built-page.ts'
import { calibrate, type Pace } from './calibration.ts'
import type { Outcome } from './contest.ts'
import { NOWHERE, SUB } from './first-sync.ts'
import { runPart } from './part.ts'
import { readyCache } from './ready-cache.ts'

export async function consoleStart(work: string, count: number, rounds: number, say: (line: string) => void): Promise<Outcome> {
  await setUp()
  const { folder } = await readyCache(work, count)
  const figures: Record<string, number[]> = {}
  const paces: Pace[] = []
  for (let n = 0; n < rounds; n++) {
    paces.push(await calibrate())
    const parts = await runPart<Record<string, number>>('console-start-part.ts', { folder, count })
    const steps = await runPart<Record<string, number>>('store-start-part.ts', { base: `${folder}/profiles`, owner: { central: NOWHERE, sub: SUB } })
    for (const [name, ms] of [...Object.entries(parts), ...Object.entries(steps).map(([name, ms]) => [`alone: ${name}`, ms] as const)]) (figures[name] ??= []).push(ms)
    say(`start ${count}: round ${n + 1} of ${rounds}`)
  }
  return { contest: 'start', reports: count, findings: [], rounds: [], paces, repeated: false, figures }
}
