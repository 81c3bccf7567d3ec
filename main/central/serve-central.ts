/** The central's HTTP listener over an open database: hints, routes, the server, and their end in the right order. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
import { createDigests } from './digest.ts'
import { createSnapshots } from './snapshots.ts'
import type { Sql } from './sql.ts'
import { openWakeHub } from './wake-hub.ts'
import type { WakeHub } from './wake-hub.ts'

const HEARTBEAT_MS = 15_000

export interface ServeOptions {
  sql: Sql
  /** 0 takes any free port. */
  port: number
  practice: boolean
  clock: () => number
  log: (line: string) => void
  /** Names of requests and snapshots; random UUIDs by default. */
  ids?: () => string
  /** From one comment of a wake stream to the next; the contract's 15 s unless a test is in a hurry. */
  heartbeatMs?: number
}

export interface ServedCentral {
  /** http://127.0.0.1:port */
  address: string
  hub: WakeHub
  /** The database stays open. */
  close(): Promise<void>
}

export async function serveCentral({ sql, port, practice, clock, log, ids = randomUUID, heartbeatMs = HEARTBEAT_MS }: ServeOptions): Promise<ServedCentral> {
  const hub = await openWakeHub(sql)
  const app = createApp({ sql, hub, clock, log, ids, heartbeatMs, name: '演练中枢 · Practice central', practice, snapshots: createSnapshots(sql, clock, ids), digest: createDigests(sql) })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    await hub.close()
    throw error
  }
  // Streams and long polls end when the hub closes, so it closes before the server.
  const close = (): Promise<void> => hub.close().then(() => closeServer(server))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hub, close }
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const impatience = setTimeout(() => server.closeAllConnections(), 2_000)
  await closed
  clearTimeout(impatience)
}
