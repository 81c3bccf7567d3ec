/** The walls of the desktop program over windows and displays in the test's hand: each fault of a night, and what is done about it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWall } from '../../main/core/wall-keeping.ts'
import { createWallKeeper, type WallKeeper, type WindowEvent } from '../../main/shell/wall-keeper.ts'
import type { WallBeat } from '../../preload/contract/wall-health.ts'
import type { Display, WallId, WallSettings } from '../../preload/contract/wall-settings.ts'
import { beatOf } from '../wall/beats.ts'

const displayOf = (id: number, x: number, isPrimary = false): Display => ({ id, label: `P${id}`, bounds: { x, y: 0, width: 1920, height: 1080 }, scaleFactor: 1, isPrimary })
const [desk, left, right] = [displayOf(1, 0, true), displayOf(2, 1920), displayOf(3, 3840)]

interface PlayedHost {
  displays: Display[]
  walls: WallSettings[]
  /** Each tick is preceded by these beats. */
  pass(ms: number, beating?: Partial<WallBeat>[]): void
  hear(wall: WallId, event: WindowEvent): void
  lose(wall: WallId): void
  keeper: WallKeeper
  /** How often it was said that none is open any more. */
  nones(): number
  /** What was done since the last look. */
  since(): string[]
}

function makeHost(walls: WallSettings[]): PlayedHost {
  const done: string[] = []
  const timers = new Set<{ at: number; work: () => void }>()
  const hears = new Map<WallId, (event: WindowEvent) => void>()
  const beats: ((beat: WallBeat) => void)[] = []
  const unsafe: ((wall: WallId) => void)[] = []
  let [now, made, nones] = [0, 0, 0]
  const host: PlayedHost = {
    displays: [desk, left, right], walls,
    pass(ms, beating = []) {
      const end = now + ms
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        now = next.at
        timers.delete(next)
        for (const beat of beating) for (const hear of beats) hear(beatOf({ frames: now, ...beat }))
        next.work()
      }
      now = end
    },
    hear: (wall, event) => hears.get(wall)?.(event),
    lose: (wall) => unsafe.forEach((listen) => listen(wall)),
    nones: () => nones,
    keeper: createWallKeeper({
      onNoneOpen: () => nones++,
      displays: () => host.displays, monotonic: () => now, say() {},
      walls: {
        settings: () => host.walls, onBeat: (listen) => (beats.push(listen), () => {}), onUnsafe: (listen) => (unsafe.push(listen), () => {}),
        opening: (wall, cause, safe) => done.push(`opening ${wall} ${cause}${safe ? ' safe' : ''}`), shut: (wall) => done.push(`shut ${wall}`),
      },
      openWindow(wall, hear) {
        const name = `window ${++made}`
        hears.set(wall, hear)
        return {
          load: (safe) => done.push(`${name} loads ${wall}${safe ? ' safe' : ''}`), reload: () => done.push(`${name} reloads`), stand: (on) => done.push(`${name} on ${on.id}`), hide: () => done.push(`${name} hides`),
          end() {
            done.push(`${name} ends`)
            hear('gone')
          },
          close() {
            done.push(`${name} closes`)
            hear('closed')
          },
        }
      },
      stayAwake: (awake) => done.push(awake ? 'awake' : 'may sleep'),
      after(delayMs, work) {
        const timer = { at: now + delayMs, work }
        timers.add(timer)
        return () => void timers.delete(timer)
      },
    }),
    since: () => done.splice(0),
  }
  return host
}
const wallOf = (id: WallId, display: Display | null, opensWithConsole = false): WallSettings => ({ ...newWall(id), display, opensWithConsole })

test('a wall opens whole on its display, and the displays stay awake for as long as one is open', () => {
  const host = makeHost([wallOf('1', left), wallOf('2', right)])
  host.keeper.open(host.walls[0]!)
  assert.deepEqual(host.since(), ['window 1 on 2', 'opening 1 opened', 'window 1 loads 1', 'awake'])
  host.keeper.open(host.walls[1]!)
  host.keeper.open(host.walls[1]!)
  assert.deepEqual(host.since(), ['window 2 on 3', 'opening 2 opened', 'window 2 loads 2'])
  host.pass(3_601_000, [{ wall: '1' }, { wall: '2' }])
  assert.deepEqual(host.since(), ['awake'])
  host.keeper.shut('1')
  host.keeper.shut('2')
  assert.deepEqual(host.since(), ['window 1 closes', 'shut 1', 'window 2 closes', 'shut 2', 'may sleep'])
})

test('a wall without a display, or whose display is away or taken, is refused', () => {
  const host = makeHost([wallOf('1', left), wallOf('2', left), wallOf('3', null)])
  assert.throws(() => host.keeper.open(host.walls[2]!), { code: 'refused' })
  host.keeper.open(host.walls[0]!)
  assert.throws(() => host.keeper.open(host.walls[1]!), { code: 'refused' })
  assert.throws(() => host.keeper.restart(host.walls[1]!), { code: 'refused' })
  host.displays = [desk]
  host.keeper.shut('1')
  assert.throws(() => host.keeper.open(host.walls[0]!), { code: 'refused' })
})

test('a display that is pulled hides its wall alone, once, and brings it back anew; the operator\'s screen is left alone', () => {
  const host = makeHost([wallOf('1', left), wallOf('2', right)])
  host.walls.forEach(host.keeper.open)
  host.since()
  host.displays = [desk, right]
  for (let n = 0; n < 4; n++) host.keeper.displaysChanged()
  host.pass(1_999)
  assert.deepEqual(host.since(), [])
  host.pass(1, [{ wall: '2' }])
  assert.deepEqual(host.since(), ['window 1 hides', 'window 2 on 3'])
  // Hidden, it is silent for an hour and nothing is done about it.
  host.pass(3_000_000, [{ wall: '2' }])
  assert.deepEqual(host.since(), [])
  host.displays = [desk, { ...left, id: 22 }, right]
  host.keeper.displaysChanged()
  host.pass(2_000, [{ wall: '2' }])
  assert.deepEqual(host.since(), ['window 1 on 22', 'window 1 closes', 'window 3 on 22', 'opening 1 display', 'window 3 loads 1', 'window 2 on 3'])
})

test('a wall whose display is pulled does not go to the operator\'s, which is of the same make', () => {
  const [own, theirs] = [{ ...left, label: 'Panel' }, { ...right, label: 'Panel' }]
  const host = makeHost([wallOf('1', own)])
  host.displays = [desk, own, theirs]
  host.keeper.open(host.walls[0]!)
  host.since()
  host.displays = [desk, { ...theirs, bounds: own.bounds }]
  host.keeper.displaysChanged()
  host.pass(2_000)
  assert.deepEqual(host.since(), ['window 1 hides'])
})

test('a page whose process died comes back after a second, the fifth time without WebGL', () => {
  const host = makeHost([wallOf('1', left)])
  host.keeper.open(host.walls[0]!)
  for (const wait of [1_000, 5_000, 15_000, 60_000]) {
    host.hear('1', 'gone')
    host.since()
    host.pass(wait + 1_000)
    assert.ok(host.since().some((line) => line.endsWith(' loads 1')), String(wait))
  }
  host.hear('1', 'gone')
  host.pass(61_000)
  assert.ok(host.since().some((line) => line.endsWith(' loads 1 safe')))
})

test('a page that hangs is ended after fifteen seconds; one that is silent is loaded anew', () => {
  const host = makeHost([wallOf('1', left)])
  host.keeper.open(host.walls[0]!)
  host.pass(10_000, [{ wall: '1' }])
  host.since()
  host.hear('1', 'unresponsive')
  host.pass(15_000)
  assert.deepEqual(host.since(), ['window 1 ends'])
  host.pass(2_000)
  assert.deepEqual(host.since(), ['window 1 closes', 'window 2 on 2', 'opening 1 unresponsive', 'window 2 loads 1'])
  host.pass(10_000, [{ wall: '1' }])
  host.pass(20_000)
  assert.deepEqual(host.since(), ['opening 1 silent', 'window 2 reloads'])
})

test('three deaths of the graphics process, or contexts lost too often, bring it without WebGL; a restart by hand tries again', () => {
  const host = makeHost([wallOf('1', left)])
  host.keeper.open(host.walls[0]!)
  host.since()
  for (let n = 0; n < 3; n++) host.keeper.graphicsGone()
  assert.deepEqual(host.since(), ['window 1 closes', 'window 2 on 2', 'opening 1 context safe', 'window 2 loads 1 safe'])
  host.keeper.restart(host.walls[0]!)
  assert.deepEqual(host.since().at(-1), 'window 3 loads 1')
  host.lose('1')
  assert.deepEqual(host.since().at(-1), 'window 4 loads 1 safe')
})

test('what opens with the console opens, hidden where its display comes later', () => {
  const host = makeHost([wallOf('1', left, true), wallOf('2', right, false), wallOf('3', null, true)])
  host.displays = [desk]
  host.keeper.start()
  assert.deepEqual(host.since(), ['window 1 hides', 'opening 1 opened', 'window 1 loads 1', 'awake'])
  host.displays = [desk, left]
  host.keeper.displaysChanged()
  host.pass(2_000)
  assert.ok(host.since().includes('window 1 on 2'))
})

test('a wall that gets another display moves there, and one that has none is shut; closed by hand it is shut too', () => {
  const host = makeHost([wallOf('1', left)])
  host.keeper.open(host.walls[0]!)
  host.since()
  host.walls = [wallOf('1', right)]
  host.keeper.changed(host.walls[0]!)
  assert.deepEqual(host.since(), ['window 1 on 3'])
  host.keeper.changed({ ...host.walls[0]!, name: '东墙' })
  assert.deepEqual(host.since(), [])
  host.walls = [wallOf('1', null)]
  host.keeper.changed(host.walls[0]!)
  assert.deepEqual(host.since(), ['window 1 closes', 'shut 1', 'may sleep'])
  host.walls = [wallOf('1', left)]
  host.keeper.open(host.walls[0]!)
  host.hear('1', 'closed')
  assert.equal(host.keeper.isAnyOpen(), false)
})

test('that the last wall was closed is said, by hand or by the desk, but not where the console closes', () => {
  const host = makeHost([wallOf('1', left), wallOf('2', right)])
  host.walls.forEach(host.keeper.open)
  host.keeper.shut('1')
  assert.equal(host.nones(), 0)
  host.hear('2', 'closed')
  assert.equal(host.nones(), 1)
  host.keeper.open(host.walls[0]!)
  host.keeper.close()
  assert.deepEqual([host.nones(), host.keeper.isAnyOpen()], [1, false])
})
