/** What a start finds and does: each file lost alone costs nothing, damage is set aside and told, and nothing of the future or of others is touched. */
import assert from 'node:assert/strict'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { withdraw } from '../../main/outbox/decide.ts'
import { putDraft } from '../../main/outbox/drafts.ts'
import { OUTBOX_FILE } from '../../main/outbox/evidence.ts'
import { JOURNAL_FILE } from '../../main/outbox/journal.ts'
import { encodeLine, readLines } from '../../main/outbox/line.ts'
import { listUnsent } from '../../main/outbox/outlook.ts'
import { markSending, nextBatch } from '../../main/outbox/send.ts'
import { settle } from '../../main/outbox/settle.ts'
import { exportForSupport } from '../../main/outbox/support.ts'
import { keepCopy } from '../../main/outbox/tidy.ts'
import { loadSqlite } from '../../main/store/guard.ts'
import { allOps, emptyFolder, EPOCH, lose, mustSave, NOW, opFor, stateOf, trySave, within } from './scene.ts'

interface Filled {
  folder: string
  applied: string
  waiting: string
  taken: string
}

/** One op acknowledged, one waiting, one taken back, and a draft. */
function fill(t: TestContext, more: (folder: string) => void = () => {}): Filled {
  const folder = emptyFolder(t)
  const ids = within(folder, ({ context }) => {
    const [applied = '', waiting = '', taken = ''] = mustSave(context, opFor('case-1'), opFor('case-2'), opFor('case-3'))
    withdraw(context, { op_ids: [taken], now: NOW })
    markSending(context, { op_ids: [applied], epoch: EPOCH, now: NOW })
    settle(context, { epoch: EPOCH, settlements: [{ op_id: applied, verdict: 'applied', result: '{}', seq: 7, ver: 3 }], now: NOW })
    putDraft(context, { form: 'case', key: '1', body: '{"text":"half"}', now: NOW })
    return { applied, waiting, taken }
  })
  more(folder)
  return { folder, ...ids }
}

const pathOf = (folder: string, file: string): string => join(folder, file)
const states = ({ applied, waiting, taken }: Filled, context: Parameters<typeof stateOf>[0]): unknown[] => [applied, waiting, taken].map((id) => stateOf(context, id))

for (const loss of ['database', 'journal'] as const) {
  test(`the ${loss} deleted alone costs nothing: states, drafts, name and order are as before`, (t) => {
    const filled = fill(t)
    const client = within(filled.folder, ({ opening }) => opening.client)
    lose(filled.folder, loss)
    within(filled.folder, ({ context, opening }) => {
      assert.deepEqual(states(filled, context), ['applied', 'queued', 'withdrawn'])
      assert.equal(opening.client, client)
      assert.equal(context.db.prepare('SELECT body FROM draft').pluck().get(), '{"text":"half"}')
      assert.deepEqual([opening.onlyInJournal.length, opening.onlyInDatabase.length], loss === 'database' ? [3, 0] : [0, 3])
      assert.deepEqual(nextBatch(context, {}).map(({ op_id }) => op_id), [filled.waiting])
      assert.deepEqual(context.db.prepare('SELECT ack_seq, ack_ver, ack_epoch FROM op WHERE op_id = ?').get(filled.applied), { ack_seq: 7, ack_ver: 3, ack_epoch: EPOCH })
    })
  })
}

const DAMAGES: Record<string, (path: string) => void> = {
  'zero bytes': (path) => writeFileSync(path, ''),
  'a header of something else': (path) => overwrite(path, 0, 'ZZLite'),
  'garbage in the middle': (path) => overwrite(path, 4096 * 2, 'garbage '.repeat(1_500)),
  'a cut tail': (path) => writeFileSync(path, readFileSync(path).subarray(0, 4096 * 4)),
  'another database': (path) => {
    rmSync(path)
    const db = new (loadSqlite())(path)
    db.exec('CREATE TABLE other (x)')
    db.close()
  },
}

function overwrite(path: string, at: number, text: string): void {
  const bytes = readFileSync(path)
  bytes.write(text, at, 'latin1')
  writeFileSync(path, bytes)
}

for (const [name, damage] of Object.entries(DAMAGES)) {
  test(`a damaged database (${name}) is set aside and made again from the journal`, (t) => {
    const filled = fill(t)
    damage(pathOf(filled.folder, OUTBOX_FILE))
    const original = readFileSync(pathOf(filled.folder, OUTBOX_FILE))
    within(filled.folder, ({ context, opening }) => {
      assert.deepEqual(states(filled, context), ['applied', 'queued', 'withdrawn'])
      assert.ok(opening.databaseWas)
      assert.deepEqual(readFileSync(join(opening.aside[0] ?? '', OUTBOX_FILE)), original)
      mustSave(context, opFor('case-9'))
    })
  })
}

test('a flipped byte inside an edit’s text, which SQLite calls sound, is mended from the journal', (t) => {
  const filled = fill(t)
  const path = pathOf(filled.folder, OUTBOX_FILE)
  const at = readFileSync(path).indexOf(`甬 ${filled.waiting}`)
  overwrite(path, at + 3, '#')
  within(filled.folder, ({ context, opening }) => {
    assert.equal(opening.sealed, null)
    assert.equal(allOps(context).find(({ op_id }) => op_id === filled.waiting)?.body, JSON.stringify({ text: `甬 ${filled.waiting}` }))
  })
})

test('a flipped state is what its last event says', (t) => {
  const filled = fill(t)
  const db = new (loadSqlite())(pathOf(filled.folder, OUTBOX_FILE))
  db.exec("UPDATE op SET state = 'queued'")
  db.close()
  within(filled.folder, ({ context }) => assert.deepEqual(states(filled, context), ['applied', 'queued', 'withdrawn']))
})

test('a torn last line is cut, and what is saved then is read', (t) => {
  const filled = fill(t)
  const path = pathOf(filled.folder, JOURNAL_FILE)
  const { end } = readLines(readFileSync(path))
  writeFileSync(path, Buffer.concat([readFileSync(path).subarray(0, end), encodeLine({ ops: [{ body: 'x'.repeat(9_000) }] }).subarray(0, 8_000)]))
  within(filled.folder, ({ opening, context }) => {
    assert.deepEqual([opening.cutTail, opening.badPlaces, opening.sealed], [true, 0, null])
    mustSave(context, opFor('case-9'))
  })
  const after = readLines(readFileSync(path))
  assert.deepEqual([after.bad, after.isTorn], [0, false])
})

test('garbage in the middle of the journal is told, its original kept, and the next start finds a whole one', (t) => {
  const filled = fill(t)
  const path = pathOf(filled.folder, JOURNAL_FILE)
  overwrite(path, Math.floor(readLines(readFileSync(path)).end / 2), '#####')
  const original = readFileSync(path)
  within(filled.folder, ({ context, opening }) => {
    assert.deepEqual(states(filled, context), ['applied', 'queued', 'withdrawn'])
    assert.ok(opening.badPlaces > 0 && opening.journalWas)
    assert.deepEqual(readFileSync(join(opening.aside[0] ?? '', JOURNAL_FILE)), original)
  })
  within(filled.folder, ({ opening }) => assert.deepEqual([opening.badPlaces, opening.journalWas], [0, null]))
})

/** The journal's line of the waiting op is broken, and the database is no database. */
function breakBoth({ folder, waiting }: Filled): void {
  overwrite(pathOf(folder, JOURNAL_FILE), readFileSync(pathOf(folder, JOURNAL_FILE)).indexOf(waiting), '#')
  overwrite(pathOf(folder, OUTBOX_FILE), 0, 'ZZLite')
}

test('both damaged: nothing is accepted or written, what can be read is shown and exported, and one may go on with it', (t) => {
  const filled = fill(t)
  within(filled.folder, ({ context }) => mustSave(context, opFor('case-7')))
  breakBoth(filled)
  const before = [JOURNAL_FILE, OUTBOX_FILE].map((file) => readFileSync(pathOf(filled.folder, file)))
  within(filled.folder, ({ context, opening }) => {
    assert.equal(opening.sealed?.why, 'both-damaged')
    const saved = trySave(context, [opFor('case-8')])
    assert.equal(saved.saved ? '' : saved.why, 'sealed')
    assert.throws(() => putDraft(context, { form: 'case', key: '1', body: '{}', now: NOW }), { code: 'sealed' })
    assert.deepEqual(listUnsent(context, { now: NOW }).map(({ row_id }) => row_id), ['case-7'])
    const text = exportForSupport(context, { isSimulated: true, now: NOW })
    assert.ok(text.includes('模拟数据') && text.includes('both-damaged') && text.includes('case-7'))
  })
  assert.deepEqual([JOURNAL_FILE, OUTBOX_FILE].map((file) => readFileSync(pathOf(filled.folder, file))), before)
  within(filled.folder, ({ context, opening }) => {
    assert.deepEqual([opening.sealed, opening.aside.length], [null, 2])
    assert.deepEqual(listUnsent(context, { now: NOW }).map(({ row_id }) => row_id), ['case-7'])
    mustSave(context, opFor('case-8'))
  }, { goOn: true })
  within(filled.folder, ({ context, opening }) => assert.deepEqual([opening.sealed, listUnsent(context, { now: NOW }).length], [null, 2]))
})

test('with both gone and a daily copy there, it is not taken for a new outbox', (t) => {
  const filled = fill(t)
  within(filled.folder, ({ context }) => assert.deepEqual(keepCopy(context, { now: NOW }), { isKept: true }))
  for (const loss of ['database', 'journal'] as const) lose(filled.folder, loss)
  within(filled.folder, ({ context, opening }) => {
    assert.equal(opening.sealed?.why, 'both-damaged')
    assert.deepEqual(listUnsent(context, { now: NOW }).map(({ op_id }) => op_id), [filled.waiting])
  })
  within(filled.folder, ({ opening, context }) => assert.deepEqual([opening.sealed, stateOf(context, filled.waiting)], [null, 'queued']), { goOn: true })
})

test('an edit whose text neither copy holds is not sent: nothing is accepted until one goes on', (t) => {
  const filled = fill(t)
  const path = pathOf(filled.folder, OUTBOX_FILE)
  overwrite(path, readFileSync(path).indexOf(`甬 ${filled.waiting}`) + 3, '#')
  lose(filled.folder, 'journal')
  within(filled.folder, ({ opening }) => assert.deepEqual([opening.sealed?.why, opening.lost], ['both-damaged', [filled.waiting]]))
  within(filled.folder, ({ opening, context }) => assert.deepEqual([opening.sealed, opening.lost, nextBatch(context, {})], [null, [filled.waiting], []]), { goOn: true })
})

for (const file of [OUTBOX_FILE, JOURNAL_FILE]) {
  test(`after a downgrade ${file} of the future is read and not touched`, (t) => {
    const filled = fill(t)
    const path = pathOf(filled.folder, file)
    if (file === OUTBOX_FILE) {
      const db = new (loadSqlite())(path)
      db.exec('ALTER TABLE op ADD COLUMN later TEXT')
      db.pragma('user_version = 99')
      db.close()
    } else {
      const { records } = readLines(readFileSync(path))
      writeFileSync(path, Buffer.concat(records.map((record, i) => encodeLine(i === 0 ? { head: { ...(record as { head: object }).head, format: 2 } } : record))))
    }
    const before = readFileSync(path)
    within(filled.folder, ({ context, opening }) => {
      assert.equal(opening.sealed?.why, 'future')
      const saved = trySave(context, [opFor('case-8')])
      assert.equal(saved.saved ? '' : saved.why, 'sealed')
      assert.deepEqual(listUnsent(context, { now: NOW }).map(({ op_id }) => op_id), [filled.waiting])
    })
    assert.deepEqual(readFileSync(path), before)
    assert.ok(!existsSync(join(filled.folder, 'outbox-aside')))
  })
}

test('a backup of the database alone, without its log, put back later only sends again', (t) => {
  const filled = fill(t)
  const { folder } = filled
  copyFileSync(pathOf(folder, OUTBOX_FILE), join(folder, 'backup'))
  const later = within(folder, ({ context }) => {
    markSending(context, { op_ids: [filled.waiting], epoch: EPOCH, now: NOW })
    settle(context, { epoch: EPOCH, settlements: [{ op_id: filled.waiting, verdict: 'conflict', result: '{}' }], now: NOW })
    return mustSave(context, opFor('case-2'))[0] ?? ''
  })
  copyFileSync(join(folder, 'backup'), pathOf(folder, OUTBOX_FILE))
  within(folder, ({ context, opening }) => {
    assert.deepEqual([opening.sealed, opening.onlyInJournal], [null, [later]])
    assert.deepEqual([stateOf(context, filled.waiting), stateOf(context, later)], ['conflict', 'queued'])
  })
  // The journal lost as well: the copy's old view, in which the op is simply sent once more under its own name.
  copyFileSync(join(folder, 'backup'), pathOf(folder, OUTBOX_FILE))
  lose(folder, 'journal')
  within(folder, ({ context }) => {
    assert.deepEqual(nextBatch(context, {}).map(({ op_id }) => op_id), [filled.waiting])
    const fresh = mustSave(context, opFor('case-2'))[0]
    assert.deepEqual(nextBatch(context, {}).map(({ op_id }) => op_id), [filled.waiting, fresh])
  })
})

test('of another user’s files nothing is shown or sent, and nothing of them is deleted', (t) => {
  const mine = fill(t)
  const theirs = fill(t)
  for (const file of [OUTBOX_FILE, JOURNAL_FILE]) copyFileSync(pathOf(theirs.folder, file), pathOf(mine.folder, file))
  within(mine.folder, ({ context, opening }) => assert.deepEqual([opening.sealed?.why, allOps(context)], ['both-damaged', []]), { actor: 'u-2' })
  within(mine.folder, ({ context, opening }) => {
    assert.deepEqual([opening.sealed, allOps(context), opening.aside.length], [null, [], 2])
    mustSave(context, opFor('case-1'))
  }, { actor: 'u-2', goOn: true })
  assert.equal(readdirSync(join(mine.folder, 'outbox-aside')).length, 2)
})

test('what the system lets nobody write is shown, and nothing is accepted', (t) => {
  const filled = fill(t)
  rmSync(pathOf(filled.folder, JOURNAL_FILE))
  // Nothing can take the new journal's place while a folder has its name.
  mkdirSync(join(filled.folder, `${JOURNAL_FILE}.next`, 'x'), { recursive: true })
  within(filled.folder, ({ context, opening }) => {
    assert.equal(opening.sealed?.why, 'unwritable')
    const saved = trySave(context, [opFor('case-1')])
    assert.deepEqual([saved.saved ? '' : saved.why, listUnsent(context, { now: NOW }).length], ['sealed', 1])
  })
})
