/** An outbox without its thread, edits to put into it, and its folder as it would be found after a crash. */
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { close, type OutboxContext } from '../../main/outbox/context.ts'
import type { Disk } from '../../main/outbox/disk.ts'
import { OUTBOX_FILE } from '../../main/outbox/evidence.ts'
import { JOURNAL_FILE } from '../../main/outbox/journal.ts'
import type { NewOp } from '../../main/outbox/op.ts'
import { openFiles } from '../../main/outbox/open-files.ts'
import type { Opened, Place } from '../../main/outbox/opening.ts'
import { REAL_DISK } from '../../main/outbox/real-disk.ts'
import { RESERVE_FILE } from '../../main/outbox/reserve.ts'
import { save, type Saved } from '../../main/outbox/save.ts'
import { OUTBOX_STEPS } from '../../main/outbox/schema.ts'

export const ACTOR = 'u-1'
export const EPOCH = '00000000-0000-4000-8000-00000000000a'
export const NOW = 1_790_000_000_000

/** In memory where there is such a place: what is synced here is decided by the faulty disk. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** A small reserve: making the real one takes longer than everything else here. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(PLACE, 'outbox-'))
  keepSmallReserve(folder)
  return folder
}

export const keepSmallReserve = (folder: string): void => writeFileSync(join(folder, RESERVE_FILE), 'x')

export function emptyFolder(t: Pick<TestContext, 'after'>): string {
  const folder = makeFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const open = (folder: string, disk: Disk = REAL_DISK, more: Partial<Place> = {}): Opened =>
  openFiles({ folder, disk, actor: ACTOR, bootId: 'boot', client: randomUUID(), now: NOW, goOn: false, steps: OUTBOX_STEPS, ...more })

export function openIn(t: Pick<TestContext, 'after'>, folder = emptyFolder(t), more: Partial<Place> = {}): Opened {
  const opened = open(folder, REAL_DISK, more)
  t.after(() => close(opened.context))
  return opened
}

/** Opens, looks, closes. */
export function within<T>(folder: string, look: (opened: Opened) => T, more: Partial<Place> = {}): T {
  const opened = open(folder, REAL_DISK, more)
  try {
    return look(opened)
  } finally {
    close(opened.context)
  }
}

export const opFor = (row: string, more: Partial<NewOp> = {}): NewOp => {
  const op_id = more.op_id ?? randomUUID()
  return { op_id, scope: 'office:1', type: 'case', row_id: row, kind: 'note', body: JSON.stringify({ text: `甬 ${op_id}` }), ...more }
}

export const trySave = (context: OutboxContext, ops: NewOp[], draft: { form: string; key: string } | null = null): Saved => save(context, { ops, draft, now: NOW, mono: 1 })

/** Saves, and fails the test when it is not saved. */
export function mustSave(context: OutboxContext, ...ops: NewOp[]): string[] {
  const saved = trySave(context, ops)
  if (!saved.saved) throw new Error(`not saved: ${saved.why} ${saved.detail}`)
  return ops.map(({ op_id }) => op_id)
}

export const allOps = (context: OutboxContext): { op_id: string; n: number; row_id: string; state: string; body: string; attempts: number }[] =>
  context.db.prepare('SELECT op_id, n, row_id, state, body, attempts FROM op ORDER BY n').all() as ReturnType<typeof allOps>

export const stateOf = (context: OutboxContext, id: string): string | undefined => context.db.prepare('SELECT state FROM op WHERE op_id = ?').pluck().get(id) as string | undefined

/** The folder as it lies, without the shared memory, which dies with its process. */
export function copyFolder(from: string): string {
  const to = mkdtempSync(join(PLACE, 'outbox-found-'))
  for (const name of readdirSync(from)) if (!name.endsWith('-shm')) cpSync(join(from, name), join(to, name), { recursive: true })
  return to
}

/** What of the WAL is surely on the platter: with `synchronous` below FULL only what a checkpoint has synced, and here there was none. */
export function walEnd(context: OutboxContext): number {
  if (Number(context.db.pragma('synchronous', { simple: true })) < 2) return 0
  const [state] = context.db.pragma('wal_checkpoint(NOOP)') as [{ log: number }]
  return state.log > 0 ? 32 + state.log * (24 + Number(context.db.pragma('page_size', { simple: true }))) : 0
}

export function cutWal(folder: string, size: number): void {
  const path = join(folder, `${OUTBOX_FILE}-wal`)
  if (existsSync(path)) truncateSync(path, size)
}

export type Loss = 'nothing' | 'database' | 'journal'
export function lose(folder: string, loss: Loss): void {
  if (loss === 'database') for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, OUTBOX_FILE + suffix), { force: true })
  if (loss === 'journal') rmSync(join(folder, JOURNAL_FILE), { force: true })
}
