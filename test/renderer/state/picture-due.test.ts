/** What waits for a picture is done with it, once, and in the end whatever comes; a hand on the screen waits for nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPictureDue } from '../../../renderer/state/picture-due.ts'

/** Time that passes when it is told to. */
function open(): { due: ReturnType<typeof openPictureDue>; pass: (ms: number) => void; waits: () => number } {
  let now = 0
  let timers: { at: number; work: () => void }[] = []
  const due = openPictureDue((work, delayMs) => {
    const timer = { at: now + delayMs, work }
    timers.push(timer)
    return () => void (timers = timers.filter((other) => other !== timer))
  })
  const pass = (ms: number): void => {
    for (const end = now + ms; ;) {
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      now = next?.at ?? end
      if (next === undefined) return
      timers = timers.filter((other) => other !== next)
      next.work()
    }
  }
  return { due, pass, waits: () => timers.length }
}

test('where no picture is asked for, it is done soon', () => {
  const { due, pass } = open()
  const done: string[] = []
  due.withPicture(() => done.push('said'), 50)
  assert.deepEqual(done, [])
  pass(0)
  assert.deepEqual(done, ['said'])
})

test('with a picture on its way it waits for the frame', () => {
  const { due, pass, waits } = open()
  const done: string[] = []
  due.withPicture(() => done.push('said'), 50)
  due.expect()
  pass(30)
  assert.deepEqual(done, [])
  due.drawn()
  assert.deepEqual(done, ['said'])
  pass(1_000)
  assert.deepEqual(done, ['said'])
  assert.equal(waits(), 0)
})

test('what comes after a picture waits until its frame is painted, and for no hand', () => {
  const { due, pass, waits } = open()
  const done: string[] = []
  due.afterPicture(() => done.push('written'), 500)
  due.withPicture(() => done.push('said'), 50)
  due.expect()
  pass(30)
  due.drawn()
  assert.deepEqual(done, ['said'])
  pass(39)
  assert.deepEqual(done, ['said'])
  pass(1)
  assert.deepEqual(done, ['said', 'written'])
  due.expect()
  due.afterPicture(() => done.push('again'), 500)
  due.drawn()
  due.catchUp()
  assert.deepEqual(done, ['said', 'written', 'again'])
  pass(1_000)
  assert.equal(done.length, 3)
  assert.equal(waits(), 0)
})

test('a picture that takes its time holds nothing up for longer than was said', () => {
  const { due, pass } = open()
  const done: string[] = []
  due.expect()
  due.withPicture(() => done.push('said'), 50)
  pass(49)
  assert.deepEqual(done, [])
  pass(1)
  assert.deepEqual(done, ['said'])
  due.drawn()
  assert.deepEqual(done, ['said'])
})

test('pictures that follow each other closely put nothing off for longer than was said', () => {
  const { due, pass, waits } = open()
  const done: string[] = []
  due.expect()
  due.afterPicture(() => done.push('written'), 500)
  for (let n = 0; n < 16; n++) {
    pass(30)
    due.drawn()
    due.expect()
  }
  assert.deepEqual(done, [], 'at 480 ms')
  pass(19)
  assert.deepEqual(done, [])
  pass(1)
  assert.deepEqual(done, ['written'])
  pass(1_000)
  assert.equal(done.length, 1)
  assert.equal(waits(), 0)
})

test('a hand on the screen finds all of it done, once', () => {
  const { due, pass } = open()
  const done: string[] = []
  const say = (): void => void done.push('said')
  due.expect()
  due.withPicture(say, 50)
  due.withPicture(say, 50)
  due.withPicture(() => done.push('told'), 300)
  due.catchUp()
  assert.deepEqual(done, ['said', 'told'])
  pass(1_000)
  assert.deepEqual(done, ['said', 'told'])
})
