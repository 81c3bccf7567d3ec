/** Seals with a key that the system keeps for this user. */
import { safeStorage } from 'electron'
import type { Vault } from '../core/host.ts'

/** Only where the system really keeps a key: on a Linux without a keyring the key would be a known word. */
async function canSeal(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
}

export const systemVault: Vault = {
  seal: async (text) => ((await canSeal()) ? safeStorage.encryptStringAsync(text) : null),
  open: async (sealed) => ((await canSeal()) ? (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result : null),
}
