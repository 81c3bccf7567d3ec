/** The names and words that the screens offer are the city's rows, in its order; what is not known here is offered to nobody. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getChoices } from '../../../main/store/queries/choices.ts'
import { emptyCache, putRow, putScope } from './filled-cache.ts'

const CITY = 'city:3302'
const common = { city: '3302', simulated: true }

test('departments and phrases come in the city’s order; a city without lists has none', () => {
  const db = emptyCache()
  putScope(db, CITY)
  assert.deepEqual(getChoices({ db }, null), { departments: [], phrases: [] })
  putRow(db, CITY, 'department', { id: 'a', name: '环卫', order: 2, ...common })
  putRow(db, CITY, 'department', { id: 'b', name: '交警', name_en: 'Police', area: '330205', order: 1, ...common })
  putRow(db, CITY, 'phrase', { id: 'p2', kind: 'reply', text: '已收到', text_en: 'Received', order: 1, ...common })
  putRow(db, CITY, 'phrase', { id: 'p1', kind: 'reason', action: 'return', text: '不属职责', order: 1, ...common })
  putRow(db, CITY, 'phrase', { id: 'p0', kind: 'reason', action: 'dance', text: '将来的动作', order: 0, ...common })
  assert.deepEqual(getChoices({ db }, null), {
    departments: [{ id: 'b', name: '交警', nameEn: 'Police', area: '330205', simulated: true }, { id: 'a', name: '环卫', nameEn: null, area: null, simulated: true }],
    phrases: [
      { id: 'p1', kind: 'reason', action: 'return', text: '不属职责', textEn: null, simulated: true },
      { id: 'p2', kind: 'reply', action: null, text: '已收到', textEn: 'Received', simulated: true },
    ],
  })
  db.close()
})
