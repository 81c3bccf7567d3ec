/** The accounts one may practise with: those of the practice city, and a manager and offices for each imported city. */
import type { z } from 'zod'
import type { PracticeAccount } from '../sync/protocol.ts'
import { putAccounts } from './account.ts'
import type { PracticeEntry } from './account.ts'
import { PRACTICE_CITY } from './city/practice-row.ts'
import type { Sql } from './sql-types.ts'

/** Cities are the areas without a parent. */
const CITIES = `SELECT id, body::jsonb->>'name' AS name, (body::jsonb->>'simulated')::boolean AS simulated FROM record
  WHERE type = 'area' AND (body::jsonb) ->> 'parent' IS NULL AND body::jsonb->>'level' = 'city'`

/** The practice city's names and divisions are real, its data is not: `simulated` speaks of the data. */
export async function listPracticeAccounts(sql: Sql): Promise<z.infer<typeof PracticeAccount>[]> {
  return sql.query(
    `SELECT a.sub AS account, a.name, a.role, a.city, coalesce(c.name, a.city) AS city_name, a.city = $1 OR coalesce(c.simulated, true) AS simulated
     FROM account a LEFT JOIN (${CITIES}) c ON c.id = a.city WHERE a.practice ORDER BY a.position`,
    [PRACTICE_CITY],
  )
}

/** Gives every city without accounts a manager, and one account per office. */
export async function adoptCities(sql: Sql): Promise<void> {
  const cities = await sql.query<{ id: string; name: string }>(`SELECT id, name FROM (${CITIES}) c WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.city = c.id)`)
  for (const city of cities) {
    const offices = await sql.query<{ id: string; name: string }>(
      `SELECT id, body::jsonb->>'name' AS name FROM record WHERE type = 'area' AND (body::jsonb) ->> 'parent' = $1 AND body::jsonb->>'level' = 'street' ORDER BY id`,
      [city.id],
    )
    const manager: PracticeEntry = { account: `manager@${city.id}`, name: city.name, role: 'city', city: city.id, home_area: city.id }
    const entries = offices.map((office): PracticeEntry => ({ account: `office@${office.id}`, name: office.name, role: 'office', city: city.id, home_area: office.id }))
    await sql.transaction((tx) => putAccounts(tx, [manager, ...entries]))
  }
}
