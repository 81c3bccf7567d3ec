/** Steps that are released stay what they were, to the byte: a database that went through them before must not differ from a new one. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { MIGRATIONS } from '../../main/central/migrations.ts'

/** Of the statements of each, the first digits of their SHA-256. A new step is added below, never one of these changed. */
const RELEASED: Record<string, string> = {
  'records, their log, accounts and snapshots': '0c11ed67cbcd8748',
  'typed views': 'e325e22bcaeea4e5',
  'outlines as their files gave them': 'ecb60e33d884e0ee',
  'ops, duties and acts': 'e658233593e5d477',
  'departments and phrases': 'baa21de1c2034f29',
  'photos': 'd4d434b275ba24bf',
  'views of cases and acts, told duties': 'c495177c1910610b',
  'what was exported': 'e00c4215cdd1558d',
  'which briefing was exported': '54b5d4b9d94b59d3',
}

test('no released step has changed, and none has lost its place', () => {
  const now = MIGRATIONS.slice(0, Object.keys(RELEASED).length).map(({ name, statements }) => [name, createHash('sha256').update(statements.join(';\n')).digest('hex').slice(0, 16)])
  assert.deepEqual(now, Object.entries(RELEASED))
})
