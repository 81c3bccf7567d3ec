/** The practice central as the tool's own target: started on a database, filled, with a touch and a withdrawal at hand. */
import { serveCentral } from '../../main/central/serve-central.ts'
import { openDatabase } from '../../main/central/sql.ts'
import type { DatabaseTarget, Sql } from '../../main/central/sql.ts'
import { admitVisitors, cityOf, fillCity, touchCity } from './city.ts'
import type { TestCity } from './city.ts'
import { TIMES } from './probe.ts'
import type { ProbeOptions, Times } from './probe.ts'

/** Everything at hand and in a hurry: the central beats every 300 ms, so the tool need not wait for 20 s. */
export const HURRIED: Times = { answerMs: 15_000, pollSeconds: 1, pollGraceMs: 3_000, heartbeatMs: 5_000, changeMs: 4_000 }
const BEAT_MS = 300

export interface Target {
  address: string
  sql: Sql
  city: TestCity
  /** What a run needs, with sign-ins of its own; another address where something stands before the central. */
  options(city?: TestCity, address?: string): Promise<ProbeOptions>
  close(): Promise<void>
}

export async function startTarget(database: DatabaseTarget, times: Times = HURRIED): Promise<Target> {
  const isHurried = times !== TIMES
  const sql = await openDatabase(database)
  const { address, close } = await serveCentral({ sql, port: 0, practice: false, clock: Date.now, log: () => {}, ...(isHurried ? { heartbeatMs: BEAT_MS } : {}) })
  const city = cityOf('9901')
  await fillCity(sql, city)
  let touched = 0
  return {
    address, sql, city,
    close: () => close().then(() => sql.close()),
    async options(of = city, at = address) {
      const { token, other, revoke } = await admitVisitors(sql, of)
      return {
        central: at, token, other, revoke, times, watchSeconds: 0, burst: true, scopes: null,
        touch: () => touchCity(sql, of, (touched += 1)),
      }
    },
  }
}
