/** A surface gets frames while something changes, and a page that stands still is left alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CALM_AFTER_FRAMES, openFrames } from '../../../renderer/map/frames.ts'

/** A browser whose frames come when they are told to, and a loop that asks for the next frame in each. */
function open(): { frames: ReturnType<typeof openFrames>; asked: () => number; pass: (most: number) => number; seen: () => number } {
  const due = new Map<number, (time: number) => void>()
  let id = 0
  let seen = 0
  const frames = openFrames((callback) => {
    due.set(++id, callback)
    return id
  }, (known) => void due.delete(known))
  const loop = (): void => {
    seen++
    frames.requestAnimationFrame(loop)
  }
  frames.requestAnimationFrame(loop)
  const pass = (most: number): number => {
    let passed = 0
    for (; passed < most && due.size > 0; passed++) {
      const [[next, callback]] = [...due] as [[number, (time: number) => void]]
      due.delete(next)
      callback(passed)
    }
    return passed
  }
  return { frames, asked: () => due.size, pass, seen: () => seen }
}

test('a loop that nothing wakes comes to rest, and is asked for no further frame', () => {
  const { asked, pass, seen } = open()
  assert.equal(pass(1_000), CALM_AFTER_FRAMES)
  assert.equal(seen(), CALM_AFTER_FRAMES)
  assert.equal(asked(), 0)
})

test('each change gives it as many frames again, and many at once ask for one', () => {
  const { frames, asked, pass } = open()
  pass(1_000)
  frames.wake()
  frames.wake()
  assert.equal(asked(), 1)
  assert.equal(pass(2), 2)
  frames.wake()
  assert.equal(asked(), 1)
  assert.equal(pass(1_000), CALM_AFTER_FRAMES)
})

test('a loop that was stopped is not called, and a new one begins at once', () => {
  const { frames, asked, pass, seen } = open()
  frames.cancelAnimationFrame(1)
  frames.wake()
  assert.equal(asked(), 0)
  let begun = 0
  frames.requestAnimationFrame(() => void begun++)
  assert.equal(pass(1_000), 1)
  assert.deepEqual([begun, seen()], [1, 0])
})

test('what is worth waiting for gets no frame before it is there, and one when it does not come in time', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { frames, asked, pass, seen } = open()
  pass(2)
  assert.equal(asked(), 1)
  frames.wakeWithin(150)
  assert.equal(asked(), 0, 'not even the frame that was on its way')
  t.mock.timers.tick(149)
  assert.equal(asked(), 0)
  t.mock.timers.tick(1)
  assert.equal(pass(1_000), CALM_AFTER_FRAMES)
  assert.equal(seen(), 2 + CALM_AFTER_FRAMES)

  frames.wakeWithin(150)
  frames.wake()
  assert.equal(pass(1_000), CALM_AFTER_FRAMES, 'it is there')
  t.mock.timers.tick(1_000)
  assert.equal(asked(), 0, 'nothing is left of the waiting')

  frames.wakeWithin(150)
  frames.wakeWithin(150)
  assert.equal(asked(), 1, 'twice in a row is a movement: it is seen at once')
})
