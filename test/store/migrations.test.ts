/** A cache of each earlier version comes to the tables of this one, and keeps its rows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectedFingerprint, migrate, MIGRATIONS } from '../../main/store/migrations.ts'
import { openWritable } from '../../main/store/open.ts'
import { fingerprint } from '../../main/store/steps.ts'
import { caseRow, putCase } from './queries/cases.ts'
import { NOW } from './queries/filled-cache.ts'

for (const [n] of MIGRATIONS.slice(1).entries()) {
  test(`version ${n + 1} comes to the newest with its cases`, (t) => {
    const db = openWritable(':memory:')
    t.after(() => db.close())
    migrate(db, MIGRATIONS.slice(0, n + 1))
    putCase(db, caseRow(1, { status: 'closed', closed_at: new Date(NOW).toISOString() }))
    migrate(db)
    assert.equal(fingerprint(db), expectedFingerprint())
    assert.deepEqual(db.prepare('SELECT id, closed_at FROM "case"').raw().all(), [['c1', NOW]])
  })
}
