/** Accounts for an imported city: one for its manager, one for each area's office. */
import type { Tx } from '../sql.ts'

export interface OfficeArea { id: string; name: string }

/** Adds what is missing; accounts of an earlier import stay as they are. The ids are the city's and the areas' own. */
export async function addAccounts(tx: Tx, city: { id: string; name: string }, offices: readonly OfficeArea[]): Promise<void> {
  const rows = [
    { sub: `city:${city.id}`, name: city.name, role: 'city', area: city.id },
    ...offices.map((office) => ({ sub: `office:${office.id}`, name: office.name, role: 'office', area: office.id })),
  ]
  await tx.query(
    `INSERT INTO account (sub, name, role, city, home_area, practice)
     SELECT t.sub, t.name, t.role, $5, t.area, true FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS t(sub, name, role, area, n) ORDER BY n
     ON CONFLICT (sub) DO NOTHING`,
    [rows.map((row) => row.sub), rows.map((row) => row.name), rows.map((row) => row.role), rows.map((row) => row.area), city.id],
  )
}
