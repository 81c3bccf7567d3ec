/** Accounts, tokens and rights of the memory central. */
import { TOKEN_MS, tokenOf } from '../../main/central/account.ts'
import type { PracticeEntry } from '../../main/central/account.ts'
import { decideGrants, grantsRevision, lineOf, OFFICE_LEVELS } from '../../main/central/grants.ts'
import type { Account, Grant, Place } from '../../main/central/grants.ts'
import { rowKey } from '../../main/central/log.ts'
import { Refusal } from '../../main/central/problem.ts'
import { ScopeId } from '../../main/sync/protocol.ts'
import { byBytes } from './memory-central-state.ts'
import type { State } from './memory-central-state.ts'

const UP_MAX = 6

export interface Rights {
  grants: Grant[]
  scopes: Set<string>
  revision: number
}

export interface Accounts {
  put(entry: PracticeEntry): void
  issue(sub: string, now: number): string
  revoke(sub: string, now: number): void
  /** Throws the refusal of a token that is none any more. */
  identify(authorization: string | undefined, now: number): { account: Account; token: string }
  rightsOf(account: Account): Rights
  /** Throws unless the account may read the scope. */
  allow(account: Account, scope: string): void
  grants(sub: string): string[]
}

interface Token {
  sub: string
  expiresAt: number
  revokedAt: number | null
}

interface Areas {
  revision: number
  places: Map<string, Place & { parent?: string }>
  rights: Map<string, Rights>
}

/** `state` is asked anew each time: a restore puts another one in its place. */
export function createAccounts(state: () => State): Accounts {
  const accounts = new Map<string, Account>()
  const tokens = new Map<string, Token>()
  let areas: { of: State; known: Areas } | null = null

  const areasNow = (): Areas => {
    const now = state()
    if (areas?.of !== now || areas.known.revision !== now.areaRevision) areas = { of: now, known: readAreas(now) }
    return areas.known
  }
  const rightsOf = (account: Account): Rights => {
    const known = areasNow()
    let rights = known.rights.get(account.sub)
    if (rights === undefined) {
      const grants = decideGrants(account, surroundings(account, known))
      rights = { grants, scopes: new Set(grants.map(({ id }) => id)), revision: grantsRevision(grants) }
      known.rights.set(account.sub, rights)
    }
    return rights
  }
  return {
    rightsOf,
    put({ account: sub, name, role, city, home_area }) {
      accounts.set(sub, { sub, name, role, city, home_area })
      areas?.known.rights.delete(sub)
    },
    issue(sub, now) {
      if (!accounts.has(sub)) throw new Error(`there is no account ${sub}`)
      const token = `memory-central-token-${String(tokens.size + 1).padStart(12, '0')}`
      tokens.set(token, { sub, expiresAt: now + TOKEN_MS, revokedAt: null })
      return token
    },
    revoke(sub, now) {
      for (const token of tokens.values()) if (token.sub === sub) token.revokedAt ??= now
    },
    identify(authorization, now) {
      const text = tokenOf(authorization)
      const token = tokens.get(text)
      const account = token === undefined ? undefined : accounts.get(token.sub)
      if (token === undefined || account === undefined || token.expiresAt <= now) throw new Refusal('token-expired')
      if (token.revokedAt !== null) throw new Refusal('token-revoked')
      return { account, token: text }
    },
    allow(account, scope) {
      if (rightsOf(account).scopes.has(scope)) return
      throw new Refusal(isScope(state(), scope) ? 'scope-forbidden' : 'unknown-scope')
    },
    grants(sub) {
      const account = accounts.get(sub)
      return account === undefined ? [] : rightsOf(account).grants.map(({ id }) => id)
    },
  }
}

function readAreas(state: State): Areas {
  const places: Areas['places'] = new Map()
  for (const row of state.rows.values()) {
    if (row.type === 'area') places.set(row.id, { ...(JSON.parse(row.body) as Place & { parent?: string }), id: row.id })
  }
  return { revision: state.areaRevision, places, rights: new Map() }
}

function surroundings(account: Account, { places }: Areas): { line: Place[]; districts: Place[]; offices: Place[] } {
  const line: Place[] = []
  for (let place = places.get(account.home_area); place !== undefined && line.length <= UP_MAX; place = places.get(place.parent ?? '')) line.push(place)
  const { city, district } = lineOf(account, line)
  const children = (parent: string, levels: readonly string[]): Place[] =>
    [...places.values()].filter((place) => place.parent === parent && levels.includes(place.level)).sort((a, b) => byBytes(a.id, b.id))
  return { line, districts: children(city.id, ['district']), offices: children(district?.id ?? city.id, OFFICE_LEVELS) }
}

/** A scope exists with its area, before its first row. */
function isScope({ scopes, rows }: State, scope: string): boolean {
  return ScopeId.safeParse(scope).success && (scopes.has(scope) || rows.has(rowKey('area', scope.slice(scope.indexOf(':') + 1))))
}
