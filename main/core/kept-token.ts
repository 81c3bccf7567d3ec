/** A token that outlives the console, where the host can seal it with the system's keyring; elsewhere tokens stay in memory alone. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Vault } from './host.ts'

const FILE = 'token.sealed'

/** Sealed together, so that a token never goes to another central or under another name. */
const Kept = z.object({ central: z.string(), sub: z.string(), token: z.string().min(1) })
export interface TokenOwner {
  central: string
  sub: string
}

export interface KeptToken {
  /** Does nothing where nothing can be sealed. Never rejects: the sign-in itself has succeeded. */
  keep(owner: TokenOwner, token: string): Promise<void>
  /** Null when there is none, none of this owner, or none that can be opened any more. */
  recall(owner: TokenOwner): Promise<string | null>
  forget(): void
}

export function createKeptToken(folder: string, vault: Vault | undefined): KeptToken {
  const path = join(folder, FILE)
  const forget = (): void => rmSync(path, { force: true })
  return {
    forget,
    async keep({ central, sub }, token) {
      // The one before is another person's, perhaps.
      forget()
      try {
        const sealed = (await vault?.seal(JSON.stringify({ central, sub, token }))) ?? null
        if (sealed === null) return
        writeFileSync(`${path}.new`, sealed, { mode: 0o600 })
        renameSync(`${path}.new`, path)
      } catch {
        // The next start asks to sign in, as without a keyring.
      }
    },
    async recall({ central, sub }) {
      try {
        const text = (await vault?.open(readFileSync(path))) ?? null
        if (text === null) return null
        const kept = Kept.parse(JSON.parse(text))
        return kept.central === central && kept.sub === sub ? kept.token : null
      } catch {
        return null
      }
    },
  }
}
