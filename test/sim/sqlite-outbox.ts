/** The real outbox on real files, on a disk that fails, dies and forgets what was not synced. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { close as closeOutbox, type OutboxContext } from '../../main/outbox/context.ts'
import { OUTBOX_FUNCTIONS } from '../../main/outbox/functions.ts'
import { opRow, SELECT_OP } from '../../main/outbox/rows.ts'
import { StoreFailure, toStoreFailure } from '../../main/store/failure.ts'
import { createFaultyDisk, Crash, REMAINS, type FaultyDisk } from '../outbox/faulty-disk.ts'
import { copyFolder, cutWal, keepSmallReserve, lose as loseFile, walEnd } from '../outbox/scene.ts'
import { openFiles } from '../../main/outbox/open-files.ts'
import { OUTBOX_STEPS } from '../../main/outbox/schema.ts'
import type { Session } from './disk-lane.ts'
import { READING, type OpenOutbox, type OutboxClock, type OutboxDisk, type OutboxLane } from './outbox-parts.ts'
import type { CrashKind } from './parts.ts'
import { Violation } from './violation.ts'

interface Running {
  context: OutboxContext
  disk: FaultyDisk
  folder: string
  session: Session
  /** How much of the WAL a power cut leaves for sure. */
  sure: number
}

export interface OpenSqliteOutbox extends OpenOutbox {
  /** Where the files lie, for who reads them beside. */
  folder: string
}

export interface SqliteOutbox extends OutboxDisk {
  open(clock: OutboxClock): OpenSqliteOutbox
}

export function createSqliteOutbox(options: { folder: string; actor: string; ids: () => string }): SqliteOutbox {
  const { actor, ids } = options
  let place = options.folder
  let running: Running | null = null
  let last: Session = { state: 'gone' }
  let planned: { at: number; kind: 'before' | 'after' | 'EIO' | 'ENOSPC'; onDeath: () => void } | null = null
  let plans = 0

  /** Null: nothing more happens, also of what the disk was told already. */
  const plan = (next: typeof planned): void => {
    planned = next
    if (next === null && running && !running.disk.isDead()) running.disk.plan(null)
  }
  /** What the next process finds; the old handle's farewell goes to files that nobody reads any more. */
  const leave = (found: string): void => {
    const dead = running
    running = null
    last.state = 'gone'
    planned = null
    if (dead?.context.db.open) dead.context.db.close()
    if (dead) rmSync(dead.folder, { recursive: true, force: true })
    place = found
  }
  const crash = (kind: CrashKind, chance: number): void => {
    if (!running) return
    if (kind === 'kill') return leave(copyFolder(running.folder))
    let found = ''
    const turn = Math.floor(chance * 8)
    running.disk.asAfterPowerCut(REMAINS[turn % REMAINS.length] ?? 'all', turn < 4 ? 'lost' : 'kept', () => {
      found = copyFolder(running?.folder ?? '')
    })
    cutWal(found, running.sure)
    leave(found)
  }
  const open = (clock: OutboxClock): OpenSqliteOutbox => {
    if (running) leave(copyFolder(running.folder))
    mkdirSync(place, { recursive: true })
    keepSmallReserve(place)
    const disk = createFaultyDisk()
    const { context, opening } = openFiles({ folder: place, disk, actor, bootId: ids(), client: ids(), now: clock.wall(), goOn: false, steps: OUTBOX_STEPS })
    if (opening.sealed || opening.lost.length > 0) throw new Violation(`I18: the outbox of ${actor} is sealed or has lost something: ${JSON.stringify(opening)}`)
    const session: Session = { state: 'open' }
    const mine: Running = { context, disk, folder: place, session, sure: walEnd(context) }
    running = mine
    last = session
    const run = (name: string, input: object): unknown => {
      mine.sure = walEnd(context)
      if (planned && !READING.has(name)) disk.plan({ at: planned.at, kind: planned.kind })
      const work = OUTBOX_FUNCTIONS[name as keyof typeof OUTBOX_FUNCTIONS] as (context: OutboxContext, input: unknown) => unknown
      const value = work(context, { ...input, now: clock.wall(), mono: clock.monotonic() })
      if (disk.isDead()) throw new Crash()
      mine.sure = walEnd(context)
      return value
    }
    const ask = (name: string, input: object): Promise<{ value: unknown; tookMs: number }> => {
      if (session.state === 'gone') return new Promise(() => {})
      if (session.state === 'closed') return Promise.reject(new StoreFailure('stopped', 'the outbox is closed'))
      try {
        return Promise.resolve({ value: run(name, input), tookMs: 0 })
      } catch (error) {
        if (!disk.isDead()) return Promise.reject(toStoreFailure(error))
        const mourn = planned?.onDeath
        plans += 1
        crash(plans % 2 === 0 ? 'kill' : 'power', (plans % 8) / 8)
        mourn?.()
        return new Promise(() => {})
      } finally {
        if (disk.isHit()) {
          planned = null
          if (!disk.isDead()) disk.plan(null)
        }
      }
    }
    return {
      folder: place, client: opening.client, ask: ask as OutboxLane['ask'],
      ops: () => context.db.prepare(`${SELECT_OP} ORDER BY n`).all().map((row) => opRow(row as Record<string, unknown>)),
      drafts: () => new Map((context.db.prepare('SELECT form, key, body FROM draft WHERE body IS NOT NULL').all() as { form: string; key: string; body: string }[]).map(({ form, key, body }) => [`${form}/${key}`, body])),
    }
  }
  return {
    open,
    close() {
      planned = null
      if (!running) return
      last.state = 'closed'
      closeOutbox(running.context)
      running = null
    },
    crash,
    lose(file) {
      crash('kill', 0)
      if (existsSync(place)) loseFile(place, file)
    },
    failAt: (n) => plan(n === 0 ? null : { at: 1 + (n % 3), kind: n % 2 === 0 ? 'EIO' : 'ENOSPC', onDeath: () => {} }),
    dieAt: (n, onDeath) => plan(n === 0 ? null : { at: 1 + (n % 3), kind: n % 2 === 0 ? 'before' : 'after', onDeath }),
    remove() {
      planned = null
      last.state = 'gone'
      if (running?.context.db.open) running.context.db.close()
      running = null
      rmSync(place, { recursive: true, force: true })
      if (existsSync(dirname(place))) rmSync(options.folder, { recursive: true, force: true })
    },
  }
}
