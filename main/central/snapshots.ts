/** Snapshots are built once per scope and shared by every desk until the head has moved far or they grow old. */
import type { Snapshot } from '../sync/protocol.ts'
import { Refusal } from './problem.ts'
import { buildWithin } from './snapshot-build.ts'
import type { Sql, Tx } from './sql-types.ts'
import { createGate } from './throttle.ts'

/** A slow desk must be able to finish what it began: a snapshot is handed out in its first half hour only. */
export const LIFE_MS = 2 * 3_600_000
export const SHARED_MS = 1_800_000
/** Behind by more than this, reading the changes after the snapshot would cost more than a new one. */
export const BEHIND_MAX = 1_000
export const SWEEP_AFTER_MS = 3_600_000

export interface Part {
  scope: string
  sha256: string
  bytes: number
  gzip: Uint8Array
}

export interface Taken {
  snapshot: Snapshot
  isNew: boolean
}

export interface Snapshots {
  take(scope: string): Promise<Taken>
  /** Scope of a snapshot that can still be downloaded; throws the refusal that says why not. */
  scopeOf(id: string): Promise<string>
  part(id: string, n: number): Promise<Part>
}

export function createSnapshots(sql: Sql, clock: () => number, ids: () => string): Snapshots {
  const gate = createGate(sql.kind === 'embedded' ? 1 : 2, 24, 3)
  const building = new Map<string, Promise<Taken>>()
  /** One process builds; those that waited for it find what it built. */
  const build = async (scope: string): Promise<Taken> => {
    await sql.query('DELETE FROM snapshot WHERE expires_at < $1', [clock() - SWEEP_AFTER_MS])
    return gate.run(() => sql.transaction(async (tx) => {
      const shared = await findShared(tx, scope, clock())
      return shared === null ? { snapshot: await buildWithin(tx, scope, clock(), LIFE_MS, ids()), isNew: true } : { snapshot: shared, isNew: false }
    }, { isolation: 'repeatable read', alone: `snapshot ${scope}` }))
  }
  return {
    async take(scope) {
      const shared = await findShared(sql, scope, clock())
      if (shared !== null) return { snapshot: shared, isNew: false }
      const running = building.get(scope)
      if (running !== undefined) return { ...(await running), isNew: false }
      const begun = build(scope).finally(() => building.delete(scope))
      building.set(scope, begun)
      return begun
    },
    async scopeOf(id) {
      const [row] = await sql.query<{ scope: string; expires_at: number; epoch: string; now_epoch: string }>(
        'SELECT s.scope, s.expires_at, s.epoch, e.epoch AS now_epoch FROM snapshot s CROSS JOIN epoch e WHERE s.id = $1',
        [id],
      )
      if (row === undefined) throw new Refusal('unknown-snapshot')
      if (row.epoch !== row.now_epoch) throw new Refusal('epoch-changed', undefined, { epoch: row.now_epoch })
      if (row.expires_at <= clock()) throw new Refusal('snapshot-expired')
      return row.scope
    },
    async part(id, n) {
      const [part] = await sql.query<Part>('SELECT s.scope, p.sha256, p.bytes, p.gzip FROM snapshot s JOIN snapshot_part p USING (id) WHERE p.id = $1 AND p.n = $2', [id, n])
      if (part === undefined) throw new Refusal('not-found', 'the snapshot has no such part')
      return part
    },
  }
}

type Head = Omit<Snapshot, 'parts' | 'expires_at'> & { expires_at: number }
type PartRow = { n: number | null; part_rows: number; bytes: number; sha256: string }

/** One statement, so that nobody sweeps the parts away between the snapshot and its list. */
async function findShared(sql: Tx, scope: string, now: number): Promise<Snapshot | null> {
  const rows = await sql.query<Head & PartRow>(
    `SELECT s.*, p.n, p.rows AS part_rows, p.bytes, p.sha256 FROM (
       SELECT s.id, s.scope, s.epoch, s.at_seq, s.rows, s.expires_at FROM snapshot s JOIN epoch e USING (epoch) LEFT JOIN scope_head h ON h.scope = s.scope
       WHERE s.scope = $1 AND s.built_at > $2 AND s.expires_at > $4 AND s.at_seq >= coalesce(h.floor, 0) AND coalesce(h.seq, 0) - s.at_seq <= $3
       ORDER BY s.at_seq DESC, s.built_at DESC LIMIT 1) AS s
     LEFT JOIN snapshot_part p ON p.id = s.id ORDER BY p.n`,
    [scope, now - SHARED_MS, BEHIND_MAX, now],
  )
  const [found] = rows
  if (found === undefined) return null
  const { id, epoch, at_seq, expires_at } = found
  const parts = rows.flatMap(({ n, part_rows, bytes, sha256 }) => (n === null ? [] : [{ n, rows: part_rows, bytes, sha256 }]))
  return { id, scope, epoch, at_seq, rows: found.rows, expires_at: new Date(expires_at).toISOString(), parts }
}
