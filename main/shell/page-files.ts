/** Which file a request under app:// means: one of the list, or none. Nothing of Electron here. */
import type { StaticFile } from '../loopback/files.ts'
import { isOurPage } from './origin.ts'

/** Null is answered 404, whatever was wrong: other method, other host, path not on the list. No path is ever looked up on disk. */
export function findPageFile(files: ReadonlyMap<string, StaticFile>, request: { method: string; url: string }): StaticFile | null {
  if (request.method !== 'GET' || !isOurPage(request.url)) return null
  return files.get(new URL(request.url).pathname) ?? null
}
