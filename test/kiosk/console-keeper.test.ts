/** The console's process under the supervisor: what ends comes back after the waits of the ladder, and what hangs is ended. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepConsole } from '../../main/kiosk/console-keeper.ts'

const settle = async (): Promise<void> => {
  for (let n = 0; n < 20; n++) await Promise.resolve()
}

function makeConsole() {
  const done: string[] = []
  let now = 0
  let end: ((how: { how: string; hopeless: boolean }) => void) | null = null
  const keeper = keepConsole({
    monotonic: () => now, say() {}, onGone: () => done.push('gone'), onHopeless: (how) => done.push(how),
    begin() {
      done.push('begins')
      const { promise, resolve } = Promise.withResolvers<{ how: string; hopeless: boolean }>()
      end = resolve
      return {
        ended: promise,
        async stop() {
          done.push('stops')
          resolve({ how: 'SIGKILL', hopeless: false })
        },
      }
    },
  })
  return {
    keeper, done,
    async end(hopeless: boolean) {
      end?.({ how: 'ended', hopeless })
      await settle()
    },
    async pass(ms: number) {
      now += ms
      keeper.tick()
      await settle()
    },
  }
}

test('a console that ends is begun again after a second, and one that cannot run here is not', async () => {
  const played = makeConsole()
  await played.end(false)
  await played.pass(999)
  assert.deepEqual(played.done, ['begins', 'gone'])
  await played.pass(1)
  assert.deepEqual(played.done, ['begins', 'gone', 'begins'])
  await played.end(true)
  await played.pass(100_000)
  assert.deepEqual(played.done.slice(3), ['ended'])
})

test('a console that hangs is ended and begun again; what shows it waits from the first', async () => {
  const played = makeConsole()
  played.keeper.hangs()
  assert.deepEqual(played.done, ['begins', 'gone', 'stops'])
  await settle()
  await played.pass(1_000)
  assert.equal(played.done.at(-1), 'begins')
  await played.keeper.stop()
  played.keeper.hangs()
  await played.pass(100_000)
  assert.equal(played.done.filter((what) => what === 'begins').length, 2)
})
