/** Part: the limit of a first sync. The same rows, already parsed, hashed and in memory, go into the same tables by one prepared statement. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createEntity, ENTITIES } from '../../main/store/entities.ts'
import { migrate } from '../../main/store/migrations.ts'
import { openWritable, type WritableDatabase } from '../../main/store/open.ts'
import { judgeRow } from '../../main/store/rows.ts'
import type { RowType, SnapshotLine } from '../../main/sync/protocol.ts'
import { answerOf } from './held-points.ts'
import { hand, inputOf, timed } from './part.ts'
import { readLines, readManifest } from './ready-snapshot.ts'
import { SCOPE } from './reports.ts'
import type { Sample } from './verdict.ts'

export type Manner = 'same' | 'tuned'

const { folder, base, order } = inputOf<{ folder: string; base: string; order: readonly Manner[] }>()
const rows = parseRows()
const samples: Partial<Record<Manner, Sample>> = {}
for (const manner of order) samples[manner] = await insertInto(join(base, manner), manner)
await hand(samples)

function parseRows(): Map<RowType, unknown[][]> {
  const rows = new Map<RowType, unknown[][]>()
  for (const { n } of readManifest(folder).parts) {
    for (const text of readLines(folder, n)) {
      const line = JSON.parse(text) as SnapshotLine
      const fate = judgeRow('city', line)
      if (fate.fate !== 'row') throw new Error(`a row is ${fate.fate}`)
      const list = rows.get(fate.type) ?? []
      rows.set(fate.type, list)
      list.push([line.id, SCOPE, line.ver, fate.h, line.row, ...fate.cells])
    }
  }
  return rows
}

async function insertInto(folder: string, manner: Manner): Promise<Sample> {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'cache.db')
  const db = openWritable(path)
  migrate(db)
  // What the product sets while it takes a snapshot.
  db.pragma('wal_autocheckpoint = 20000')
  db.pragma('cache_size = -65536')
  const later = manner === 'tuned' ? tune(db) : []
  const used = await timed(() => {
    db.transaction(() => {
      for (const [type, list] of rows) {
        const cells = 5 + Object.keys(ENTITIES[type].columns).length
        const put = db.prepare(`INSERT INTO "${type}" VALUES (${Array.from({ length: cells }, () => '?').join(', ')})`)
        for (const row of list) put.run(...row)
      }
      for (const text of later) db.exec(text)
    }).immediate()
    db.pragma('wal_checkpoint(TRUNCATE)')
  })
  db.close()
  return { ...used, answer: answerOf(path) }
}

/** Without overwriting freed pages, with a larger cache, and with the indexes of the points made after the rows: these are returned. */
function tune(db: WritableDatabase): string[] {
  db.pragma('secure_delete = 0')
  db.pragma('cache_size = -262144')
  const indexes = createEntity('point').split('\n').filter((text) => text.startsWith('CREATE INDEX'))
  for (const text of indexes) db.exec(`DROP INDEX ${/"[^"]+"/.exec(text)?.[0]}`)
  return indexes
}
