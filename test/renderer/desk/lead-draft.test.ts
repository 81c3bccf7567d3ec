/** The draft of a lead keeps the names it was sent under, and no contact. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptLead, readLead, startLead } from '../../../renderer/desk/leads/lead-draft.ts'

test('a lead comes back under the names it had, without its contact', () => {
  const lead = { ...startLead('330205008'), isSent: true }
  const body = JSON.stringify(keptLead({ ...lead, fields: { ...lead.fields, text: '路灯不亮', name: '金丝雀', phone: '13987650123' } }))
  assert.doesNotMatch(body, /金丝雀|13987650123/)
  assert.deepEqual(readLead(body), { ...lead, fields: { ...lead.fields, text: '路灯不亮' } })
})

test('a draft without names, or with broken ones, begins under new ones and was never sent', () => {
  for (const body of ['{"text":"a"}', '{"text":"a","op_id":"x","id":"y","isSent":true}', 'null', '{']) {
    const { isSent, op_id, id } = readLead(body)
    assert.equal(isSent, false)
    assert.match(op_id, /^[0-9a-f-]{36}$/)
    assert.notEqual(op_id, id)
  }
})
