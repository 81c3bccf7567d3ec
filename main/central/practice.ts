/** Makes the practice city where there is none yet, and keeps it alive. */
import { putAccounts } from './account.ts'
import { practiceAccounts } from './city/accounts.ts'
import { listChoices } from './city/choices.ts'
import { startPace } from './city/pace.ts'
import { PRACTICE_CITY, practiceCity } from './city/practice-city.ts'
import { loadWithin } from './load.ts'
import { commit } from './log.ts'
import { adoptCities } from './practice-accounts.ts'
import type { Sql } from './sql-types.ts'

export interface PracticeOptions {
  seed: number
  reports: number
  days: number
  /** Speed of the living city, 1 being as in life; 0 keeps it still. */
  pace: number
}

/** Of several processes starting on one empty database, one makes the city and the others wait for it. */
const CITY_LOCK = 7_300_003
const SAY_EVERY_ROWS = 50_000

export async function settle(sql: Sql, options: PracticeOptions | null, log: (line: string) => void, clock: () => number): Promise<{ stop(): Promise<void> }> {
  if (options === null) return { stop: async () => {} }
  await makeCity(sql, options, log, clock())
  await adoptCities(sql)
  return startPace(sql, { rate: options.pace, seed: options.seed, clock, onError: (error) => log(`The city stands still for a moment: ${String(error)}`) })
}

async function makeCity(sql: Sql, { seed, reports, days }: PracticeOptions, log: (line: string) => void, now: number): Promise<void> {
  await sql.transaction(async (tx) => {
    await tx.query(`SET LOCAL lock_timeout = '600s'`)
    await tx.query('SELECT pg_advisory_xact_lock($1)', [CITY_LOCK])
    const [row] = await tx.query(`SELECT 1 FROM record WHERE type = 'area' AND id = $1`, [PRACTICE_CITY])
    // A city that an earlier version made gets what it lacks; where it has it, nothing is written.
    if (row !== undefined) return void (await commit(tx, [...listChoices()].map((choice) => ({ op: 'put', row: choice }))))
    log(`Making the practice city ${PRACTICE_CITY}: ${reports} reports over ${days} days`)
    await putAccounts(tx, practiceAccounts())
    let said = 0
    const { rows } = await loadWithin(tx, practiceCity({ seed, reports, days, now }), (done) => {
      if (done < said + SAY_EVERY_ROWS) return
      said = done
      log(`  ${done} rows`)
    })
    log(`  ${rows} rows: done`)
  })
}
