/** The static files that exist: a list made from the built page; a path that is not on it is not looked up on disk. */
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

export interface StaticFile {
  path: string
  type: string
  /** The name carries a hash of the content. */
  hashed: boolean
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon',
  '.woff2': 'font/woff2', '.woff': 'font/woff', '.wasm': 'application/wasm', '.webp': 'image/webp',
}

/** URL path → file, for the regular files of known type below `folder`. Links are left out, and what lies behind a linked folder: they could lead elsewhere. */
export function listFiles(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`the page is not built: ${folder} has no index.html`)
  const real = realpathSync(folder)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    // The listing walks into linked folders.
    if (realpathSync(path) !== join(real, relative(folder, path))) continue
    const url = `/${relative(folder, path).split(sep).join('/')}`
    files.set(url, { path, type, hashed: url.startsWith('/assets/') })
  }
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}
