/** SQLite itself refuses: what it could not commit must be in neither copy, now and after the next start. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { close, type OutboxContext } from '../../main/outbox/context.ts'
import { RESERVE_FILE } from '../../main/outbox/reserve.ts'
import { allOps, keepSmallReserve, makeFolder, open, opFor, trySave, within } from './scene.ts'

export function checkNoRoom(): void {
  const folder = makeFolder()
  try {
    const { context } = open(folder)
    rmSync(join(folder, RESERVE_FILE))
    context.db.pragma(`max_page_count = ${Number(context.db.pragma('page_count', { simple: true }))}`)
    let saved = 0
    let last = trySave(context, [opFor('case-1')])
    for (; last.saved && saved < 10_000; saved++) last = trySave(context, [opFor('case-1', { body: JSON.stringify('x'.repeat(3_000)) })])
    assert.equal(last.saved ? 'saved' : last.why, 'full')
    assert.equal(allOps(context).length, saved)
    close(context)
    keepSmallReserve(folder)
    within(folder, (opened) => assert.deepEqual([allOps(opened.context).length, opened.opening.onlyInJournal], [saved, []]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The last of all failures: both copies have been written to, and then the commit itself does not come about. */
export function checkFailedCommit(): void {
  const folder = makeFolder()
  try {
    const { context } = open(folder)
    assert.equal(trySave(context, [opFor('case-1')]).saved, true)
    const last = trySave(failing(context), [opFor('case-2')])
    assert.equal(last.saved ? 'saved' : last.why, 'storage')
    assert.deepEqual(allOps(context).map(({ row_id }) => row_id), ['case-1'])
    close(context)
    within(folder, (opened) => assert.deepEqual([allOps(opened.context).map(({ row_id }) => row_id), opened.opening.onlyInJournal], [['case-1'], []]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The real database, which rolls back what it was about to commit. */
function failing(context: OutboxContext): OutboxContext {
  const commit = { run: () => assert.fail(Object.assign(new Error('the commit failed'), { code: 'SQLITE_IOERR_FSYNC' })) } as unknown as ReturnType<OutboxContext['sql']>
  return { ...context, sql: (text) => (text === 'COMMIT' ? commit : context.sql(text)) }
}
