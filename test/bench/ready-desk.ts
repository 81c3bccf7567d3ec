/** A console's data folder whose cache holds so many cases with their text index, as one would be after months of work; its central is out of reach. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE_FILE } from '../../main/store/cache.ts'
import { openWritable } from '../../main/store/open.ts'
import { ownerKey } from '../../main/store/profile.ts'
import { NOWHERE, SUB } from './first-sync.ts'
import { DROP_BARE_INDEXES, readyCases } from './ready-cases.ts'
import { CITY } from './reports.ts'

const SESSION = 'last-session.json'

/** What `--data` names. */
export function readyDesk(work: string, count: number): string {
  const folder = join(work, `desk-${count}`)
  if (existsSync(join(folder, SESSION))) return folder
  rmSync(folder, { recursive: true, force: true })
  const owner = ownerKey({ central: NOWHERE, sub: SUB })
  const profile = join(folder, 'profiles', owner)
  mkdirSync(profile, { recursive: true })
  cpSync(readyCases(work, count, true), profile, { recursive: true })
  rmSync(join(profile, 'ready'), { recursive: true })
  const db = openWritable(join(profile, CACHE_FILE))
  db.exec(DROP_BARE_INDEXES)
  db.prepare("INSERT INTO meta (k, v) VALUES ('owner', ?), ('built_at', '1')").run(owner)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  writeFileSync(join(folder, SESSION), JSON.stringify({ central: NOWHERE, centralName: 'bench', practice: false, beside: false, account: null, sub: SUB, name: 'bench', role: 'city', city: CITY, homeArea: CITY }))
  return folder
}
