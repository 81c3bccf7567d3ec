/** The ladder that keeps a wall alive, walked in pretended time: what each fault brings, and when. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { climb, type Ladder, type LadderEvent, openLadder, SAFE_FOR_MS } from '../../main/wall/ladder.ts'

const SECOND = 1_000
/** A host that ticks each second, and a page that beats well, or not, or not at all. */
function makeWall() {
  let ladder: Ladder = openLadder(0)
  let now = 0
  let frames = 0
  const done: string[] = []
  const take = (event: LadderEvent): void => {
    const next = climb(ladder, event)
    ladder = next.ladder
    for (const step of next.steps) {
      done.push(`${now / SECOND} ${step.do} ${step.cause}`)
      if (step.do === 'end') take({ what: 'gone', at: now })
    }
  }
  const wall = {
    done, isSafe: () => ladder.safeSince !== null,
    say: (what: 'gone' | 'graphics-gone' | 'unresponsive' | 'responsive' | 'asked' | 'unsafe' | 'opened') => take({ what, at: now }),
    pass(seconds: number, beats: 'well' | 'frozen' | 'hidden' | 'none' = 'none') {
      for (let second = 0; second < seconds; second++) {
        now += SECOND
        if (beats !== 'none' && now % 5_000 === 0) take({ what: 'beat', at: now, page: 'a', frames: beats === 'well' ? ++frames : frames, visible: beats !== 'hidden' })
        take({ what: 'tick', at: now })
      }
      return wall
    },
  }
  return wall
}

test('a wall that is well is left alone for a day', () => {
  assert.deepEqual(makeWall().pass(86_400, 'well').done, [])
})

test('a page that falls silent is loaded anew after twenty seconds, and made anew when that did not help', () => {
  const wall = makeWall().pass(100, 'well')
  wall.pass(19)
  assert.deepEqual(wall.done, [])
  wall.pass(1)
  assert.deepEqual(wall.done, ['120 reload silent'])
  wall.pass(61)
  assert.deepEqual(wall.done, ['120 reload silent', '180 end silent', '181 recreate silent'])
})

test('a page that comes back after a load starts from the first step again', () => {
  const wall = makeWall().pass(100, 'well')
  wall.pass(20)
  wall.pass(100, 'well')
  wall.pass(20)
  assert.deepEqual(wall.done, ['120 reload silent', '240 reload silent'])
})

test('a page that beats and draws nothing is loaded anew, then ended; one that nobody can see is left alone', () => {
  const wall = makeWall().pass(100, 'well')
  wall.pass(50, 'frozen')
  assert.deepEqual(wall.done, ['150 reload frozen'])
  wall.pass(60, 'frozen')
  assert.deepEqual(wall.done, ['150 reload frozen', '205 end frozen', '206 recreate frozen'])
  const hidden = makeWall().pass(100, 'well')
  assert.deepEqual(hidden.pass(600, 'hidden').done, [])
})

test('a page that does not respond is ended after fifteen seconds, unless it responds again', () => {
  const wall = makeWall().pass(100, 'well')
  wall.say('unresponsive')
  wall.pass(14, 'well')
  wall.say('responsive')
  wall.pass(61, 'well')
  assert.deepEqual(wall.done, [])
  wall.say('unresponsive')
  wall.pass(16)
  assert.deepEqual(wall.done, ['190 end unresponsive', '191 recreate unresponsive'])
})

test('a page that is gone comes back after 1, 5, 15 and 60 seconds, and the fifth time without WebGL', () => {
  const wall = makeWall()
  for (const wait of [1, 5, 15, 60, 60]) {
    assert.equal(wall.isSafe(), false)
    wall.say('gone')
    wall.pass(wait - 1)
    const before = wall.done.length
    wall.pass(1)
    assert.equal(wall.done.length, before + 1)
    wall.pass(9, 'well')
  }
  assert.deepEqual(wall.done.map((line) => line.replace(/^\d+ /, '')), Array<string>(5).fill('recreate gone'))
  assert.equal(wall.isSafe(), true)
})

test('ends that lie far apart count one by one', () => {
  const wall = makeWall()
  for (let n = 0; n < 10; n++) {
    wall.say('gone')
    wall.pass(610, 'well')
  }
  assert.deepEqual(wall.done.map((line) => Number(line.split(' ')[0])), Array.from({ length: 10 }, (_, n) => n * 610 + 1))
  assert.equal(wall.isSafe(), false)
})

test('three ends of the graphics process in ten minutes, or contexts lost too often, bring a page without WebGL at once', () => {
  const wall = makeWall().pass(100, 'well')
  for (let n = 0; n < 3; n++) {
    wall.say('graphics-gone')
    wall.pass(60, 'well')
  }
  assert.deepEqual(wall.done, ['220 recreate context'])
  assert.equal(wall.isSafe(), true)
  const other = makeWall().pass(100, 'well')
  other.say('unsafe')
  other.say('unsafe')
  assert.deepEqual([other.done, other.isSafe()], [['100 recreate context'], true])
})

test('WebGL is tried again half a day later, and at once when an operator asks', () => {
  const wall = makeWall().pass(100, 'well')
  wall.say('unsafe')
  wall.pass(SAFE_FOR_MS / SECOND, 'well')
  assert.deepEqual([wall.done.at(-1), wall.isSafe()], [`${100 + SAFE_FOR_MS / SECOND} recreate planned`, false])
  wall.say('unsafe')
  wall.say('asked')
  assert.deepEqual([wall.done.at(-1)?.replace(/^\d+ /, ''), wall.isSafe()], ['recreate asked', false])
})

test('a beat that was under way when the page died brings nothing back', () => {
  const wall = makeWall().pass(100, 'well')
  wall.say('gone')
  wall.say('gone')
  wall.pass(3, 'well')
  assert.deepEqual(wall.done, ['101 recreate gone'])
})
