/** What a desk of one district holds of the practice city, put into a cache without a central between. */
import { practiceCity } from '../../../main/central/city/practice-city.ts'
import type { WritableDatabase } from '../../../main/store/open.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { emptyCache, putRow, putScope } from './filled-cache.ts'

export const PRACTICE_DISTRICT = '330205'

interface Practised {
  reports: number
  days: number
  /** The city's last instant. */
  now: number
  /** Whether the cases of the district's offices are held. */
  cases?: boolean
}

/** All scopes were confirmed at `now`. */
export function fillPractice({ reports, days, now, cases = true }: Practised, db: WritableDatabase = emptyCache()): WritableDatabase {
  const rows = practiceCity({ seed: 7, reports, days, now })
  const isHeld = (scope: string): boolean => scope.startsWith('city:') || scope === `ref:${PRACTICE_DISTRICT}` || (cases && scope.startsWith(`office:${PRACTICE_DISTRICT}`))
  const scopes = new Set<string>()
  db.transaction(() => {
    for (const { type, scope, body } of rows) {
      if (!isHeld(scope)) continue
      if (!scopes.has(scope)) putScope(db, scope, now)
      scopes.add(scope)
      putRow(db, scope, type, body as Row<typeof type>)
    }
  })()
  return db
}
