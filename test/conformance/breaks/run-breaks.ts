/** Runs the whole suite against broken centrals, and says of each break which rules it made the suite name. */
import type { Sql } from '../../../main/central/sql.ts'
import { cityOf, fillCity } from '../city.ts'
import { judgeCentral } from '../judge.ts'
import type { Judged } from '../judge.ts'
import type { Target } from '../practice-target.ts'
import { startSpoiled } from './spoiled-central.ts'
import type { Break } from './spoiler.ts'

export interface BreakRun {
  breaks: readonly Break[]
  named: Judged[]
  /** Rules that had to be named and were not. */
  unnamed: string[]
  /** Rules that were named without any of these breaks standing behind them. */
  surplus: Judged[]
}

let cities = 0

/** Several breaks of different rules may be planted at once: then exactly their rules must be named. */
export async function runBreaks(target: Target, breaks: readonly Break[]): Promise<BreakRun> {
  cities += 1
  const city = cityOf(String(7000 + cities))
  await fillCity(target.sql, city)
  for (const { plant } of breaks) await plant?.(target.sql as Sql, city)
  const spoiled = await startSpoiled(target.address, breaks.flatMap(({ spoiler }) => (spoiler === undefined ? [] : [spoiler()])))
  try {
    const options = await target.options(city, spoiled.address)
    const times = breaks.reduce((all, one) => ({ ...all, ...one.times }), options.times)
    // Asking until it slows down costs a hundred questions; only one rule needs it.
    const report = await judgeCentral({ ...options, times, burst: breaks.some(({ rule }) => rule === 'retry-after') })
    const named = report.judged.filter(({ verdict }) => verdict === 'broken')
    const expected = new Set(breaks.map(({ rule }) => rule))
    const allowed = new Set(breaks.flatMap(({ rule, follows = [] }) => [rule, ...follows]))
    return {
      breaks, named, unnamed: [...expected].filter((rule) => !named.some(({ id }) => id === rule)), surplus: named.filter(({ id }) => !allowed.has(id)),
    }
  } finally {
    await spoiled.close()
  }
}

/** A few at a time: most of a run is waiting. */
export async function runAll(target: Target, groups: readonly (readonly Break[])[], parallel: number, hear: (run: BreakRun) => void): Promise<void> {
  const waiting = [...groups]
  await Promise.all(Array.from({ length: parallel }, async () => {
    for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) hear(await runBreaks(target, group))
  }))
}
