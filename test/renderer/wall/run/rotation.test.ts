/** The rotation never stands still, never turns to what is off or left out, and keeps its times, whatever happens to it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { PIN_MS, SCENES, type SceneId } from '../../../../preload/contract/wall-settings.ts'
import type { TurningScene } from '../../../../preload/contract/wall.ts'
import { AHEAD_MS, freeForMs, LEFT_OUT_MS, nextAt, READY_WITHIN_MS, RETRY_MS, rotate, type Rotation, type RotationEvent, startRotation } from '../../../../renderer/wall/run/rotation.ts'

const turning = (scene: SceneId, dwellMs = 30_000, everyRounds = 1): TurningScene => ({ scene, dwellMs, everyRounds })
const THREE = [turning('overview', 40_000), turning('bottleneck'), turning('loop')]
const DEADLINE_MS = 12 * 3_600_000

/** How a scene answers when it is prepared. */
type Manner = { ready: number } | 'fails' | 'silent'

/** Runs for `forMs` on its own clock: each tick when the rotation wants it, and `extra` ones between. */
function run(begin: Rotation, forMs: number, manner: (scene: SceneId, attempt: number) => Manner, extra: () => number = () => Infinity, seen: (rotation: Rotation, now: number) => void = () => {}): Rotation {
  let rotation = begin
  let now = begin.since
  let attempt = 0
  let answered: object | null = null
  const end = now + forMs
  const apply = (event: RotationEvent, at: number): void => {
    now = at
    rotation = rotate(rotation, event, now)
    seen(rotation, now)
  }
  apply({ do: 'tick' }, now)
  for (let steps = 0; ; steps++) {
    if (now >= end) return rotation
    assert.ok(steps < 200_000, 'the clock goes on')
    const { next } = rotation
    const token = next === null ? null : `${next.scene} ${next.since}`
    const way = next === null || next.ready || answered === (token as unknown) ? null : manner(next.scene, attempt)
    const answerAt = way === null || way === 'silent' ? Infinity : next!.since + (way === 'fails' ? 5 : way.ready)
    const at = Math.min(answerAt, Math.max(now, nextAt(rotation)), now + Math.max(1, extra()), end)
    if (at === answerAt && way !== null) {
      attempt++
      answered = token as unknown as object
      apply({ do: way === 'fails' ? 'failed' : 'ready', scene: next!.scene }, Math.max(now, at))
    } else {
      if (way === 'silent' && at >= next!.since + READY_WITHIN_MS) attempt++
      apply({ do: 'tick' }, at)
    }
  }
}

/** What was shown and how long, without the last one. */
function dwells(begin: Rotation, forMs: number, manner: (scene: SceneId, attempt: number) => Manner, extra?: () => number): { scene: SceneId; ms: number }[] {
  const out: { scene: SceneId; ms: number }[] = []
  let shown: Rotation | null = null
  run(begin, forMs, manner, extra, (rotation, now) => {
    if (shown !== null && rotation.changes > shown.changes && shown.current !== null) out.push({ scene: shown.current, ms: now - shown.since })
    shown = rotation
  })
  return out
}
const atOnce = (): Manner => ({ ready: 50 })

test('scenes follow each other in their order, each for its dwell', () => {
  const shown = dwells(startRotation(THREE, 0), 200_000, atOnce)
  assert.deepEqual(shown.map(({ scene }) => scene), ['overview', 'bottleneck', 'loop', 'overview', 'bottleneck'])
  assert.deepEqual(shown.map(({ ms }) => ms), [40_000, 30_000, 30_000, 40_000, 30_000])
})

test('a scene of every third round is shown in each third, and one of no round only where there is nothing else', () => {
  const shown = dwells(startRotation([turning('overview'), turning('sites', 10_000, 3), turning('hotspot', 10_000, 0)], 0), 400_000, atOnce).map(({ scene }) => scene)
  assert.deepEqual(shown.slice(0, 9), ['overview', 'sites', 'overview', 'overview', 'overview', 'sites', 'overview', 'overview', 'overview'])
  assert.ok(!shown.includes('hotspot'))
  assert.equal(run(startRotation([turning('hotspot', 10_000, 0)], 0), 1_000, atOnce).current, 'hotspot')
})

const slow = (scene: SceneId): Manner => (scene === 'bottleneck' ? 'silent' : { ready: 50 })
test('a scene that is not ready within three seconds is passed over without a late turn, and said to be', () => {
  assert.deepEqual(dwells(startRotation(THREE, 0), 200_000, slow), [
    { scene: 'overview', ms: 40_000 }, { scene: 'loop', ms: 30_000 }, { scene: 'overview', ms: 40_000 }, { scene: 'loop', ms: 30_000 }, { scene: 'overview', ms: 40_000 },
  ])
  const { skips } = run(startRotation(THREE, 0), 50_000, slow)
  assert.deepEqual(skips, [{ scene: 'bottleneck', at: 50 + 40_000 - AHEAD_MS + READY_WITHIN_MS, why: 'not-ready' }])
})

test('a scene that fails three times is left out for an hour and then tried again', () => {
  let broken = true
  const manner = (scene: SceneId): Manner => (scene === 'loop' && broken ? 'fails' : { ready: 50 })
  const sick = run(startRotation(THREE, 0), 300_000, manner)
  assert.deepEqual(sick.leftOut.map(({ scene }) => scene), ['loop'])
  const until = sick.leftOut[0]!.until
  const times: number[] = []
  broken = false
  run({ ...sick, since: 300_000 }, LEFT_OUT_MS, manner, undefined, (rotation, now) => rotation.current === 'loop' && times.push(now))
  assert.ok(times[0]! >= until && times[0]! < until + 200_000, `${times[0]} after ${until}`)
})

test('a picture that breaks while it is shown gives way at once; alone it is tried again', () => {
  const shown = run(startRotation(THREE, 0), 5_000, atOnce)
  const broken = rotate(shown, { do: 'failed', scene: 'overview' }, 5_000)
  assert.deepEqual([broken.next?.scene, broken.next?.turn], ['bottleneck', 'soon'])
  assert.equal(rotate(broken, { do: 'ready', scene: 'bottleneck' }, 5_100).current, 'bottleneck')
  const alone = rotate(run(startRotation([turning('loop')], 0), 5_000, atOnce), { do: 'failed', scene: 'loop' }, 5_000)
  assert.equal(alone.current, null)
  assert.equal(rotate(alone, { do: 'tick' }, 5_000 + RETRY_MS).next?.scene, 'loop')
})

test('the last scene that is left out is tried again: there is always something on its way', () => {
  const never = run(startRotation([turning('loop'), turning('sites')], 0), 300_000, () => 'fails')
  assert.equal(never.current, null)
  assert.ok(nextAt(never) < Infinity)
  assert.notEqual(run({ ...never, since: 300_000 }, 60_000, atOnce).current, null)
})

test('a step shows the neighbour as soon as it is ready; two steps go two on; back comes round the end', () => {
  const shown = run(startRotation(THREE, 0), 5_000, atOnce)
  const one = rotate(shown, { do: 'step', by: 1 }, 5_000)
  assert.equal(rotate(one, { do: 'ready', scene: 'bottleneck' }, 5_020).current, 'bottleneck')
  const two = rotate(one, { do: 'step', by: 1 }, 5_010)
  assert.equal(two.next?.scene, 'loop')
  assert.equal(rotate(shown, { do: 'step', by: -1 }, 5_000).next?.scene, 'loop')
  assert.equal(rotate(rotate(shown, { do: 'pin', scene: 'loop', until: 99_000 }, 4_000), { do: 'step', by: 1 }, 5_000).pinned, null)
})

test('a pinned scene stays until it is resumed, or for ten minutes', () => {
  const shown = run(startRotation(THREE, 0), 5_000, atOnce)
  const pinned = rotate(rotate(shown, { do: 'pin', scene: 'loop', until: Infinity }, 5_000), { do: 'ready', scene: 'loop' }, 5_050)
  assert.equal(pinned.pinned?.until, 5_000 + PIN_MS)
  assert.deepEqual(dwells({ ...pinned, since: 5_050 }, PIN_MS + 60_000, atOnce)[0], { scene: 'loop', ms: 30_000 })
  let left = 0
  run(pinned, 2 * PIN_MS, atOnce, undefined, (rotation, now) => void (left ||= rotation.current === 'loop' ? 0 : now))
  assert.equal(left, 5_000 + PIN_MS + 30_000)
  const resumed = rotate(pinned, { do: 'resume' }, 8_000)
  assert.deepEqual([resumed.pinned, resumed.since], [null, 8_000])
})

test('time under an alert does not count, and is no stuck rotation', () => {
  const shown = run(startRotation(THREE, 0), 20_000, atOnce)
  const held = rotate(shown, { do: 'hold' }, 20_000)
  assert.equal(rotate(held, { do: 'tick' }, 500_000).next, null)
  assert.equal(freeForMs(held, 500_000), 0)
  const released = rotate(held, { do: 'release' }, 500_000)
  assert.equal(freeForMs(released, 500_000), 20_000 - shown.since)
  assert.equal(nextAt(released), 500_000 + 20_000 + 50 - AHEAD_MS)
})

test('a scene that is switched off gives way to the one after it', () => {
  const shown = run(startRotation(THREE, 0), 45_000, atOnce)
  assert.equal(shown.current, 'bottleneck')
  const off = rotate(shown, { do: 'scenes', scenes: [THREE[0]!, THREE[2]!] }, 45_000)
  assert.deepEqual([off.next?.scene, off.next?.turn], ['loop', 'soon'])
})

test('a page loaded anew begins with the scene that it showed, if that is on', () => {
  assert.equal(run(startRotation(THREE, 0, 'loop'), 1_000, atOnce).current, 'loop')
  assert.equal(run(startRotation(THREE, 0, 'health'), 1_000, atOnce).current, 'overview')
})

const someScenes = fc.uniqueArray(fc.constantFrom(...SCENES), { minLength: 1, maxLength: 7 }).chain((scenes) =>
  fc.tuple(...scenes.map((scene) => fc.record({ scene: fc.constant(scene), dwellMs: fc.integer({ min: 10_000, max: 600_000 }), everyRounds: fc.integer({ min: 0, max: 4 }) }))))

test('each dwell is kept to a twentieth, with ticks of any spacing between', () => {
  fc.assert(fc.property(someScenes, fc.array(fc.integer({ min: 97, max: 120_000 }), { minLength: 1, maxLength: 20 }), fc.array(fc.integer({ min: 1, max: READY_WITHIN_MS - 1 }), { minLength: 1, maxLength: 9 }), (scenes, gaps, delays) => {
    let n = 0
    const shown = dwells(startRotation(scenes, 0), 2 * 600_000, (_, attempt) => ({ ready: delays[attempt % delays.length]! }), () => gaps[n++ % gaps.length]!)
    for (const { scene, ms } of shown) {
      const dwell = scenes.find((one) => one.scene === scene)!.dwellMs
      assert.ok(Math.abs(ms - dwell) <= dwell * 0.05, `${scene}: ${ms} of ${dwell}`)
    }
  }), { numRuns: 150 })
})

const anyEvent: fc.Arbitrary<RotationEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<RotationEvent>({ do: 'tick' }) },
  { weight: 6, arbitrary: fc.constantFrom(...SCENES).map((scene): RotationEvent => ({ do: 'ready', scene })) },
  { weight: 2, arbitrary: fc.constantFrom(...SCENES).map((scene): RotationEvent => ({ do: 'failed', scene })) },
  someScenes.map((scenes): RotationEvent => ({ do: 'scenes', scenes })),
  fc.tuple(fc.constantFrom(...SCENES), fc.integer({ min: -10, max: 2_000_000 })).map(([scene, until]): RotationEvent => ({ do: 'pin', scene, until })),
  fc.constantFrom<RotationEvent>({ do: 'resume' }, { do: 'step', by: 1 }, { do: 'step', by: -1 }, { do: 'hold' }, { do: 'release' }),
)

test('whatever happens, it turns to nothing that is off or left out, pins end, and it goes on by itself', () => {
  fc.assert(fc.property(someScenes, fc.array(fc.tuple(anyEvent, fc.oneof(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 700_000 }))), { maxLength: 120 }), (scenes, events) => {
    let now = 0
    let rotation = startRotation(scenes, 0)
    for (const [event, after] of events) {
      now += after
      const before = rotation
      rotation = rotate(before, event, now)
      if (rotation.changes > before.changes) {
        assert.ok(rotation.scenes.some(({ scene }) => scene === rotation.current), 'on')
        assert.ok(!rotation.leftOut.some(({ scene }) => scene === rotation.current), 'not left out')
      }
      assert.ok(rotation.pinned === null || (rotation.pinned.until > now && rotation.pinned.until <= now + PIN_MS))
      assert.ok(rotation.heldSince !== null || nextAt(rotation) < Infinity, 'something comes')
      assert.ok(rotation.skips.length <= 50)
    }
    const changes = rotation.changes
    const free = rotate(rotate(rotation, { do: 'release' }, now), { do: 'resume' }, now)
    assert.ok(run({ ...free, since: now }, 2 * 600_000 + 60_000, atOnce).changes > changes, 'it turns again')
  }), { numRuns: 400 })
})

test('in a bad world it still turns as long as one scene is well', () => {
  fc.assert(fc.property(someScenes, fc.array(fc.constantFrom<Manner>('fails', 'silent', { ready: 100 }, { ready: 2_900 }), { minLength: 5, maxLength: 30 }), (scenes, manners) => {
    const well = scenes[0]!.scene
    const longest = Math.max(...scenes.map(({ dwellMs }) => dwellMs))
    let lastChange = 0
    let changes = 0
    run(startRotation(scenes, 0), Math.min(DEADLINE_MS, 20 * longest), (scene, attempt) => (scene === well ? { ready: 200 } : manners[attempt % manners.length]!), undefined, (rotation, now) => {
      if (rotation.changes > changes) [changes, lastChange] = [rotation.changes, now]
      assert.ok(now - lastChange <= longest + scenes.length * READY_WITHIN_MS + RETRY_MS, `no turn for ${now - lastChange} ms`)
    })
  }), { numRuns: 100 })
})
