/** Accounts for an imported city: one for its manager, one for each area's office; named as the central names them when it finds a city without any. */
import { putAccounts, type PracticeEntry } from '../account.ts'
import type { Tx } from '../sql.ts'

export interface OfficeArea { id: string; name: string }

/** `offices` are the new ones only; the manager's account is the same on every import. */
export async function addAccounts(tx: Tx, city: OfficeArea, offices: readonly OfficeArea[]): Promise<void> {
  const manager: PracticeEntry = { account: `manager@${city.id}`, name: city.name, role: 'city', city: city.id, home_area: city.id }
  await putAccounts(tx, [manager, ...offices.map((office): PracticeEntry => ({ account: `office@${office.id}`, name: office.name, role: 'office', city: city.id, home_area: office.id }))])
}
