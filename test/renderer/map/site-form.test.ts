/** A correction says only what differs from what is known, and builds on the versions that were seen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { correctionOf, faultsOf, formOf, readForm, type SiteEditing } from '../../../renderer/map/correct/site-form.ts'

const editing: SiteEditing = {
  type: 'site', mark: null, takeBack: null, fields: ['name', 'lng', 'lat', 'state', 'hours'], base: { place: 4, hours: { op: 'o' }, state: 5, access: 6 },
  now: { name: '驿站', lng: 121.5, lat: 29.9, state: 'in_use', hours: [{ weekday: 1, from: 480, to: 1200 }, { weekday: 2, from: 0, to: 1440 }, { weekday: 3, from: 1320, to: 1800 }], access: null },
}

test('what is not touched is not said', () => {
  assert.equal(correctionOf('a', editing, formOf(editing.now), 'x'), null)
  const form = formOf(editing.now)
  assert.deepEqual(correctionOf('a', editing, { ...form, name: ' 新驿站 ' }, 'x'), { op_id: 'x', kind: 'correct', type: 'site', id: 'a', base: { place: 4 }, set: { name: '新驿站' } })
  assert.deepEqual(correctionOf('a', editing, { ...form, isClosed: true, lat: '29.95' }, 'x')?.base, { place: 4, state: 5 })
  assert.deepEqual(correctionOf('a', editing, { ...form, lat: '29.95' }, 'x')?.set, { lng: 121.5, lat: 29.95 })
})

test('hours come back as they went, past midnight and round the clock too', () => {
  const form = formOf(editing.now)
  assert.deepEqual(form.days.slice(0, 4), [{ from: '08:00', to: '20:00' }, { from: '00:00', to: '24:00' }, { from: '22:00', to: '06:00' }, { from: '', to: '' }])
  const changed = { ...form, days: form.days.map((day, i) => (i === 6 ? { from: '9:30', to: '12:00' } : day)) }
  assert.deepEqual(correctionOf('a', editing, changed, 'x')?.set, { hours: [...editing.now.hours!, { weekday: 7, from: 570, to: 720 }] })
  assert.deepEqual(correctionOf('a', editing, changed, 'x')?.base, { hours: { op: 'o' } })
})

test('what cannot be is told by field, and a draft of another form is not taken for one', () => {
  const form = formOf(editing.now)
  assert.deepEqual(faultsOf(form), [])
  assert.deepEqual(faultsOf({ ...form, name: ' ', lng: '', days: form.days.map((day, i) => (i === 0 ? { from: '08:00', to: '' } : day)) }), ['name', 'place', 'hours'])
  for (const lng of ['181', '1e2', '0x7', '121°33']) assert.deepEqual(faultsOf({ ...form, lng }), ['place'], lng)
  assert.deepEqual(correctionOf('a', editing, { ...form, lng: '１２１．６' }, 'x')?.set, { lng: 121.6, lat: 29.9 })
  for (const from of ['8', '8:60', '24:00', '八点', '']) assert.deepEqual(faultsOf({ ...form, days: form.days.map(() => ({ from, to: '12:00' })) }), ['hours'], from)
  assert.deepEqual(readForm(JSON.stringify(form)), form)
  for (const body of ['7', 'null', '{', JSON.stringify({ name: 'x' })]) assert.equal(readForm(body), null)
})
