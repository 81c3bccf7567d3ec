/** Who is asked first when a screen asks much at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTurn, land, whileAsked } from '../../../renderer/state/turns.ts'

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

test('what the map is painted from is asked first, figures of the same reports right after it, and all else when it has been answered', async () => {
  const asked: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const rest = Promise.withResolvers<void>()
  inTurn('city.indicators', () => {
    asked.push('indicators')
    rest.resolve()
  })
  inTurn('field.overview', () => asked.push('figures'))
  inTurn('field.get', () => {
    asked.push('field')
    void whileAsked('field.get', promise)
  })
  await soon()
  assert.deepEqual(asked, ['field', 'figures'])
  resolve()
  await rest.promise
  assert.deepEqual(asked, ['field', 'figures', 'indicators'])
})

test('where no picture is asked for, figures are asked at once', async () => {
  const asked: string[] = []
  inTurn('field.overview', () => asked.push('figures'))
  await soon()
  assert.deepEqual(asked, ['figures'])
})

test('what comes later does not wait for ever for a picture that takes its time', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const figures = Promise.withResolvers<void>()
  inTurn('cells.get', () => void whileAsked('cells.get', promise))
  inTurn('city.indicators', figures.resolve)
  await figures.promise
  resolve()
  await soon()
})

test('what is taken back is not asked', async () => {
  const asked: string[] = []
  const takeBack = inTurn('field.get', () => asked.push('field'))
  takeBack()
  await soon()
  assert.deepEqual(asked, [])
})

test('marks that come before their ground are told of together with it, and in the end without it', async () => {
  const told: string[] = []
  const ground = Promise.withResolvers<void>()
  const answered = whileAsked('field.get', ground.promise)
  land('places.overdue', () => told.push('marks'))
  land('city.indicators', () => told.push('indicators'))
  assert.deepEqual(told, ['indicators'])
  ground.resolve()
  await answered
  land('field.get', () => told.push('ground'))
  assert.deepEqual(told, ['indicators', 'marks', 'ground'])
  land('places.overdue', () => told.push('later marks'))
  assert.deepEqual(told, ['indicators', 'marks', 'ground', 'later marks'])

  const late = Promise.withResolvers<void>()
  const alone = Promise.withResolvers<void>()
  const pending = whileAsked('field.get', late.promise)
  land('places.sites', alone.resolve)
  await alone.promise
  late.resolve()
  await pending
})

test('a ground waits for the figures beside it, and not for long', async () => {
  const told: string[] = []
  const figures = Promise.withResolvers<void>()
  const answered = whileAsked('field.overview', figures.promise)
  land('field.get', () => told.push('ground'))
  assert.equal(told.length, 0)
  figures.resolve()
  await answered
  land('field.overview', () => told.push('figures'))
  assert.deepEqual(told, ['ground', 'figures'])

  const late = Promise.withResolvers<void>()
  const alone = Promise.withResolvers<void>()
  const pending = whileAsked('field.overview', late.promise)
  land('field.get', alone.resolve)
  await alone.promise
  late.resolve()
  await pending
  land('field.overview', () => told.push('late figures'))
  assert.deepEqual(told, ['ground', 'figures', 'late figures'])
})

test('figures that come before their ground are told of with it', async () => {
  const told: string[] = []
  const ground = Promise.withResolvers<void>()
  const answered = whileAsked('field.get', ground.promise)
  land('field.overview', () => told.push('figures'))
  assert.equal(told.length, 0)
  ground.resolve()
  await answered
  land('field.get', () => told.push('ground'))
  assert.deepEqual(told, ['figures', 'ground'])
})
