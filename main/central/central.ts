/** Starts a practice central: database, practice city, HTTP. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
import { createDigests } from './digest.ts'
import { settle } from './practice.ts'
import type { PracticeOptions } from './practice.ts'
import { createSnapshots } from './snapshots.ts'
import { openDatabase } from './sql.ts'
import type { DatabaseTarget, Sql } from './sql.ts'
import { keepTidy } from './tidy.ts'
import { openWakeHub } from './wake-hub.ts'

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
    const hub = await openWakeHub(sql)
    closers.push(keepTidy(sql, clock, log), () => hub.close())
    const app = createApp({
      sql, hub, clock, log, name: '演练中枢 · Practice central', practice: options.practice !== null, snapshots: createSnapshots(sql, clock), digest: createDigests(sql),
    })
    const server = createAdaptorServer({ fetch: app.fetch }) as Server
    closers.push(() => closeServer(server))
    server.listen(options.port, '127.0.0.1')
    await once(server, 'listening')
    // Streams and long polls end when the hub closes, so it closes before the server.
    closers.push(() => hub.close())
    return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sql, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const impatience = setTimeout(() => server.closeAllConnections(), 2_000)
  await closed
  clearTimeout(impatience)
}
