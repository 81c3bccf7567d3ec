/** The writer's context with mishaps: a write can run into a full disk or be cut off in the middle of its statements. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { COPY_FILE } from '../../main/store/good-copy.ts'
import type { WritableDatabase } from '../../main/store/open.ts'
import { createWriterContext, type WriterContext } from '../../main/store/writer-context.ts'
import { Death, diskFull, type WriteFate } from './disk-lane.ts'

type Statement = ReturnType<WriterContext['sql']>

/** What of a function counts as its write: its first transaction or statement outside one, the writing of the good copy, or nothing. What follows is the store's own affair. */
export type CountedWrite = 'first' | 'copy' | 'none'

export interface MishapWriter {
  context: WriterContext
  /** Set before each function. */
  counted: CountedWrite
}

interface Plan {
  fate: 'full' | 'death'
  /** Statements that still run before it happens; at the latest it happens before the commit. */
  left: number
}

const ENDLESS_PAGES = 4_294_967_294
/** Pages of cache: so few that a transaction's pages reach the WAL before it commits. */
const TIGHT = -40

/** `next` is asked at the beginning of each write; `die` takes what lies on the disk at that moment. */
export function createMishapWriter(db: WritableDatabase, folder: string, path: string, ownerKey: string, next: () => WriteFate, die: () => void): MishapWriter {
  let plan: Plan | null = null
  let mishaps = 0
  const plain = createWriterContext(db, folder, path, ownerKey)
  db.pragma(`cache_size = ${TIGHT}`)

  const begin = (kind: CountedWrite): void => {
    const fate = writer.counted === kind ? next() : 'done'
    if (writer.counted === kind) writer.counted = 'none'
    plan = fate === 'done' ? null : { fate, left: mishaps++ % 7 }
    // Every other time SQLite itself is to find that there is no page left.
    if (plan?.fate === 'full' && mishaps % 2 === 0) db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`)
  }
  const strike = (): void => {
    const fate = plan?.fate
    plan = null
    if (fate === 'full') throw diskFull()
    if (fate !== 'death') return
    die()
    throw new Death()
  }
  const end = (): void => {
    plan = null
    if (mishaps > 0) db.pragma(`max_page_count = ${ENDLESS_PAGES}`)
  }
  /** One write: a transaction, or a statement on its own. */
  const write = <T>(work: () => T, kind: CountedWrite = 'first'): T => {
    begin(kind)
    try {
      return work()
    } finally {
      end()
    }
  }
  const runStep = (run: () => unknown): unknown => {
    if (plan && plan.left-- <= 0) strike()
    return run()
  }
  const wrap = (statement: Statement): Statement => {
    const run = (...args: unknown[]): unknown => {
      if (db.inTransaction) return runStep(() => statement.run(...args))
      return write(() => {
        strike()
        return statement.run(...args)
      })
    }
    const bound = { run, get: statement.get.bind(statement), all: statement.all.bind(statement), iterate: statement.iterate.bind(statement) }
    return bound as unknown as Statement
  }
  const wrapped = new Map<string, Statement>()
  const sql = (text: string): Statement => {
    const known = wrapped.get(text) ?? wrap(plain.sql(text))
    wrapped.set(text, known)
    return known
  }
  const transaction = (work: () => unknown): { immediate(): unknown } => {
    const immediate = db.transaction(() => {
      const result = work()
      strike()
      return result
    }).immediate
    return { immediate: () => write(immediate) }
  }
  /** The good copy is written outside any transaction: what is left of it lies beside the cache. */
  const prepare = (text: string): unknown => {
    const statement = db.prepare(text)
    if (!text.startsWith('VACUUM')) return statement
    return {
      run: (target: string) => write(() => {
        if (plan) writeFileSync(join(folder, `${COPY_FILE}.next`), 'SQLite format 3\0torn')
        strike()
        return statement.run(target)
      }, 'copy'),
    }
  }
  const pragma = (text: string, options?: { simple?: boolean }): unknown => (text.startsWith('cache_size') ? null : db.pragma(text, options))
  const guarded = Object.create(db, { transaction: { value: transaction }, prepare: { value: prepare }, pragma: { value: pragma } }) as WritableDatabase
  const writer: MishapWriter = { context: { ...plain, db: guarded, sql }, counted: 'none' }
  return writer
}
