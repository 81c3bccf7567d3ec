/** What every route of the central works with. */
import type { HttpBindings } from '@hono/node-server'
import type { createDigests } from './digest.ts'
import type { Snapshots } from './snapshots.ts'
import type { Sql } from './sql-types.ts'
import type { WakeHub } from './wake-hub.ts'

export interface Services {
  sql: Sql
  hub: WakeHub
  snapshots: Snapshots
  digest: ReturnType<typeof createDigests>
  clock: () => number
  /** Names of requests: random UUIDs, unless a simulation gives its own. */
  ids: () => string
  /** A practice central offers sign-in by account name. */
  practice: boolean
  name: string
  /** From one comment of a wake stream to the next. */
  heartbeatMs: number
  log: (line: string) => void
}

export interface CentralEnv {
  Bindings: HttpBindings
  Variables: { epoch: string; requestId: string }
}
