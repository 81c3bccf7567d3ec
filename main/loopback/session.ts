/** The start codes and the tokens they buy, one per audience: whoever reads the console's own output may use them, nobody else on this PC. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Audience } from '../core/audience.ts'

export const CODE_LIFE_MS = 120_000

export interface Sessions {
  /** A new code; the one before it for the same audience stops working. */
  issueCode(audience: Audience): string
  /** The token for a code: once, within two minutes; else null. */
  exchange(code: unknown): string | null
  /** Whoever this token was given to; null: nobody. */
  admit(token: unknown): Audience | null
}

interface Pass {
  audience: Audience
  token: string
  open: { code: string; until: number } | null
}

/** One token per audience and start of the host: 256 bits, held in memory only, never in an address. */
export function createSessions(clock: () => number = Date.now): Sessions {
  const passes = new Map<string, Pass>()
  // Every pass is looked at, so that the time taken does not tell which one it nearly was.
  const find = (fits: (pass: Pass) => boolean): Pass | null => [...passes.values()].filter(fits)[0] ?? null
  return {
    issueCode(audience) {
      const name = audience === 'desk' ? 'desk' : `wall ${audience.wall}`
      const pass = passes.get(name) ?? { audience, token: randomBytes(32).toString('base64url'), open: null }
      passes.set(name, pass)
      pass.open = { code: randomBytes(16).toString('base64url'), until: clock() + CODE_LIFE_MS }
      return pass.open.code
    },
    exchange(code) {
      const pass = find(({ open }) => open !== null && clock() <= open.until && same(code, open.code))
      if (pass === null) return null
      pass.open = null
      return pass.token
    },
    admit: (given) => find(({ token }) => same(given, token))?.audience ?? null,
  }
}

// Digests have one length, so the comparison tells neither content nor length.
function same(given: unknown, held: string): boolean {
  if (typeof given !== 'string' || given.length > 256) return false
  return timingSafeEqual(digest(given), digest(held))
}
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
