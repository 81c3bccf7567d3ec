/** Accounts are parted by city, the practice city first. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Account } from '../../../preload/contract/model.ts'
import { groupByCity } from '../../../renderer/chrome/account-groups.ts'

function account(name: string, city: string, simulated: boolean): Account {
  return { account: name, name, role: 'city', city, cityName: city.toUpperCase(), simulated }
}

test('the practice city comes first, the others keep their order, and only it is marked', () => {
  const groups = groupByCity([account('m', 'boston', false), account('a', '3302', true), account('o', 'oslo', false), account('b', '3302', true)])
  assert.deepEqual(groups.map(({ city, simulated, accounts }) => [city, simulated, accounts.map((one) => one.account)]), [
    ['3302', true, ['a', 'b']], ['boston', false, ['m']], ['oslo', false, ['o']],
  ])
})
