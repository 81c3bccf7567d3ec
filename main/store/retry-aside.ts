/** Rows set aside under other rules than today's are judged again: an update of the program may know what the one before did not. */
import { hash } from 'node:crypto'
import { z } from 'zod'
import { LIMITS, ROW_SCHEMAS, ROW_TYPES, SCOPE_TYPES } from '../sync/protocol.ts'
import { judgeRow, kindOfScope, type Fate } from './rows.ts'
import { putRowSql } from './upsert.ts'
import { inOneTransaction, type WriterContext } from './writer-context.ts'

const RULES_KEY = 'judged_by'

/** Changes with whatever decides about a row. */
export function fingerprintOfRules(): string {
  const schemas = ROW_TYPES.map((type) => [type, z.toJSONSchema(ROW_SCHEMAS[type], { unrepresentable: 'any' })])
  return hash('sha256', JSON.stringify([schemas, SCOPE_TYPES, LIMITS.rowBytes]), 'hex')
}

interface Aside {
  scope: string
  type: string
  id: string
  ver: number
  h: Buffer
  body: string
  why: string | null
}

/** At opening. Answers how many rows were judged again. */
export function retryAside(context: WriterContext): number {
  // The rules take longer to describe than most caches have rows aside.
  if (!context.sql('SELECT 1 FROM bad_row UNION ALL SELECT 1 FROM unknown_row LIMIT 1').get()) return 0
  const rules = fingerprintOfRules()
  if (context.sql('SELECT v FROM meta WHERE k = ?').get(RULES_KEY)?.['v'] === rules) return 0
  return inOneTransaction(context, () => {
    const aside = ['bad_row', 'unknown_row'].flatMap((table) => context.sql(`SELECT scope, type, id, ver, h, body, ${table === 'bad_row' ? 'why' : 'NULL AS why'} FROM ${table}`).all() as unknown as Aside[])
    for (const row of aside) settle(context, row, judgeRow(kindOfScope(row.scope), { ...row, h: row.h.toString('base64'), row: row.body }))
    context.sql('INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v').run(RULES_KEY, rules)
    return aside.length
  })
}

function settle(context: WriterContext, { scope, type, id, ver, h, body, why }: Aside, fate: Fate): void {
  if (why === null ? fate.fate === 'unknown' : fate.fate === 'bad' && fate.why === why) return
  for (const table of ['bad_row', 'unknown_row']) context.sql(`DELETE FROM ${table} WHERE type = ? AND id = ?`).run(type, id)
  switch (fate.fate) {
    case 'row':
      context.sql(putRowSql(fate.type)).run(id, scope, ver, h, body, ...fate.cells, context.sql('SELECT epoch FROM scope WHERE id = ?').get(scope)?.['epoch'] ?? null)
      return
    case 'bad':
      context.sql('INSERT INTO bad_row VALUES (?, ?, ?, ?, ?, ?, ?)').run(scope, type, id, ver, h, body, fate.why)
      return
    case 'unknown':
      context.sql('INSERT INTO unknown_row VALUES (?, ?, ?, ?, ?, ?)').run(scope, type, id, ver, h, body)
      return
    case 'refused':
      context.sql('UPDATE scope SET refused = refused + 1 WHERE id = ?').run(scope)
  }
}
