/** A tab keeps what it is given, and a page goes on where storage is blocked or full. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptInTab } from '../../../renderer/state/kept-in-tab.ts'

function refuse(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}

test('what is put is there for the page that is loaded next, until it is cleared', () => {
  const held = new Map<string, string>()
  const storage = { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, text: string) => void held.set(key, text), removeItem: (key: string) => void held.delete(key) }
  const [kept, next] = [keptInTab('one', () => storage), keptInTab('one', () => storage)]
  assert.equal(kept.get(), null)
  kept.put('words')
  assert.deepEqual([next.get(), keptInTab('other', () => storage).get()], ['words', null])
  next.clear()
  assert.equal(kept.get(), null)
})

test('where storage is blocked or full nothing is kept, and nothing fails', () => {
  const full = { getItem: () => null, setItem: refuse, removeItem: () => {} }
  for (const kept of [keptInTab('one', refuse), keptInTab('one', () => full)]) {
    kept.put('words')
    assert.equal(kept.get(), null)
    kept.clear()
  }
})
