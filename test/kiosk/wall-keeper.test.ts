/** One wall's browser under the supervisor: it comes back with a fresh address, after the waits of the ladder, and without WebGL when all else fails. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWallKeeper } from '../../main/kiosk/wall-keeper.ts'

const settle = async (): Promise<void> => {
  for (let n = 0; n < 20; n++) await Promise.resolve()
}

function makeWall() {
  const opened: string[] = []
  const said: string[] = []
  const asked: string[] = []
  let [now, codes, reachable, startable, killed] = [0, 0, true, true, 0]
  let end: ((how: string) => void) | null = null
  const keeper = createWallKeeper({
    wall: '1', monotonic: () => now, say: (line) => said.push(line),
    async askAddress(wall, cause, safe) {
      asked.push(`${cause}${safe ? ' safe' : ''}`)
      return reachable ? `http://console/wall.html?wall=${wall}#code=${++codes}` : null
    },
    open(address) {
      if (!startable) throw new Error('no room')
      opened.push(address.replace('http://console', ''))
      const { promise, resolve } = Promise.withResolvers<string>()
      end = resolve
      return { pid: 100 + codes, ended: promise, kill: () => {
        killed++
        resolve('SIGKILL')
      } }
    },
  })
  return {
    keeper, opened, said, asked,
    reach: (is: boolean) => (reachable = is),
    allow: (is: boolean) => (startable = is),
    killed: () => killed,
    async die() {
      end?.('SIGSEGV')
      await settle()
    },
    async pass(seconds: number, beats = false) {
      for (let n = 0; n < seconds; n++) {
        now += 1_000
        if (beats) keeper.beat('page', now, true)
        keeper.tick()
        await settle()
      }
    },
  }
}

test('it opens once the console is there, and a browser that dies is back after a second under another code', async () => {
  const wall = makeWall()
  await wall.pass(10)
  assert.deepEqual(wall.opened, [])
  wall.keeper.start('opened')
  await wall.pass(30, true)
  await wall.die()
  assert.equal(wall.opened.length, 1)
  await wall.pass(2, false)
  assert.deepEqual(wall.opened, ['/wall.html?wall=1#code=1', '/wall.html?wall=1#code=2'])
  assert.deepEqual(wall.asked, ['opened', 'gone'])
  assert.ok(wall.said.includes('wall 1: answers') && wall.said.includes('wall 1: its browser ended (SIGSEGV)') && wall.said.includes('wall 1: again in 1 s'))
})

test('the fifth death in ten minutes brings it back without WebGL, said in its address', async () => {
  const wall = makeWall()
  wall.keeper.start('opened')
  await settle()
  for (const wait of [1, 5, 15, 60, 60]) {
    await wall.die()
    await wall.pass(wait + 1)
  }
  assert.deepEqual(wall.opened.map((address) => address.includes('safe=1')), [false, false, false, false, false, true])
  assert.equal(wall.opened.at(-1), '/wall.html?wall=1&safe=1#code=6')
  assert.equal(wall.asked.at(-1), 'gone safe')
})

test('a page that is silent gets another browser, one at a time', async () => {
  const wall = makeWall()
  wall.keeper.start('opened')
  await wall.pass(30, true)
  await wall.pass(21)
  assert.deepEqual(wall.asked, ['opened', 'silent'])
  assert.equal(wall.opened.length, 2)
  // Its own end was no accident: nothing is counted.
  await wall.pass(30, true)
  assert.equal(wall.opened.length, 2)
})

test('while the console is away the page is left as it is, and with the console it comes back', async () => {
  const wall = makeWall()
  wall.keeper.start('opened')
  await wall.pass(30, true)
  wall.keeper.pause()
  await wall.pass(300)
  assert.equal(wall.opened.length, 1)
  wall.keeper.start('console')
  await settle()
  assert.deepEqual([wall.opened.length, wall.asked.at(-1)], [2, 'console'])
})

test('contexts lost too often bring it without WebGL, and at the end its browser is ended', async () => {
  const wall = makeWall()
  wall.keeper.start('opened')
  await wall.pass(5, true)
  wall.keeper.unsafe()
  await settle()
  assert.equal(wall.opened.at(-1), '/wall.html?wall=1&safe=1#code=2')
  await wall.keeper.stop()
  await wall.pass(100)
  assert.equal(wall.opened.length, 2)
})

test('a console that gives no address is asked again', async () => {
  const wall = makeWall()
  wall.reach(false)
  wall.keeper.start('opened')
  await wall.pass(30)
  assert.deepEqual(wall.opened, [])
  wall.reach(true)
  await wall.pass(50)
  assert.equal(wall.opened.length, 1)
})

test('while the console gives no address, what is on the screen stays there', async () => {
  const wall = makeWall()
  wall.keeper.start('opened')
  await wall.pass(30, true)
  wall.reach(false)
  await wall.pass(25)
  assert.deepEqual([wall.asked.at(-1), wall.opened.length, wall.killed()], ['silent', 1, 0])
  wall.keeper.pause()
  await wall.pass(100)
  wall.reach(true)
  wall.keeper.start('console')
  await settle()
  assert.deepEqual([wall.opened.length, wall.killed()], [2, 1])
})

test('what was heard before the console was away does not make the new page silent', async () => {
  const wall = makeWall()
  wall.keeper.start('opened')
  await wall.pass(30, true)
  wall.keeper.pause()
  await wall.pass(300)
  wall.keeper.start('console')
  wall.keeper.tick()
  await settle()
  assert.deepEqual(wall.asked, ['opened', 'console'])
})

test('a browser that cannot be started is one that is gone: it is tried again after the waits', async () => {
  const wall = makeWall()
  wall.allow(false)
  wall.keeper.start('opened')
  await settle()
  assert.deepEqual(wall.said, ['wall 1: again in 1 s', 'wall 1: its browser could not be started (no room)'].toReversed())
  await wall.pass(3)
  wall.allow(true)
  await wall.pass(5)
  assert.equal(wall.opened.length, 1)
})
