/** Who is asked first when a screen asks much at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTurn, land, whileAsked } from '../../../renderer/state/turns.ts'

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

test('figures wait until what the map is painted from has been answered, whoever asked first', async () => {
  const asked: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const figures = Promise.withResolvers<void>()
  inTurn('field.overview', () => {
    asked.push('figures')
    figures.resolve()
  })
  inTurn('field.get', () => {
    asked.push('field')
    void whileAsked('field.get', promise)
  })
  await soon()
  assert.deepEqual(asked, ['field'])
  resolve()
  await figures.promise
  assert.deepEqual(asked, ['field', 'figures'])
})

test('where no picture is asked for, figures are asked at once', async () => {
  const asked: string[] = []
  inTurn('field.overview', () => asked.push('figures'))
  await soon()
  assert.deepEqual(asked, ['figures'])
})

test('figures do not wait for ever for a picture that takes its time', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const figures = Promise.withResolvers<void>()
  inTurn('cells.get', () => void whileAsked('cells.get', promise))
  inTurn('field.overview', figures.resolve)
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
  land('field.overview', () => told.push('figures'))
  assert.deepEqual(told, ['figures'])
  ground.resolve()
  await answered
  land('field.get', () => told.push('ground'))
  assert.deepEqual(told, ['figures', 'ground', 'marks'])
  land('places.overdue', () => told.push('later marks'))
  assert.deepEqual(told, ['figures', 'ground', 'marks', 'later marks'])

  const late = Promise.withResolvers<void>()
  const alone = Promise.withResolvers<void>()
  const pending = whileAsked('field.get', late.promise)
  land('places.sites', alone.resolve)
  await alone.promise
  late.resolve()
  await pending
})
