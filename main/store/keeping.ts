/** The cache's own facts: remembered words of the central, size, age, the daily good copy. */
import { statSync } from 'node:fs'
import type { Recovery } from '../../preload/contract/model.ts'
import { keepGoodCopy as writeGoodCopy, isCopyDue } from './good-copy.ts'
import { packIfDue } from './point-pack.ts'
import { inOneTransaction, type WriterContext } from './writer-context.ts'

/** What the desk remembers between starts beside rows: the last `me` and `meta` of the central, the last good exchange, the last drift check. */
export type MemoryKey = 'me' | 'central' | 'last_ok_at' | 'recovered' | 'checked_at'

export function recall(context: WriterContext, _input: null): Record<string, string> {
  const rows = context.sql('SELECT k, v FROM meta').all()
  return Object.fromEntries(rows.map((row) => [String(row['k']), String(row['v'])]))
}

export function remember(context: WriterContext, input: Partial<Record<MemoryKey, string | null>>): void {
  const set = context.sql('INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v')
  const drop = context.sql('DELETE FROM meta WHERE k = ?')
  inOneTransaction(context, () => {
    for (const [k, v] of Object.entries(input)) {
      if (v === null || v === undefined) drop.run(k)
      else set.run(k, v)
    }
  })
}

export interface CacheFacts {
  path: string
  bytes: number
  builtAt: number | null
  recovered: Recovery | null
  badRows: number
  unknownRows: number
}

export function cacheFacts(context: WriterContext, _input: null): CacheFacts {
  const meta = recall(context, null)
  const count = (table: string): number => Number(context.sql(`SELECT count(*) AS n FROM ${table}`).get()?.['n'])
  const sizeOf = (suffix: string): number => statSync(context.path + suffix, { throwIfNoEntry: false })?.size ?? 0
  return {
    path: context.path,
    bytes: sizeOf('') + sizeOf('-wal'),
    builtAt: meta['built_at'] === undefined ? null : Number(meta['built_at']),
    recovered: meta['recovered'] === undefined ? null : (JSON.parse(meta['recovered']) as Recovery),
    badRows: count('bad_row'),
    unknownRows: count('unknown_row'),
  }
}

/** Once a day, and only of a complete picture: every scope live. */
export function keepGoodCopy(context: WriterContext, input: { now: number }): { kept: boolean } {
  const due = isCopyDue(context.folder, input.now)
  // Asked when nothing else is to be done: the hour for what an update of the program or a change of the zone left unpacked, and once a day for all.
  packIfDue(context.db, due ? 0 : undefined)
  if (!due) return { kept: false }
  const unready = context.sql("SELECT 1 FROM scope WHERE state <> 'live' LIMIT 1").get()
  const any = context.sql('SELECT 1 FROM scope LIMIT 1').get()
  if (unready || !any) return { kept: false }
  return { kept: writeGoodCopy(context.db, context.folder, context.ownerKey) }
}
