/** A practice central with the small city on disk, so that it can be started again on another port. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCentral, type Central } from '../../main/central/central.ts'
import { load } from '../../main/central/log.ts'
import { openDatabase } from '../../main/central/sql.ts'
import { PRACTICE_CITY } from '../../main/central/city/practice-row.ts'
import { signInAll, smallCity, type TestRole } from '../central/small-city.ts'

export interface PracticeCentral {
  central(): Central
  tokens: Record<TestRole, string>
  stop(): Promise<void>
  /** On a port of its own, unlike the one before. */
  start(): Promise<void>
  remove(): Promise<void>
}

export async function startPracticeCentral(): Promise<PracticeCentral> {
  const folder = mkdtempSync(join(tmpdir(), 'practice-'))
  const sql = await openDatabase({ kind: 'embedded', folder })
  // The large practice city is made only where its first area is missing.
  const large = { id: PRACTICE_CITY, city: PRACTICE_CITY, level: 'city', name: '空城', simulated: true, source: 'test' }
  await load(sql, [...smallCity(), { type: 'area', scope: `city:${PRACTICE_CITY}`, city: PRACTICE_CITY, body: large }])
  const tokens = await signInAll(sql)
  await sql.close()
  const begin = (): Promise<Central> => startCentral({ database: { kind: 'embedded', folder }, port: 0, practice: { seed: 1, reports: 0, days: 1, pace: 0 } })
  let running: Central | null = await begin()
  let last = running
  const stop = async (): Promise<void> => {
    await running?.close()
    running = null
  }
  return {
    tokens, stop,
    central: () => last,
    async start() {
      await stop()
      last = running = await begin()
    },
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
