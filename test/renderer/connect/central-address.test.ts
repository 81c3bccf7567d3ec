/** What an operator types becomes an address, or a reason why not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCentralAddress } from '../../../renderer/connect/central-address.ts'

test('an address without a scheme means https', () => {
  assert.deepEqual(readCentralAddress(' central.example.cn/ '), { ok: true, address: 'https://central.example.cn', insecure: false })
})

test('plain http is pointed out, except on this PC', () => {
  assert.deepEqual(readCentralAddress('http://10.1.2.3:8080'), { ok: true, address: 'http://10.1.2.3:8080', insecure: true })
  assert.deepEqual(readCentralAddress('http://127.0.0.1:8787'), { ok: true, address: 'http://127.0.0.1:8787', insecure: false })
})

test('other schemes, passwords, queries and spaces are refused', () => {
  for (const typed of ['javascript:alert(1)', 'file:///etc', 'ftp://x', 'https://u:p@x', 'https://x/?a=1', 'two words']) assert.deepEqual(readCentralAddress(typed), { ok: false, why: 'bad' }, typed)
  assert.deepEqual(readCentralAddress('  '), { ok: false, why: 'empty' })
})
