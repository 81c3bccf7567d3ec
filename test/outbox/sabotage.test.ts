/** The proof that the checks have teeth: each defence is taken out of the outbox as it is loaded, and something is then found. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import type { SourcePatch } from '../sim/source-patch.ts'

/** `first`: the scenario that is tried first, because it is about this. */
const DEFENCES: Record<string, { first: string; patches: SourcePatch[] }> = {
  'the journal is synced before the commit': { first: 'saving', patches: [{ file: 'main/outbox/journal.ts', find: '      to.write(line, end)\n      to.sync()\n', replace: '      to.write(line, end)\n' }] },
  'synchronous=FULL is set on every open': { first: 'saving', patches: [{ file: 'main/store/open.ts', find: "full: [['synchronous', 2], ", replace: "full: [['synchronous', 1], " }] },
  'a torn last line is cut': { first: 'a start after a torn last line', patches: [{ file: 'main/outbox/journal.ts', find: '        opened.truncate(end)\n', replace: '' }] },
  'what was on its way is sent again after a start': { first: 'sending and settling', patches: [{ file: 'main/outbox/open-files.ts', find: 'opening.resent = restart(context, { now: place.now })', replace: 'opening.resent = 0; void restart' }] },
  'a line whose commit failed is taken back': { first: '', patches: [{ file: 'main/outbox/context.ts', find: '      journal.takeBack()\n', replace: '' }] },
  'the journal fills up the database': { first: 'a start after the database was lost', patches: [{ file: 'main/outbox/open-files.ts', find: 'opening.onlyInJournal = fillUp(db, whole)', replace: 'opening.onlyInJournal = []; void fillUp' }] },
  'the database fills up the journal': { first: 'a start with an older journal', patches: [{ file: 'main/outbox/open-files.ts', find: "if (journalIs !== 'whole' || isNothing(missing)) return journal", replace: "if (journalIs !== 'whole' || !isNothing(missing) || isNothing(missing)) return journal" }] },
  'ops saved together are one line': { first: 'saving', patches: [{ file: 'main/outbox/journal.ts', find: '      const line = encodeLine(Object.fromEntries(Object.entries(transaction).filter(([, part]) => part.length > 0)))\n', replace: '      const line = Buffer.concat([...transaction.ops.map((op) => encodeLine({ ops: [op] })), ...transaction.events.map((event) => encodeLine({ events: [event] })), ...transaction.drafts.map((draft) => encodeLine({ drafts: [draft] }))])\n' }] },
  'a new journal is synced before it takes the place': { first: 'compaction', patches: [{ file: 'main/outbox/journal.ts', find: '    file.write(bytes, 0)\n    file.sync()\n', replace: '    file.write(bytes, 0)\n' }] },
  'the checksum of a line is looked at': { first: 'a start after garbage in the journal', patches: [{ file: 'main/outbox/line.ts', find: '  if (checksum(json) !== head[1]) return null\n', replace: '' }] },
}

for (const [name, workerData] of Object.entries(DEFENCES)) {
  test(`without it something is found: ${name}`, async () => {
    const worker = new Worker(new URL('./sabotage-worker.ts', import.meta.url), { workerData })
    const [found] = (await once(worker, 'message')) as [string | null]
    await worker.terminate()
    assert.notEqual(found, null)
    console.log(`    ${name}: ${found?.slice(0, 160)}`)
  })
}
