/** A data folder whose cache holds so many reports, pulled by the product itself, as a console of the past would have left it. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE_FILE } from '../../main/store/cache.ts'
import { ownerKey } from '../../main/store/profile.ts'
import { NOWHERE, pull, SUB } from './first-sync.ts'
import { readySnapshot } from './ready-snapshot.ts'
import { CITY } from './reports.ts'

export interface ReadyCache {
  /** What `--data` names. */
  folder: string
  /** The cache's file. */
  path: string
}

const SESSION = 'last-session.json'
const made = new Map<string, Promise<ReadyCache>>()

/** Made once; a bench with a folder of its own for its work finds it again, and must then be of the same code. */
export function readyCache(work: string, count: number): Promise<ReadyCache> {
  const folder = join(work, `cache-${count}`)
  const known = made.get(folder) ?? make(work, folder, count)
  made.set(folder, known)
  return known
}

async function make(work: string, folder: string, count: number): Promise<ReadyCache> {
  const ready = { folder, path: join(folder, 'profiles', ownerKey({ central: NOWHERE, sub: SUB }), CACHE_FILE) }
  if (existsSync(join(folder, SESSION))) return ready
  rmSync(folder, { recursive: true, force: true })
  await pull(await readySnapshot(work, count), join(folder, 'profiles'))
  const session = { central: NOWHERE, centralName: 'bench', practice: false, beside: false, account: null, sub: SUB, name: 'bench', role: 'city', city: CITY, homeArea: CITY }
  writeFileSync(join(folder, SESSION), JSON.stringify(session))
  return ready
}
