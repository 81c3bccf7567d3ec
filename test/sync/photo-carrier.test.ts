/** Photos on their way up: from where one was cut off, one that fails holds no other up, and what waits for them goes when it may. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CentralClient } from '../../main/sync/central-client.ts'
import type { CallFailure } from '../../main/sync/failure.ts'
import { createPhotoCarrier, PIECE_BYTES, type PhotoCarrier } from '../../main/sync/photo-carrier.ts'
import { photosOf, withPhotos } from '../../main/sync/photo-queue.ts'
import { PROBLEM_BASE } from '../../main/sync/protocol.ts'
import type { PushQueue, QueuedOp, Verdict } from '../../main/sync/push-queue.ts'

type Put = Parameters<CentralClient['putBlob']>[0]
const BYTES = new Uint8Array(2 * PIECE_BYTES + 100)

interface Scene {
  carrier: PhotoCarrier
  /** What the central holds of each photo. */
  held: Map<string, number>
  puts: string[]
  waits: number[]
  settled: number
  asked: number
  /** Lets the timer that is set ring. */
  ring(): void
  still(): Promise<void>
}

/** A central in memory; `fail` says what goes wrong with a piece, before or (`late`) after it was taken; `stuckAt`: it says for ever that so much is there. */
function begin({ fail = () => null, gone = [], stuckAt = null }: { fail?: (put: Put, n: number) => { failure: CallFailure; late?: boolean } | null; gone?: readonly string[]; stuckAt?: number | null } = {}): Scene {
  const work: Promise<unknown>[] = []
  let timer: (() => void) | null = null
  const scene: Scene = {
    held: new Map(), puts: [], waits: [], settled: 0, asked: 0,
    ring() {
      const run = timer
      timer = null
      run?.()
    },
    async still() {
      for (let seen = -1; seen !== work.length;) {
        seen = work.length
        await Promise.allSettled(work)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    carrier: createPhotoCarrier({
      read: async (name) => (gone.includes(name) ? null : BYTES),
      client: () => ({
        async putBlob(put) {
          scene.puts.push(`${put.sha256} ${put.first}+${put.bytes.length}`)
          const wrong = fail(put, scene.puts.length)
          if (wrong !== null && wrong.late !== true) return { ok: false, failure: wrong.failure }
          if (stuckAt !== null) return { ok: true, value: { sha256: put.sha256, bytes: put.total, have: stuckAt, whole: false } }
          const have = scene.held.get(put.sha256) ?? 0
          const now = put.first <= have ? Math.max(have, put.first + put.bytes.length) : have
          scene.held.set(put.sha256, now)
          if (wrong !== null) return { ok: false, failure: wrong.failure }
          return { ok: true, value: { sha256: put.sha256, bytes: put.total, have: now, whole: now === put.total } }
        },
      }),
      ports: {
        random: () => 0,
        scheduler: {
          after(delayMs, run) {
            scene.waits.push(delayMs)
            timer = run
            return () => void (timer = timer === run ? null : timer)
          },
        },
      },
      changed: (settled) => void (scene.settled += settled ? 1 : 0),
      askMe: () => void (scene.asked += 1),
      failed: () => {},
      tracked(one) {
        work.push(one)
        return one
      },
    }),
  }
  return scene
}
const DOWN: CallFailure = { kind: 'down', why: 'unreachable', detail: '' }
const problem = (type: Extract<CallFailure, { kind: 'problem' }>['type'], retryAfterMs: number | null = null): CallFailure => ({ kind: 'problem', type, status: 400, detail: type, retryAfterMs })

test('a photo goes piece by piece, and nothing before the central may be asked', async () => {
  const scene = begin()
  scene.carrier.want(['a'])
  await scene.still()
  assert.deepEqual(scene.puts, [])
  scene.carrier.ready('e1')
  await scene.still()
  assert.deepEqual(scene.puts, ['a 0+0', `a 0+${PIECE_BYTES}`, `a ${PIECE_BYTES}+${PIECE_BYTES}`, `a ${2 * PIECE_BYTES}+100`])
  assert.deepEqual([scene.carrier.stateOf('a'), scene.carrier.isSettled('a'), scene.settled], [{ state: 'there' }, true, 1])
})

test('cut off, it waits and goes on from what the central has, also of a piece whose answer was lost', async () => {
  const scene = begin({ fail: (_put, n) => (n === 3 ? { failure: DOWN, late: true } : null) })
  scene.carrier.ready('e1')
  scene.carrier.want(['a'])
  await scene.still()
  assert.equal(scene.carrier.isSettled('a'), false)
  assert.equal(scene.waits.length, 1)
  scene.ring()
  await scene.still()
  assert.deepEqual(scene.puts.slice(3), ['a 0+0', `a ${2 * PIECE_BYTES}+100`])
  assert.ok(scene.carrier.isSettled('a'))
})

test('a photo that the central will not have, or that is gone from this PC, holds no other up', async () => {
  const scene = begin({ gone: ['b'], fail: ({ sha256 }) => (sha256 === 'a' ? { failure: problem('blob-invalid') } : null) })
  scene.carrier.ready('e1')
  scene.carrier.want(['a', 'b', 'c'])
  await scene.still()
  assert.deepEqual(['a', 'b', 'c'].map((name) => scene.carrier.stateOf(name)?.state), ['refused', 'lost', 'there'])
  // Its op goes and is refused where its author sees it; one without its photo stays on this PC.
  assert.deepEqual(['a', 'b', 'c'].map((name) => scene.carrier.isSettled(name)), [true, false, true])
})

test('a photo that is gone from this PC settles nothing and is not asked for again and again; added once more, or at the press of a person, it is', async () => {
  const gone = ['b']
  const scene = begin({ gone })
  scene.carrier.ready('e1')
  const queue = withPhotos({ nextBatch: async ({ skip }) => (skip.includes('op') ? [] : [{ op_id: 'op', body: JSON.stringify({ kind: 'photo', set: { sha256: 'b' } }) }]) } as Partial<PushQueue> as PushQueue, scene.carrier)
  for (let asked = 0; asked < 3; asked += 1) {
    assert.deepEqual(await queue.nextBatch({ ops: 10, skip: [] }), [])
    await scene.still()
    assert.equal(scene.settled, 0, 'nothing wakes the queue')
    assert.equal(scene.carrier.stateOf('b')?.state, 'lost')
  }
  gone.length = 0
  scene.carrier.forget('b')
  await queue.nextBatch({ ops: 10, skip: [] })
  await scene.still()
  assert.equal((await queue.nextBatch({ ops: 10, skip: [] })).length, 1)
  assert.equal(scene.settled, 1)
})

test('a photo that fails again and again lets the others pass', async () => {
  const scene = begin({ fail: ({ sha256 }) => (sha256 === 'a' ? { failure: problem('internal') } : null) })
  scene.carrier.ready('e1')
  scene.carrier.want(['a', 'b'])
  await scene.still()
  scene.ring()
  await scene.still()
  assert.deepEqual(['a', 'b'].map((name) => scene.carrier.stateOf(name)?.state), ['waiting', 'there'])
})

test('an answer without progress for ever is a bounded number of requests', async () => {
  const scene = begin({ stuckAt: 50 })
  scene.carrier.ready('e1')
  scene.carrier.want(['a'])
  await scene.still()
  assert.deepEqual(scene.puts.length, 4)
  assert.equal(scene.waits.length, 1)
})

test('the central’s own wish to wait is kept, and a lost sign-in is asked about', async () => {
  const slow = begin({ fail: (_put, n) => (n === 1 ? { failure: problem('slow-down', 7_000) } : null) })
  slow.carrier.ready('e1')
  slow.carrier.want(['a'])
  await slow.still()
  assert.deepEqual(slow.waits, [7_000])
  const out = begin({ fail: () => ({ failure: problem('token-expired') }) })
  out.carrier.ready('e1')
  out.carrier.want(['a'])
  await out.still()
  assert.equal(out.asked, 1)
})

test('another epoch is another central: what was there is asked about anew', async () => {
  const scene = begin()
  scene.carrier.ready('e1')
  scene.carrier.want(['a'])
  await scene.still()
  scene.held.clear()
  scene.carrier.ready('e2')
  assert.equal(scene.carrier.isSettled('a'), false)
  scene.carrier.want(['a'])
  await scene.still()
  assert.ok(scene.carrier.isSettled('a') && scene.held.get('a') === BYTES.length)
})

const op = (op_id: string, intent: object): QueuedOp => ({ op_id, body: JSON.stringify({ op_id, ...intent }) })
const OPS = [op('1', { kind: 'note', set: { text: 'x' } }), op('2', { kind: 'photo', set: { sha256: 'a' } }), op('3', { kind: 'transition', set: { result: 'x', photos: ['a', 'b'] } }), op('4', { kind: 'note', set: { text: 'y' } })]

function queueOf(settled: Verdict[] = []): PushQueue {
  return {
    client: () => 'c', requeue: async () => {}, markSending: async (ids) => [...ids], lose: async () => {}, recall: async () => {}, hopeless: async () => [], left: async () => OPS.length,
    nextBatch: async ({ skip }) => OPS.filter(({ op_id }) => !skip.includes(op_id)),
    settle: async (_epoch, verdicts) => void settled.push(...verdicts),
  }
}

test('an edit waits for all its photos, and the others go meanwhile', async () => {
  const there = new Set<string>()
  const wanted: string[] = []
  const queue = withPhotos(queueOf(), { want: (names) => void wanted.push(...names), isSettled: (name) => there.has(name), forget: (name) => void there.delete(name) })
  const batch = async (): Promise<string[]> => (await queue.nextBatch({ ops: 100, skip: [] })).map(({ op_id }) => op_id)
  assert.deepEqual(await batch(), ['1', '4'])
  assert.deepEqual([...new Set(wanted)], ['a', 'b'])
  there.add('a')
  assert.deepEqual(await batch(), ['1', '2', '4'])
  there.add('b')
  assert.deepEqual(await batch(), ['1', '2', '3', '4'])
  const missing: Verdict = { op_id: '2', verdict: 'undecided', seq: null, ver: null, result: JSON.stringify({ result: 'retry', problem: { type: `${PROBLEM_BASE}blob-missing` } }) }
  await queue.settle('e', [missing])
  assert.deepEqual([...there], ['b'], 'a restored central has lost it: it is carried again')
  assert.deepEqual(photosOf(OPS[0]!), [])
})
