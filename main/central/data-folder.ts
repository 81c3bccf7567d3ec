/** Where the embedded database lies unless told otherwise: the folder in which `npm start` keeps its practice central. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The same places as in main/setup/paths.mjs, which must do without TypeScript. */
export function practiceFolder(env: NodeJS.ProcessEnv = process.env, system: NodeJS.Platform = process.platform): string {
  if (env.YONGAI_DATA !== undefined && env.YONGAI_DATA !== '') return join(resolve(env.YONGAI_DATA), 'practice')
  const base =
    system === 'win32' ? (env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
    : system === 'darwin' ? join(homedir(), 'Library', 'Application Support')
    : env.XDG_DATA_HOME || join(homedir(), '.local', 'share')
  return join(base, 'yongai-console', 'practice')
}
