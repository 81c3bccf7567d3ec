/** One folder per central and user: practice and production never mix, users of a shared PC never meet. */
import { hash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

export interface Owner {
  /** Origin of the central's address. */
  central: string
  sub: string
}

export function ownerKey(owner: Owner): string {
  return hash('sha256', `${new URL(owner.central).origin}\n${owner.sub}`, 'hex').slice(0, 32)
}

/** Makes the folder, readable by its user alone. */
export function profileFolder(base: string, owner: Owner): string {
  const folder = join(base, ownerKey(owner))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
