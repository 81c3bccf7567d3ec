/** A `me` read grant by grant: too many, twice the same, unknown ones, and what may be forgotten. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readGrants } from '../../main/sync/grants.ts'

const grant = (id: string, name = id) => ({ id, kind: 'office', name, access: 'read', reason: '' })
const many = (count: number): unknown[] => Array.from({ length: count }, (_, n) => grant(`office:${n}`))

test('the twenty-sixth scope is left out and counted; those already held keep their place', () => {
  const fresh = readGrants(many(30), [])
  assert.deepEqual([fresh.scopes.length, fresh.beyond, fresh.unreadable, fresh.named.size], [25, 5, 0, 30])
  const held = readGrants(many(30), ['office:29', 'office:28'])
  assert.deepEqual(held.scopes.map(({ id }) => id).slice(-2), ['office:28', 'office:29'])
  assert.equal(held.scopes.length, 25)
})

test('a scope granted twice is one scope; a grant in unknown words is counted and stops no other', () => {
  const read = readGrants([grant('office:1'), grant('office:1', 'again'), { ...grant('planet:9') }, { ...grant('office:2'), access: 'owner' }, null, 7, 'office:3'], [])
  assert.deepEqual(read.scopes, [{ id: 'office:1', name: 'office:1' }])
  assert.deepEqual([read.beyond, read.unreadable], [0, 5])
})

test('a held scope named in words this program does not know is not forgotten', () => {
  const read = readGrants([{ ...grant('office:2'), access: 'owner' }], ['office:2', 'office:3'])
  assert.deepEqual(['office:2', 'office:3'].filter((id) => !read.named.has(id)), ['office:3'])
})

test('names are cut by whole characters', () => {
  const name = readGrants([grant('office:1', '𠮷'.repeat(5_000))], []).scopes[0]!.name
  assert.equal([...name].length, 200)
  assert.equal(name.isWellFormed(), true)
})
