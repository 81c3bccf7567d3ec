/** Starts a practice central: database, practice city, HTTP. */
import { settle } from './practice.ts'
import type { PracticeOptions } from './practice.ts'
import { serveCentral } from './serve-central.ts'
import { openDatabase } from './sql.ts'
import type { DatabaseTarget, Sql } from './sql.ts'
import { keepTidy } from './tidy.ts'

export type { PracticeOptions } from './practice.ts'

export interface CentralOptions {
  database: DatabaseTarget
  /** 0 takes any free port. */
  port: number
  /** null: no practice city is made and no one can sign in by name. */
  practice: PracticeOptions | null
  log?: (line: string) => void
  clock?: () => number
}

export interface Central {
  /** http://127.0.0.1:port */
  address: string
  sql: Sql
  close(): Promise<void>
}

export async function startCentral(options: CentralOptions): Promise<Central> {
  const { log = () => {}, clock = Date.now } = options
  const sql = await openDatabase(options.database)
  const closers: (() => Promise<void>)[] = [() => sql.close()]
  const closeAll = async (): Promise<void> => {
    while (closers.length > 0) await closers.pop()?.()
  }
  try {
    const city = await settle(sql, options.practice, log, clock)
    closers.push(() => city.stop())
    closers.push(keepTidy(sql, clock, log))
    const { address, close } = await serveCentral({ sql, port: options.port, practice: options.practice !== null, clock, log })
    closers.push(close)
    return { address, sql, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}
