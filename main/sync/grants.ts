/** The scopes of a `me`, read one by one: a grant this program cannot read, or one too many, stops none of the others. */
import { LIMITS, ScopeGrant } from './protocol.ts'

export interface Grants {
  /** What this desk follows, in the central's order: at most the contract's number, each scope once. */
  scopes: { id: string; name: string }[]
  /** Every id the central named, readable or not: what is held of these is never forgotten. */
  named: ReadonlySet<string>
  /** Granted, but more than the number of scopes a desk holds. */
  beyond: number
  /** Granted in words this program does not know. */
  unreadable: number
}

const LONGEST_NAME = 200

/** `held`: scopes already on this desk. They come before new ones when there are too many, and keep their place while they are named at all. */
export function readGrants(raw: readonly unknown[], held: readonly string[]): Grants {
  const readable = new Map<string, { id: string; name: string }>()
  let unreadable = 0
  for (const grant of raw) {
    const parsed = ScopeGrant.safeParse(grant)
    if (!parsed.success) unreadable += 1
    else if (!readable.has(parsed.data.id)) readable.set(parsed.data.id, { id: parsed.data.id, name: short(parsed.data.name) })
  }
  const named = new Set(raw.flatMap((grant) => idOf(grant)))
  const followed = new Set([...new Set([...held.filter((id) => named.has(id)), ...readable.keys()])].slice(0, LIMITS.scopesPerDesk))
  const scopes = [...readable.values()].filter(({ id }) => followed.has(id))
  return { scopes, named, beyond: readable.size - scopes.length, unreadable }
}

function idOf(grant: unknown): string[] {
  const id = typeof grant === 'object' && grant !== null && 'id' in grant ? grant.id : undefined
  return typeof id === 'string' ? [id] : []
}

/** By whole characters: half of a pair would not survive the way to the screen. */
function short(name: string): string {
  const characters = Array.from(name.slice(0, 4 * LONGEST_NAME))
  return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME - 1).join('')}…` : characters.join('')
}
