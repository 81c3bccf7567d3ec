/** Where the packed console keeps its data: on this PC. A roaming profile would carry gigabytes of cache from desk to desk. */
import { posix, win32 } from 'node:path'

export interface Whereabouts {
  system: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  home: string
}

/** `given` is --data. The same places as `npm start` uses. */
export function chooseDataFolder(given: string | null, { system, env, home }: Whereabouts): string {
  const { join, resolve } = system === 'win32' ? win32 : posix
  const named = given ?? env['YONGAI_DATA'] ?? ''
  if (named !== '') return resolve(named)
  if (system === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'yongai-console')
  if (system === 'darwin') return join(home, 'Library', 'Application Support', 'yongai-console')
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'yongai-console')
}
