/** A desk's disk with the real store on real files: kills copy the files as they lie, power cuts tear the WAL, bad disks flip bits. */
import { mkdirSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { openCache } from '../../main/store/cache.ts'
import { COPY_FILE } from '../../main/store/good-copy.ts'
import type { ReadableDatabase, WritableDatabase } from '../../main/store/open.ts'
import { retryAside } from '../../main/store/retry-aside.ts'
import { WRITER_FUNCTIONS, type WriterFunctions } from '../../main/store/writer-functions.ts'
import type { Recovery } from '../../preload/contract/model.ts'
import { createMishaps, diskLane, type Session } from './disk-lane.ts'
import type { DeskDisk, OpenDisk } from './parts.ts'
import { contentsOfFile } from './sqlite-disk-contents.ts'
import { copyProfile, damageCache, NO_WAL, tearWal, walState, type Damage, type WalState } from './sqlite-disk-files.ts'
import { createMishapWriter, type CountedWrite, type MishapWriter } from './sqlite-disk-writer.ts'

export interface OpenSqliteDisk extends OpenDisk {
  /** For the query functions: a reader's context is `{ db }`. */
  db: ReadableDatabase
  path: string
  recovered: Recovery | null
}

export interface SqliteDisk extends DeskDisk {
  open(now: number): OpenSqliteDisk
  /** The process dies, and the disk does something to the file of the cache. */
  damage(kind: Damage, chance: number): void
}

interface Running {
  session: Session
  db: WritableDatabase
  folder: string
  wal: WalState
}

const COUNTED: Partial<Record<keyof WriterFunctions, CountedWrite>> = { countRows: 'none', listScopes: 'none', listAside: 'none', ownDigest: 'none', recall: 'none', cacheFacts: 'none', keepGoodCopy: 'copy' }

export function createSqliteDisk(options: { folder: string; ownerKey: string }): SqliteDisk {
  const mishaps = createMishaps()
  let lives = 0
  let wal = NO_WAL
  let profile = join(options.folder, 'life-0')
  let running: Running | null = null
  let last: Session = { state: 'gone' }

  /** The next process finds what lies here now. */
  const passOn = (): void => {
    const next = join(options.folder, `life-${++lives}`)
    copyProfile(profile, next)
    profile = next
  }
  /** The old handle's farewell goes to files that nobody reads any more. */
  const bury = (dead: Running): void => {
    wal = walState(dead.db, dead.folder, dead.wal)
    dead.db.close()
    rmSync(dead.folder, { recursive: true, force: true })
  }
  const kill = (): void => {
    last.state = 'gone'
    mishaps.clear()
    const dead = running
    running = null
    if (!dead) return
    passOn()
    bury(dead)
  }
  const open: SqliteDisk['open'] = (now) => {
    kill()
    mkdirSync(profile, { recursive: true, mode: 0o700 })
    const { db, path, recovered } = openCache(profile, options.ownerKey, now)
    const session: Session = { state: 'open' }
    const mine: Running = { session, db, folder: profile, wal: recovered ? NO_WAL : wal }
    running = mine
    last = session
    const writer = createMishapWriter(db, profile, path, options.ownerKey, mishaps.next, passOn)
    retryAside(writer.context)
    const died = (): void => {
      session.state = 'gone'
      running = null
      bury(mine)
      mishaps.mourn()
    }
    return { lane: diskLane(session, (name, input) => runFunction(writer, name, input), died), contents: () => contentsOfFile(db), db, path, recovered }
  }
  const close = (): void => {
    mishaps.clear()
    if (!running) return
    last.state = 'closed'
    running.db.close()
    running = null
    wal = NO_WAL
  }
  return {
    open,
    close,
    crash(kind, chance) {
      kill()
      if (kind === 'power') wal = tearWal(profile, wal, chance)
    },
    damage(kind, chance) {
      kill()
      damageCache(profile, kind, chance)
    },
    failAt: mishaps.failAt,
    dieAt: mishaps.dieAt,
    remove() {
      close()
      last.state = 'gone'
      rmSync(options.folder, { recursive: true, force: true })
    },
  }
}

function runFunction(writer: MishapWriter, name: keyof WriterFunctions, input: unknown): unknown {
  const { context } = writer
  writer.counted = COUNTED[name] ?? 'first'
  const value: unknown = (WRITER_FUNCTIONS[name] as (context: unknown, input: unknown) => unknown)(context, input)
  // The file system's clock is the world's.
  if (name === 'keepGoodCopy' && (value as { kept: boolean }).kept) stamp(join(context.folder, COPY_FILE), (input as { now: number }).now)
  return value
}

function stamp(path: string, now: number): void {
  utimesSync(path, new Date(now), new Date(now))
}
