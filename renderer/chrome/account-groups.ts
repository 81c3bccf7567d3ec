/** Accounts of several cities parted by city, the practice city first. */
import type { Account } from '../../preload/contract/model.ts'

export interface AccountGroup {
  city: string
  name: string
  simulated: boolean
  accounts: Account[]
}

/** Otherwise the central's own order stays. */
export function groupByCity(accounts: readonly Account[]): AccountGroup[] {
  const groups = new Map<string, AccountGroup>()
  for (const account of accounts) {
    const group = groups.get(account.city) ?? { city: account.city, name: account.cityName, simulated: account.simulated, accounts: [] }
    group.accounts.push(account)
    groups.set(account.city, group)
  }
  return [...groups.values()].sort((a, b) => Number(b.simulated) - Number(a.simulated))
}
