/** The scenarios whose every step is tried. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OUTBOX_FILE } from '../../main/outbox/evidence.ts'
import { JOURNAL_FILE } from '../../main/outbox/journal.ts'
import { OUTBOX_STEPS } from '../../main/outbox/schema.ts'
import type { Act } from './acts.ts'
import type { Scenario } from './crash-matrix.ts'

const acts = (...list: (Act['act'] | [Act['act'], number])[]): Act[] => list.map((one) => (typeof one === 'string' ? { act: one, a: 0 } : { act: one[0], a: one[1] }))

const SOME = acts('save', ['save several', 1], 'draft', ['send', 4], ['settle', 2], 'save', ['draft', 1], ['send', 2])

/** More than one step a save takes: a line that grew torn must be longer than the next one. */
const tear = (folder: string): void => {
  const path = join(folder, JOURNAL_FILE)
  const bytes = readFileSync(path)
  const end = bytes.lastIndexOf(0x0a) + 1
  writeFileSync(path, Buffer.concat([bytes.subarray(0, end), Buffer.from(`\x1e00000000 9000 {"ops":[${'x'.repeat(4_000)}`)]))
}
const spoilMiddle = (folder: string): void => {
  const path = join(folder, JOURNAL_FILE)
  const bytes = readFileSync(path)
  // In what somebody typed: the line is still JSON, and only its checksum knows better.
  bytes.write('###', bytes.indexOf('甬'))
  writeFileSync(path, bytes)
}
/** A backup of the journal alone, put back: its last lines are not in it. */
const forget = (folder: string): void => {
  const path = join(folder, JOURNAL_FILE)
  const lines = readFileSync(path).toString('latin1').split('\n')
  writeFileSync(path, `${lines.slice(0, -4).join('\n')}\n`, 'latin1')
}
const spoilDatabase = (folder: string): void => {
  const path = join(folder, OUTBOX_FILE)
  const bytes = readFileSync(path)
  bytes.fill(0x5a, 4096, 4096 * 4)
  writeFileSync(path, bytes)
}

export const SCENARIOS: Scenario[] = [
  { name: 'a first start', before: [], isFirst: true, acts: acts('save') },
  { name: 'saving', before: SOME, acts: acts('save', ['save several', 1], ['save draft', 0]) },
  { name: 'sending and settling', before: SOME, acts: acts(['send', 4], 'lose', ['send', 4], ['settle', 0], ['settle', 1]) },
  { name: 'deciding', before: acts('save', 'save', ['save', 1], ['send', 4], ['settle', 1]), acts: acts(['resolve', 0], ['again', 0], ['withdraw', 1], ['epoch', 1]) },
  { name: 'drafts', before: SOME, acts: acts('draft', 'drop draft', 'draft') },
  { name: 'compaction', before: acts('save', ['save', 1], 'draft', ['send', 4], ['settle', 0], 'drop draft', ['tidy', 1]), acts: acts(['tidy', 0], 'save', 'draft') },
  { name: 'a start after the database was lost', before: SOME, loss: 'database', acts: acts('save') },
  { name: 'a start after the journal was lost', before: SOME, loss: 'journal', acts: acts('save') },
  { name: 'a start after a torn last line', before: SOME, spoil: tear, acts: acts('save', 'save') },
  { name: 'a start with an older journal', before: SOME, spoil: forget, acts: acts('save') },
  { name: 'a start after garbage in the journal', before: SOME, spoil: spoilMiddle, isJournalBad: true, acts: acts('save') },
  { name: 'a start after damage in the database', before: SOME, spoil: spoilDatabase, acts: acts('save') },
  { name: 'a migration', before: SOME, steps: [...OUTBOX_STEPS, 'CREATE TABLE later (x TEXT) STRICT;'], acts: acts('save') },
  { name: 'a daily copy', before: SOME, acts: acts('copy', 'save') },
]
