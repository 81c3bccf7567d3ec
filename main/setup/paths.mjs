/** Where things lie: the product's folder, its packages, and the user's data by the custom of each system. */
import { homedir, platform } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const inRoot = (...parts) => join(ROOT, ...parts)

/** `given` is --data; without it YONGAI_DATA, then the system's place. */
export function dataFolder(given, env = process.env, system = platform()) {
  const named = given ?? env.YONGAI_DATA
  if (named !== undefined && named !== '') return resolve(named)
  const name = 'yongai-console'
  if (system === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), name)
  if (system === 'darwin') return join(homedir(), 'Library', 'Application Support', name)
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), name)
}
