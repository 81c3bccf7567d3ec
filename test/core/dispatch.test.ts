/** Whatever comes through the door is checked, and whatever goes wrong behind it becomes a failure with a code. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDispatch, type Handlers } from '../../main/core/dispatch.ts'
import { Refusal } from '../../main/core/refusal.ts'
import { INPUTS } from '../../preload/contract/schema.ts'

const HOUR = 3_600_000
const filter = { area: null, drawn: null, from: 0, to: HOUR, classes: [], statuses: [], weekdays: [], hours: [] }
const view = { west: 121, south: 29, east: 122, north: 30, zoom: 10 }
const field = { layer: 'report', filter, view, bandwidthMeters: 300 }

/** Every handler does `act`. */
function dispatchTo(act: (input: unknown) => unknown, limit?: number) {
  const handlers = Object.fromEntries(Object.keys(INPUTS).map((method) => [method, act])) as unknown as Handlers
  return createDispatch(handlers, limit === undefined ? {} : { limit })
}
const codeOf = async (answer: ReturnType<ReturnType<typeof createDispatch>>): Promise<string> => {
  const settled = await answer
  return settled.ok ? 'ok' : settled.failure.code
}

test('an answer carries the value and how long it took', async () => {
  const answer = await dispatchTo(() => 7)('session.get', null)
  assert.ok(answer.ok && answer.value === 7 && answer.tookMs >= 0)
})

test('names that are no methods are unknown, inherited ones too', async () => {
  for (const name of ['', 'nothing', 'constructor', '__proto__', 'toString']) assert.equal(await codeOf(dispatchTo(() => 1)(name, null)), 'unknown-method')
})

test('inputs outside the contract are refused before any handler runs', async () => {
  let ran = 0
  const dispatch = dispatchTo(() => ran++)
  const bad: [string, unknown][] = [
    ['session.get', {}], ['session.get', undefined], ['session.connect', { central: 'file:///etc/passwd', token: 'x' }],
    ['session.connect', { central: 'javascript:alert(1)', token: 'x' }], ['session.connect', { central: 'https://c.example', token: '' }],
    ['field.overview', { filter: { ...filter, to: 0 } }], ['field.overview', { filter: { ...filter, to: 11 * 366 * 24 * HOUR } }],
    ['field.overview', { filter: { ...filter, hours: [24] } }], ['field.overview', { filter, more: 1 }],
    ['field.overview', { filter: { ...filter, drawn: [[121, 29], [122, 29]] } }], ['field.overview', { filter: { ...filter, drawn: [[121, 29], [122, 30], [122, 29], [121, 30]] } }],
    ['field.get', { ...field, view: { ...view, zoom: Number.NaN } }], ['field.get', { ...field, view: { ...view, east: 120 } }],
    ['field.get', { ...field, bandwidthMeters: 301 }], ['field.get', { ...field, layer: 'secret' }],
    ['places.card', { type: 'worker', id: '1', at: 0 }], ['places.card', { type: 'site', id: 'x'.repeat(201), at: 0 }],
  ]
  for (const [method, input] of bad) assert.equal(await codeOf(dispatch(method, input)), 'bad-input', `${method} ${JSON.stringify(input)}`)
  assert.equal(ran, 0)
})

test('inputs of the contract reach the handler as they were', async () => {
  const answer = await dispatchTo((input) => input)('field.get', field)
  assert.deepEqual(answer.ok && answer.value, field)
})

test('a refusal keeps its code, any other error is internal', async () => {
  assert.equal(await codeOf(dispatchTo(() => { throw new Refusal('not-signed-in', 'x') })('sync.now', null)), 'not-signed-in')
  assert.equal(await codeOf(dispatchTo(() => { throw new Error('boom') })('sync.now', null)), 'internal')
  assert.equal(await codeOf(dispatchTo(() => Promise.reject('text'))('sync.now', null)), 'internal')
})

test('calls beyond the limit are turned away and the places of finished ones are free again', async () => {
  const gate = Promise.withResolvers<number>()
  const dispatch = dispatchTo(() => gate.promise, 2)
  const held = [dispatch('sync.now', null), dispatch('sync.now', null)]
  assert.equal(await codeOf(dispatch('sync.now', null)), 'too-busy')
  gate.resolve(1)
  await Promise.all(held)
  assert.equal(await codeOf(dispatch('sync.now', null)), 'ok')
})

test('walls that hang on to their calls are turned away, and the desk has its places still', async () => {
  const waiting: (() => void)[] = []
  const dispatch = createDispatch(Object.fromEntries(Object.keys(INPUTS).map((method) => [method, () => new Promise<void>((resolve) => waiting.push(resolve))])) as unknown as Handlers, { wallLimit: 2 })
  const held = [dispatch('wall.state', { wall: '1' }, { wall: '1' }), dispatch('wall.state', { wall: '2' }, { wall: '2' })]
  assert.equal(await codeOf(dispatch('wall.state', { wall: '1' }, { wall: '1' })), 'too-busy')
  const desk = dispatch('sync.now', null)
  for (const go of waiting) go()
  assert.deepEqual(await Promise.all([...held, desk].map(codeOf)), ['ok', 'ok', 'ok'])
})
