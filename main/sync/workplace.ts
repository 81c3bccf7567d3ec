/** What the performers of commands work with. */
import { StoreFailure } from '../store/failure.ts'
import type { Lane } from '../store/lane.ts'
import type { WriterFunctions } from '../store/writer-functions.ts'
import type { CentralClient } from './central-client.ts'
import type { Failure } from './failure.ts'
import type { Clock } from './ports.ts'

export interface Workplace {
  client: CentralClient
  store: Lane<WriterFunctions>
  clock: Clock
  /** Whose cache this is; another one's answers are not applied. */
  sub: string | null
}

/** Row types whose rows changed, and which compact points among them. */
export interface Changed {
  types: string[]
  points?: { ids: string[] } | 'reload'
}

/** The disk or the database said no: the scope waits, nothing is lost, because cursor and rows move together. */
export function storageFailure(error: unknown): Failure {
  const why = error instanceof StoreFailure && error.code === 'damaged' ? 'damaged' : 'storage'
  return { kind: 'local', why, detail: error instanceof Error ? error.message : String(error) }
}
