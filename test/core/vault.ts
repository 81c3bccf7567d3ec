/** A keyring for tests: seals with a key of its own, as the system's does; another one cannot open it. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Vault } from '../../main/core/host.ts'

export function makeVault(): Vault {
  const key = randomBytes(32)
  return {
    async seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    async open(sealed) {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
    },
  }
}
