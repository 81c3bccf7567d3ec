/** Takes a scope's snapshot over HTTP, its parts from other processes than the one that opened it. */
import { hash } from 'node:crypto'
import { Snapshot, SnapshotLine } from '../../main/sync/protocol.ts'
import { scopePath } from './wire.ts'
import type { Answer, Wire } from './wire.ts'

export interface HeldRow { type: string; id: string; ver: number; h: string; row: string }
export interface Photograph { snapshot: Snapshot; isNew: boolean; rows: HeldRow[] }

export const keyOf = (row: { type: string; id: string }): string => `${row.type}/${row.id}`
export const hashOf = (text: string): string => hash('sha256', text, 'buffer').subarray(0, 16).toString('base64')

/** `next` names the process to ask; a part that is not what was announced is answered as `broken-part`. */
export async function takePhotograph(wire: Wire, scope: string, next: () => string): Promise<Answer<Photograph>> {
  const opened = await wire.json(Snapshot, next(), scopePath(scope, 'snapshots'), 'POST')
  if (!opened.ok) return opened
  const snapshot = opened.value
  const rows: HeldRow[] = []
  for (const part of snapshot.parts) {
    const got = await wire.bytes(next(), `/v1/snapshots/${snapshot.id}/parts/${part.n}`)
    if (!got.ok) return got
    if (got.value.byteLength !== part.bytes || hash('sha256', got.value, 'hex') !== part.sha256) return { ok: false, type: 'broken-part', detail: `${snapshot.id} ${part.n}` }
    rows.push(...Buffer.from(got.value).toString().split('\n').filter(Boolean).map((line) => SnapshotLine.parse(JSON.parse(line))))
  }
  if (rows.length !== snapshot.rows) return { ok: false, type: 'broken-part', detail: `${rows.length} rows instead of ${snapshot.rows}` }
  return { ok: true, status: opened.status, value: { snapshot, isNew: opened.status === 201, rows } }
}
