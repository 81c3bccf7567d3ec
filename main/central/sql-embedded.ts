/** PGlite: PostgreSQL inside this process, in a folder or in memory. It has one connection, so transactions queue. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import Database from 'better-sqlite3'
import type { Sql, TransactionOptions } from './sql-types.ts'

export async function openEmbedded(folder: string | null): Promise<Sql> {
  const release = folder === null ? () => {} : ownFolder(folder)
  const db = await PGlite.create(folder === null ? {} : { dataDir: join(folder, 'pg') })
  return {
    kind: 'embedded',
    query: async <T>(text: string, params?: unknown[]) => (await db.query<T>(text, params)).rows,
    transaction: (work, options) =>
      db.transaction(async (tx) => {
        if (options !== undefined) await tx.query(setTransaction(options))
        return work({
          query: async <T>(text: string, params?: unknown[]) => (await tx.query<T>(text, params)).rows,
          copy: async (statement, text) => void (await tx.query(statement, [], { blob: new Blob([text]) })),
        })
      }),
    // It answers one question after the other within this process; a crowd of desks is not its purpose.
    waiting: () => 0,
    listen: (channel, hear) => db.listen(channel, hear).then((stop) => () => stop()),
    close: async () => {
      if (!db.closed) await db.close()
      release()
    },
  }
}

export function setTransaction(options: TransactionOptions): string {
  return `SET TRANSACTION ISOLATION LEVEL ${(options.isolation ?? 'read committed').toUpperCase()}${options.readOnly === true ? ' READ ONLY' : ''}`
}

/**
 * Two processes on one embedded folder would destroy it. The lock is an exclusive SQLite transaction: the kernel
 * releases it when the process dies, unlike a file holding a process id.
 */
function ownFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const lock = new Database(join(folder, 'owner.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw Object.assign(new Error(`Another process, perhaps a running central, uses the data in ${folder}. Stop it first.`), { code: 'OWNED' })
  }
  return () => lock.close()
}
