/** The start code and the token it buys: whoever reads the console's own output may use it, nobody else on this PC. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const CODE_LIFE_MS = 120_000

export interface Sessions {
  /** A new code; the one before it stops working. */
  issueCode(): string
  /** The token for a code: once, within two minutes; else null. */
  exchange(code: unknown): string | null
  admits(token: unknown): boolean
}

/** One token per start of the host: 256 bits, held in memory only, never in an address. */
export function createSessions(clock: () => number = Date.now): Sessions {
  const token = randomBytes(32).toString('base64url')
  let open: { code: string; until: number } | null = null
  return {
    issueCode() {
      open = { code: randomBytes(16).toString('base64url'), until: clock() + CODE_LIFE_MS }
      return open.code
    },
    exchange(code) {
      if (open === null || clock() > open.until || !same(code, open.code)) return null
      open = null
      return token
    },
    admits: (given) => same(given, token),
  }
}

// Digests have one length, so the comparison tells neither content nor length.
function same(given: unknown, held: string): boolean {
  if (typeof given !== 'string' || given.length > 256) return false
  return timingSafeEqual(digest(given), digest(held))
}
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
