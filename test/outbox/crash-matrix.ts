/** Every step of everything the outbox does with its disk: a crash before and after it, a failure of it, what a power cut leaves, and the loss of one file. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { close } from '../../main/outbox/context.ts'
import { perform, type Act, type Desk } from './acts.ts'
import { Crash, createFaultyDisk, REMAINS, type Fault, type FaultyDisk } from './faulty-disk.ts'
import { auditRunning, auditStart, newLedger, type Ledger } from './ledger.ts'
import { copyFolder, cutWal, EPOCH, keepSmallReserve, lose, makeFolder, NOW, open, walEnd, within, type Loss } from './scene.ts'

export interface Scenario {
  name: string
  /** Done without faults: what the folder is like, and what was called saved in it. */
  before: Act[]
  /** What befalls the folder then. */
  loss?: Loss
  spoil?: (folder: string) => void
  /** Nobody has started before. */
  isFirst?: boolean
  /** What spoils the journal shows in the report of the start that finds it. */
  isJournalBad?: boolean
  /** Steps of a schema of the future, for a migration. */
  steps?: readonly string[]
  /** Done with a fault, beginning with a start. */
  acts: Act[]
}

export interface Tally {
  steps: number
  starts: number
}

const LOSSES: Loss[] = ['nothing', 'database', 'journal']
const CRASHES: Fault['kind'][] = ['before', 'after']
const FAILURES: Fault['kind'][] = ['EIO', 'ENOSPC', 'EIO for good', 'ENOSPC for good']

const copyOf = (ledger: Ledger): Ledger => structuredClone(ledger)

/** Throws at the first thing that is not as it was called. `every`: of the steps only each so many-th is tried, for a quick look. */
export function tryEveryStep(scenario: Scenario, every = 1): Tally {
  const base = makeFolder()
  const ledger = newLedger()
  const tally: Tally = { steps: 0, starts: 0 }
  try {
    if (!scenario.isFirst) prepare(base, ledger, scenario)
    lose(base, scenario.loss ?? 'nothing')
    scenario.spoil?.(base)
    tally.steps = countSteps(base, ledger, scenario)
    for (let at = 1; at <= tally.steps; at += every) {
      for (const kind of [...CRASHES, ...FAILURES]) tally.starts += tryStep(base, copyOf(ledger), scenario, { at, kind })
    }
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
  return tally
}

function prepare(base: string, ledger: Ledger, { before }: Scenario): void {
  const { context } = open(base)
  const desk: Desk = { context, ledger, made: 0, epoch: EPOCH, centralNow: NOW }
  for (const one of before) perform(desk, one)
  close(context)
}

function countSteps(base: string, ledger: Ledger, scenario: Scenario): number {
  const disk = createFaultyDisk()
  run(base, copyOf(ledger), scenario, disk, null, () => {})
  return disk.steps()
}

/** A fresh copy of the folder, a start and the acts with the fault; `look` sees the folder while the process that died in it still holds its files. */
function run(base: string, ledger: Ledger, scenario: Scenario, disk: FaultyDisk, fault: Fault | null, look: (folder: string, ledger: Ledger, wal: number | null) => void): void {
  const folder = copyFolder(base)
  disk.plan(fault)
  const more = scenario.steps ? { steps: scenario.steps } : {}
  let desk: Desk | null = null
  let sure: number | null = null
  try {
    const opened = open(folder, disk, more)
    // A start that was refused the disk shows what it can read and accepts nothing.
    if (opened.opening.sealed) {
      assert.notEqual(opened.opening.sealed.why, 'future')
      assert.ok(fault !== null && disk.isHit(), `sealed without a reason: ${opened.opening.sealed.detail}`)
      return close(opened.context)
    }
    auditStart(opened, ledger, true)
    desk = { context: opened.context, ledger, made: 1_000, epoch: EPOCH, centralNow: NOW }
    for (const one of scenario.acts) {
      sure = walEnd(desk.context)
      // An act that fails otherwise than by the disk is a defect.
      try {
        perform(desk, one)
      } catch (error) {
        if (error instanceof Crash) throw error
        if (!(error instanceof Error && 'code' in error && /^(EIO|ENOSPC)$/.test(String(error.code)))) throw error
      }
      if (!disk.isDead()) auditRunning(desk.context, ledger)
    }
    sure = walEnd(desk.context)
  } catch (error) {
    if (!(error instanceof Crash) && !disk.isDead()) throw error
  } finally {
    try {
      look(folder, ledger, desk ? sure : null)
    } finally {
      if (desk?.context.db.open) desk.context.db.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

function tryStep(base: string, ledger: Ledger, scenario: Scenario, fault: Fault): number {
  const disk = createFaultyDisk()
  let starts = 0
  const startAfter = (folder: string, ledger: Ledger, wal: number | null, loss: Loss, how: string): void => {
    const found = copyFolder(folder)
    try {
      if (wal !== null) cutWal(found, wal)
      lose(found, loss)
      keepSmallReserve(found)
      starts += 1
      within(found, (opened) => auditStart(opened, copyOf(ledger), scenario.isJournalBad), scenario.steps ? { steps: scenario.steps } : {})
      // A second start finds nothing left to mend.
      if (loss === 'nothing') within(found, ({ opening }) => assert.deepEqual([opening.onlyInJournal, opening.onlyInDatabase, opening.databaseWas, opening.journalWas, opening.cutTail], [[], [], null, null, false]), scenario.steps ? { steps: scenario.steps } : {})
    } catch (error) {
      throw new Error(`${scenario.name}, ${fault.kind} at step ${fault.at}, ${how}, ${loss} lost: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    } finally {
      rmSync(found, { recursive: true, force: true })
    }
  }
  run(base, ledger, scenario, disk, fault, (folder, ledger, wal) => {
    const losses = scenario.loss === undefined && scenario.spoil === undefined && !scenario.isFirst ? LOSSES : LOSSES.slice(0, 1)
    if (!disk.isUnsure()) {
      for (const loss of losses) startAfter(folder, ledger, wal, loss, 'killed')
      return
    }
    startAfter(folder, ledger, null, 'nothing', 'killed')
    for (const remains of REMAINS)
      for (const names of disk.areNamesUnsure() ? (['lost', 'kept'] as const) : (['kept'] as const))
        disk.asAfterPowerCut(remains, names, () => {
          for (const loss of losses) startAfter(folder, ledger, wal, loss, `power cut (${remains} of what was not synced, names ${names})`)
        })
  })
  return starts
}
