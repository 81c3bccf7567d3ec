/** Getting in: asks a central who we are, and says in the bridge's words why it will not have us. */
import type { Account } from '../../preload/contract/model.ts'
import type { FailureCode } from '../../preload/contract/api.ts'
import { createCentralClient, type CentralClient } from '../sync/central-client.ts'
import type { CallFailure, Result } from '../sync/failure.ts'
import { disagreement } from '../sync/negotiate.ts'
import type { Ports } from '../sync/ports.ts'
import { Refusal } from './refusal.ts'
import { knownDuties, type Remembered } from './remembered.ts'

export interface Entry {
  remembered: Remembered
  token: string
}

/** Throws a Refusal: unreachable, not-a-central, token-refused, too-old, central-too-old, refused. */
export async function enterWithToken(ports: Ports, central: string, token: string): Promise<Entry> {
  return enter(ports, { central: originOf(central), token, beside: false, account: null })
}

/** `account` null: the first manager of a city the practice central offers. Throws a Refusal like `enterWithToken`. */
export async function enterPractice(ports: Ports, central: string, account: string | null, beside: boolean): Promise<Entry> {
  const origin = originOf(central)
  const client = createCentralClient({ central: origin, token: null, ports })
  const chosen = account ?? (await defaultAccount(client))
  const { token } = need(await client.signIn(chosen))
  return enter(ports, { central: origin, token, beside, account: chosen })
}

export async function listAccounts(ports: Ports, central: string): Promise<Account[]> {
  const client = createCentralClient({ central: originOf(central), token: null, ports })
  const { accounts } = need(await client.accounts())
  return accounts.map(({ city_name, ...rest }) => ({ ...rest, cityName: city_name }))
}

async function defaultAccount(client: CentralClient): Promise<string> {
  const { accounts } = need(await client.accounts())
  const first = accounts.find((one) => one.role === 'city' && one.simulated) ?? accounts.find((one) => one.role === 'city') ?? accounts[0]
  if (first === undefined) throw new Refusal('refused', 'this practice central has no accounts')
  return first.account
}

async function enter(ports: Ports, how: { central: string; token: string; beside: boolean; account: string | null }): Promise<Entry> {
  const client = createCentralClient({ central: how.central, token: how.token, ports })
  const meta = need(await client.meta())
  const apart = disagreement(meta)
  if (apart !== null) throw new Refusal(apart.kind === 'local' && apart.why === 'central-too-old' ? 'central-too-old' : apart.kind === 'local' ? 'too-old' : 'not-a-central', apart.detail)
  const answer = await client.me()
  const me = need(answer)
  const remembered: Remembered = {
    central: how.central, centralName: meta.name, practice: meta.practice, beside: how.beside, account: how.account,
    sub: me.sub, name: me.name, role: me.role, city: me.city, homeArea: me.home_area, duties: knownDuties(me.duties ?? []),
  }
  return { remembered, token: how.token }
}

function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw new Refusal('bad-input', 'the address of a central begins with https://')
  return url.origin
}

function need<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Refusal(codeOf(result.failure), result.failure.detail)
}

function codeOf(failure: CallFailure): FailureCode {
  if (failure.kind === 'down') return failure.why === 'unreachable' || failure.why === 'timeout' ? 'unreachable' : failure.why === 'stopped' ? 'stopped' : 'not-a-central'
  switch (failure.type) {
    case 'token-expired':
    case 'token-revoked':
      return 'token-refused'
    case 'client-too-old':
      return 'too-old'
    case 'slow-down':
    case 'busy':
      return 'too-busy'
    default:
      return 'refused'
  }
}
