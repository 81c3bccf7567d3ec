/** Rows, pages and snapshots as a central would send them, and a writer without its thread. */
import { hash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openCache } from '../../main/store/cache.ts'
import { grantScopes } from '../../main/store/scopes.ts'
import { openSnapshot, stagePart, swapSnapshot } from '../../main/store/staging.ts'
import { createWriterContext, type WriterContext } from '../../main/store/writer-context.ts'
import type { Change, ChangePage, Snapshot } from '../../main/sync/protocol.ts'

export const EPOCH = randomUUID()
export const OWNER = 'owner-key'
export const A = 'office:990101001'
export const B = 'office:990101002'
export const CITY = 'city:9901'

export function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function openWriter(t: TestContext, folder = emptyFolder(t)): WriterContext {
  const { db, path } = openCache(folder, OWNER, 1_000)
  t.after(() => db.close())
  const context = createWriterContext(db, folder, path, OWNER)
  grantScopes(context, { scopes: [{ id: CITY, name: 'city' }, { id: A, name: 'a' }, { id: B, name: 'b' }] })
  return context
}

export const caseText = (id: string, text = 'x'): string =>
  JSON.stringify({
    id, city: '9901', area: '990101001', number: id, class: 'k1', status: 'filed', text, place: '桥头', lng: 121.5, lat: 29.9, reported_at: '2026-11-01T08:00:00.000Z',
    updated_at: '2026-11-01T08:00:00.000Z', urgent: false, supervised: false, danger_to_life: false, photos: 0, simulated: true, source: 'test',
  })
export const pointText = (id: string): string => JSON.stringify({ id, area: '990101001', lng: 121.5, lat: 29.9, reported_at: '2026-11-01T08:00:00.000Z', class: 'k1', status: 'filed', weight: 1 })
export const hashOf = (row: string): string => hash('sha256', row, 'buffer').subarray(0, 16).toString('base64')

export const put = (seq: number, id: string, ver: number, row = caseText(id), type = 'case'): Change => ({ seq, op: 'put', type, id, ver, h: hashOf(row), row })
export const leave = (seq: number, id: string, ver: number, to?: string): Change => ({ seq, op: 'leave', type: 'case', id, ver, why: to ? 'moved' : 'deleted', ...(to ? { to } : {}) })

export function pageOf(scope: string, after: number, changes: Change[], more: Partial<ChangePage> = {}): ChangePage {
  const next = changes.at(-1)?.seq ?? after
  return { scope, epoch: EPOCH, after, next, head: next, more: false, changes, ...more }
}

export interface Line {
  id: string
  ver: number
  row?: string
  type?: string
}

/** A snapshot and the bytes of its parts. */
export function snapshotOf(scope: string, lines: Line[], at_seq: number, options: { epoch?: string; perPart?: number } = {}): { snapshot: Snapshot; bytes: Uint8Array[] } {
  const texts = lines.map(({ id, ver, type = 'case', row = caseText(id) }) => JSON.stringify({ type, id, ver, h: hashOf(row), row }))
  const bytes: Uint8Array[] = []
  const parts: Snapshot['parts'] = []
  for (let i = 0; i < texts.length; i += options.perPart ?? 1_000) {
    const some = texts.slice(i, i + (options.perPart ?? 1_000))
    const part = new TextEncoder().encode(`${some.join('\n')}\n`)
    parts.push({ n: parts.length, rows: some.length, bytes: part.byteLength, sha256: hash('sha256', part, 'hex') })
    bytes.push(part)
  }
  return { snapshot: { id: randomUUID(), scope, epoch: options.epoch ?? EPOCH, at_seq, rows: lines.length, parts, expires_at: '2027-01-01T00:00:00.000Z' }, bytes }
}

/** Takes a snapshot in whole. */
export function take(context: WriterContext, scope: string, lines: Line[], atSeq: number, epoch: string = EPOCH): void {
  const { snapshot, bytes } = snapshotOf(scope, lines, atSeq, { epoch })
  openSnapshot(context, { snapshot })
  for (const [n, part] of bytes.entries()) {
    const staged = stagePart(context, { scope, snapshotId: snapshot.id, n, bytes: part })
    if (!staged.ok) throw new Error(staged.why)
  }
  const swapped = swapSnapshot(context, { scope, snapshotId: snapshot.id, now: 2_000 })
  if (!swapped.ok) throw new Error(swapped.why)
}

export const idsOf = (context: WriterContext, scope: string): string[] => context.db.prepare('SELECT id FROM "case" WHERE scope = ? ORDER BY id').pluck().all(scope) as string[]
export const rowOf = (context: WriterContext, id: string): { scope: string; ver: number } | undefined => context.db.prepare('SELECT scope, ver FROM "case" WHERE id = ?').get(id) as { scope: string; ver: number } | undefined
