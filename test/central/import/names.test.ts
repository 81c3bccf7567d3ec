/** Ids made of names: readable, unique for hostile names, the same next time. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { lookAlikeKey, nameKey, Naming, slug } from '../../../main/central/import/names.ts'
import { ScopeId } from '../../../main/sync/protocol.ts'

test('ordinary names give plain slugs', () => {
  const naming = new Naming('boston/', ['unspecified'], [])
  assert.equal(naming.idOf('Dorchester'), 'boston/dorchester')
  assert.equal(naming.idOf('Allston / Brighton'), 'boston/allston-brighton')
  assert.equal(naming.idOf('白鹤街道'), 'boston/白鹤街道')
  assert.equal(naming.idOf(' dorchester  '), 'boston/dorchester')
})

test('a reserved word and a taken slug get another id', () => {
  const naming = new Naming('c/', ['unspecified'], [])
  const ids = ['Unspecified', 'A B', 'A-B', 'A/B', '!!!', '???', 'A\u200BB', '../../etc', "'; DROP TABLE record; --"].map((name) => naming.idOf(name))
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(!ids.includes('c/unspecified'))
})

test('whatever the names are, different names get different ids that fit a scope', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), { maxLength: 30 }), (names) => {
    const naming = new Naming('c/', ['unspecified'], [])
    const byKey = new Map(names.map((name) => [nameKey(name), naming.idOf(name)]))
    assert.equal(new Set(byKey.values()).size, byKey.size)
    for (const id of byKey.values()) assert.ok(ScopeId.safeParse(`office:${id}`).success, id)
  }), { seed: 1, numRuns: 200 })
})

test('a name known from an earlier import keeps its id in any order', () => {
  const first = new Naming('c/', [], [])
  const known = ['A B', 'A-B', 'A/B'].map((name) => ({ name, id: first.idOf(name) }))
  const second = new Naming('c/', [], known)
  for (const { name, id } of known.toReversed()) assert.equal(second.idOf(name), id)
})

test('a slug never ends in a hyphen and is at most 60 characters', () => {
  assert.equal(slug(`${'x'.repeat(59)} y`), 'x'.repeat(59))
  assert.equal(slug('São  Paulo!'), 'sao-paulo')
})

test('ids that only look different meet under one key', () => {
  assert.equal(lookAlikeKey('ＡB１２３'), lookAlikeKey('ab1\u200B23'))
  assert.notEqual(lookAlikeKey('007'), lookAlikeKey('7'))
})
