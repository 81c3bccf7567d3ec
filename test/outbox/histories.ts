/** Random histories of a desk's outbox: acts, failures, deaths, power cuts, lost files; after each start the ledger is compared. */
import { rmSync } from 'node:fs'
import * as fc from 'fast-check'
import { close } from '../../main/outbox/context.ts'
import { ACTS, perform, type Act, type Desk } from './acts.ts'
import { Crash, createFaultyDisk, REMAINS, type Fault, type FaultyDisk } from './faulty-disk.ts'
import { auditRunning, auditStart, newLedger } from './ledger.ts'
import { copyFolder, cutWal, EPOCH, keepSmallReserve, lose, makeFolder, NOW, open, walEnd, type Loss } from './scene.ts'

/** Numbers choose by modulo, so that any part of a history is a history. */
export interface Deed {
  act: Act['act'] | 'restart' | 'kill' | 'power cut' | 'fault'
  a: number
  b: number
}

const FAULTS: Fault['kind'][] = ['EIO', 'ENOSPC', 'before', 'after', 'EIO for good']
const weights: Partial<Record<Deed['act'], number>> = { save: 8, 'save several': 3, send: 8, settle: 8, kill: 3, 'power cut': 4, fault: 5, restart: 2 }
const anyAct = fc.oneof(...[...ACTS, 'restart', 'kill', 'power cut', 'fault'].map((act) => ({ weight: weights[act as Deed['act']] ?? 2, arbitrary: fc.constant(act as Deed['act']) })))
export const histories = fc.array(fc.record<Deed>({ act: anyAct, a: fc.nat(63), b: fc.nat(63) }), { minLength: 1, maxLength: 40, size: 'max' })

const isPlanned = (error: unknown): boolean => error instanceof Error && 'code' in error && /^(EIO|ENOSPC)$/.test(String(error.code))

interface Run {
  folder: string
  disk: FaultyDisk
  desk: Desk
  /** How much of the WAL a power cut would leave for sure. */
  sure: number
}

/** Throws at the first thing that is not as it was called. */
export function live(history: readonly Deed[]): void {
  let run = begin(makeFolder(), { ledger: newLedger(), made: 0, epoch: EPOCH, centralNow: NOW })
  try {
    for (const deed of [...history, { act: 'restart', a: 0, b: 0 } as const]) run = next(run, deed)
  } finally {
    if (run.desk.context.db.open) run.desk.context.db.close()
    rmSync(run.folder, { recursive: true, force: true })
  }
}

function begin(folder: string, desk: Omit<Desk, 'context'>): Run {
  const disk = createFaultyDisk()
  const opened = open(folder, disk, { now: NOW + desk.made })
  auditStart(opened, desk.ledger)
  return { folder, disk, desk: { ...desk, context: opened.context }, sure: walEnd(opened.context) }
}

function next(run: Run, { act, a, b }: Deed): Run {
  const { desk, disk } = run
  switch (act) {
    case 'restart':
      close(desk.context)
      return begin(run.folder, desk)
    case 'kill': return startFrom(run, copyFolder(run.folder), b)
    case 'power cut': return cutPower(run, a, b)
    case 'fault':
      disk.plan({ at: 1 + (a % 7), kind: FAULTS[b % FAULTS.length] ?? 'EIO' })
      return run
    default:
      run.sure = walEnd(desk.context)
      try {
        perform(desk, { act, a })
      } catch (error) {
        if (error instanceof Crash || disk.isDead()) return cutPower(run, a, b)
        if (!isPlanned(error)) throw error
      }
      auditRunning(desk.context, desk.ledger)
      run.sure = walEnd(desk.context)
      return run
  }
}

function cutPower(run: Run, a: number, b: number): Run {
  let found = ''
  run.disk.asAfterPowerCut(REMAINS[a % REMAINS.length] ?? 'all', b % 2 === 0 ? 'lost' : 'kept', () => (found = copyFolder(run.folder)))
  cutWal(found, run.sure)
  return startFrom(run, found, b)
}

/** One of the two files is lost now and then, never both. */
function startFrom(run: Run, found: string, b: number): Run {
  run.desk.context.db.close()
  rmSync(run.folder, { recursive: true, force: true })
  keepSmallReserve(found)
  lose(found, (['nothing', 'database', 'journal', 'nothing'] satisfies Loss[])[(b >> 1) % 4] ?? 'nothing')
  return begin(found, run.desk)
}

export function checkHistories(numRuns: number, seed?: number): void {
  fc.assert(fc.property(histories, live), { numRuns, ...(seed === undefined ? {} : { seed }) })
}
