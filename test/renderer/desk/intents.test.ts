/** Edits as they leave the page: the right base, strict sets, and what stands as a button. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CASE_ACTIONS, DUTIES, judgeActions, type Duty } from '../../../preload/contract/case-flow.ts'
import { CASE_STATUSES, type CaseStatus } from '../../../preload/contract/case-status.ts'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { EditIntent } from '../../../preload/contract/edit-schema.ts'
import { formOfDraft } from '../../../renderer/desk/act/form-of-draft.ts'
import { faultsOf, fieldsOf, readValues, setOf, startValues } from '../../../renderer/desk/act/form-values.ts'
import { editOf, newName, noteOf, transitionOf, type Possible } from '../../../renderer/desk/act/intents.ts'
import { beginningsOf, isComplete, offeredOf } from '../../../renderer/desk/act/offered.ts'

const zone = 'Asia/Shanghai'
const now = Date.parse('2026-11-28T08:00:00Z')
const own = newName()
const stand = { id: 'c1', status: 'verifying' as const, base: { dispatch: 7, location: { op: own }, description: 3, supervision: 2 } }
const start = startValues({ class: 'k1', place: '老地方', dueAt: null }, zone, now)

test('an action names the groups it changes, and no other', () => {
  const file: Possible = { possible: true, action: 'file', to: 'filed', needs: ['class', 'place', 'due_at'], may: [] }
  const set = setOf({ ...start, due_at: '2026-12-01T17:30' }, file, zone)
  assert.deepEqual(set, { class: 'k1', place: '老地方', due_at: '2026-12-01T09:30:00.000Z' })
  const intent = transitionOf(stand, file, set, newName())
  assert.deepEqual('base' in intent ? intent.base : null, { dispatch: 7, location: { op: own } })
  assert.equal(EditIntent.safeParse(intent).success, true)
  const accept = transitionOf({ ...stand, status: 'reported' }, { action: 'accept', to: 'verifying' }, {}, newName())
  assert.deepEqual('base' in accept ? accept.base : null, { dispatch: 7 })
  assert.equal('set' in accept, false)
})

test('edits and notes are what the contract takes', () => {
  const edit = editOf(stand, { text: '更正', urgent: true }, newName())
  assert.deepEqual('base' in edit ? edit.base : null, { description: 3, supervision: 2 })
  for (const intent of [edit, noteOf('c1', '记一笔', newName(), newName())]) assert.equal(EditIntent.safeParse(intent).success, true)
})

test('every action that is possible anywhere can be filled in, and is then what the contract takes', () => {
  const values = { ...start, department: '城管中队', into: 'c2', result: '已清', reason: '重复', due_at: '2026-12-01T17:30', until: '2026-12-02T09:00' }
  for (const status of CASE_STATUSES) {
    const actions = judgeActions({ status, status_before: 'reported', closed_at: new Date(now).toISOString() }, { sub: 'me', duties: DUTIES }, now)
    for (const one of actions) {
      if (!one.possible) continue
      assert.deepEqual(faultsOf(values, one, { id: 'c1', zone, now }), {}, one.action)
      assert.equal(EditIntent.safeParse(transitionOf({ ...stand, status }, one, setOf(values, one, zone), newName())).success, true, one.action)
      assert.ok(one.needs.every((field) => (fieldsOf(one) as string[]).includes(field)), one.action)
    }
  }
})

test('a draft opens the form it was left in, where the case still has it for this account', () => {
  const take: Possible = { possible: true, action: 'take', to: 'handling', needs: [], may: [] }
  const fields = { class: null, due_at: 'decided', area: null, place: null, lng: null, lat: null, text: null, supervised: 'other-duty', urgent: null, danger_to_life: null } satisfies CaseWhole['fields']
  const whole = { actions: [take, { action: 'close', possible: false, why: 'other-status' }], fields, sayings: { reply: null, proposal: 'other-duty', handover: null, note: null } satisfies CaseWhole['sayings'], danger: false, isOpen: true } satisfies Parameters<typeof formOfDraft>[1]
  assert.deepEqual(formOfDraft('case.take', whole), { form: 'action', possible: take })
  assert.deepEqual(formOfDraft('case.text', whole), { form: 'text' })
  assert.deepEqual(formOfDraft('case.reply', whole), { form: 'reply' })
  for (const name of ['case.close', 'case.due_at', 'case.supervised', 'case.proposal', 'case.handover', 'case.note', 'site.correct']) assert.equal(formOfDraft(name, whole), null, name)
})

test('a deadline that has passed is not proposed again', () => {
  const whole = { class: 'k1', place: '老地方', dueAt: now - 1 }
  assert.equal(startValues(whole, zone, now).due_at, '')
  assert.equal(startValues({ ...whole, dueAt: Date.parse('2026-12-01T09:30:00Z') }, zone, now).due_at, '2026-12-01T17:30')
})

test('what is missing, past, no time, too long or the case itself is said', () => {
  const possible = { needs: ['reason', 'until', 'into', 'department'], may: ['place'] } as const
  const faults = faultsOf({ ...start, reason: '  ', until: '2026-11-28T15:00', into: 'c1', department: '部'.repeat(201), place: '' }, possible, { id: 'c1', zone, now })
  assert.deepEqual(faults, { reason: 'missing', until: 'past', into: 'itself', department: 'too-long' })
  assert.equal(faultsOf({ ...start, until: '2026-02-30T10:00' }, { needs: ['until'], may: [] }, { id: 'c1', zone, now }).until, 'no-time')
  // An emoji is one character, as the contract counts.
  assert.deepEqual(faultsOf({ ...start, department: '🚧'.repeat(200) }, { needs: ['department'], may: [] }, { id: 'c1', zone, now }), {})
})

test('a draft that another program wrote is no draft of this form', () => {
  assert.deepEqual(readValues('{"reason":"话","until":3,"x":"y"}'), { reason: '话' })
  for (const body of ['', 'null', '3', '{']) assert.equal(readValues(body), null, body)
})

const actions = (status: CaseStatus, duties: readonly Duty[]): ReturnType<typeof offeredOf> => offeredOf(judgeActions({ status, fed_back_by: 'me' }, { sub: 'me', duties }, now))

test('what carries a case on is the first button, force is never one, and the rest says why not', () => {
  assert.equal(isComplete(), true)
  assert.deepEqual(actions('reported', DUTIES).buttons.map(({ action }) => action), ['accept', 'reject', 'merge'])
  assert.deepEqual(actions('reported', DUTIES).more.map(({ action }) => action), ['force_close'])
  assert.deepEqual(actions('dispatched', DUTIES).buttons.map(({ action }) => action), ['take', 'return', 'recall'])
  const { buttons, more, not } = actions('checking', ['desk'])
  assert.deepEqual(buttons, [])
  assert.deepEqual(not.slice(0, 3).map(({ action, why }) => [action, why]), [['close', 'own-feedback'], ['fail', 'own-feedback'], ['force_close', 'other-duty']])
  assert.equal(buttons.length + more.length + not.length, CASE_ACTIONS.length)
  assert.deepEqual(beginningsOf('take'), ['dispatched', 'rework'])
})
