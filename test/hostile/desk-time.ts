/** A desk's time in a test with a real network and a real disk: it stands still while a request or the writer is at work, and jumps from timer to timer between. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Lane } from '../../main/store/lane.ts'
import type { WriterFunctions } from '../../main/store/writer-functions.ts'
import type { Fetch, Ports } from '../../main/sync/ports.ts'
import { realPorts } from '../../main/sync/real-ports.ts'

const BEAT_MS = 15_000
const QUIET_TURNS = 4
const PATIENCE_MS = 20_000

export interface DeskTime {
  ports: Ports
  /** The same lane, whose questions hold the time. */
  holding(lane: Lane<WriterFunctions>): Lane<WriterFunctions>
  /** Lets desk time pass until the condition holds (true) or the time is over (false). */
  pass(ms: number, holds?: () => boolean | Promise<boolean>): Promise<boolean>
  /** The PC sleeps: the time is over at once, and every timer that came due meanwhile rings once. */
  sleep(ms: number): Promise<void>
  /** Wall clock = monotonic + this. */
  wallAhead: number
  /** While true, time flows although requests are under way: a thousand desk seconds in a real one. */
  flowing: boolean
  /** Says something on the present stream of hints. */
  say(text: string): void
  /** Answers `/v1/wake` itself unless false: then the central, or what stands before it, does. */
  ownHints: boolean
  now(): number
  /** As `now`, without the time slept. */
  awake(): number
}

/** `hints` is asked at each beat for what the quiet stream of hints says. */
export function createDeskTime(beat: () => string = () => ':\n\n'): DeskTime {
  const real = realPorts()
  const timers = new Set<{ at: number; work: () => void }>()
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>()
  let now = 1_000
  let slept = 0
  let busy = 0
  let seed = 1

  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    busy += 1
    try {
      return await work()
    } finally {
      busy -= 1
    }
  }
  async function* read(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    busy += 1
    try {
      yield* body
    } finally {
      busy -= 1
    }
  }
  const after = (delayMs: number, work: () => void): (() => void) => {
    const timer = { at: now + delayMs, work }
    timers.add(timer)
    return () => timers.delete(timer)
  }
  const hints: Fetch = (_url, { signal }) => {
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        streams.add(stream)
        const giveUp = (): void => {
          if (streams.delete(stream)) stream.error(new Error('given up'))
        }
        if (signal.aborted) giveUp()
        else signal.addEventListener('abort', giveUp)
      },
    })
    return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
  }
  const fetch: Fetch = async (url, init) => {
    if (url.endsWith('/v1/wake')) return time.ownHints ? hints(url, init) : real.fetch(url, init)
    // A long poll mostly sleeps.
    if (/wait=[1-9]/.test(url)) return real.fetch(url, init)
    const { status, headers, body } = await during(() => real.fetch(url, init))
    return { status, headers, body: body === null ? null : read(body) }
  }
  const quiet = async (): Promise<void> => {
    const began = performance.now()
    for (let still = 0; still < QUIET_TURNS; still = busy === 0 ? still + 1 : 0) {
      await turn()
      if (performance.now() - began > PATIENCE_MS) throw new Error(`${busy} requests or questions without end`)
      if (time.flowing) {
        await new Promise((resolve) => setTimeout(resolve, 2))
        return
      }
    }
  }
  const ring = (until: number): boolean => {
    const next = [...timers].reduce<{ at: number; work: () => void } | null>((first, timer) => (first === null || timer.at < first.at ? timer : first), null)
    if (next === null || next.at > until) return false
    timers.delete(next)
    now = Math.max(now, next.at)
    next.work()
    return true
  }

  const time: DeskTime = {
    ports: { clock: { monotonic: () => now, wall: () => Math.round(now + time.wallAhead) }, random: () => ((seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647), scheduler: { after }, ids: real.ids, fetch },
    holding: (lane) => ({ ...lane, ask: (name, input, options) => during(() => lane.ask(name, input, options)) }),
    async pass(ms, holds = () => false) {
      const end = now + ms
      for (;;) {
        await quiet()
        if (await holds()) return true
        if (time.flowing) {
          const to = Math.min(end, now + 2_000)
          while (ring(to));
          now = to
          if (now >= end) return false
        } else if (!ring(end)) {
          now = end
          return false
        }
      }
    },
    async sleep(ms) {
      now += ms
      slept += ms
      const due = [...timers].filter((timer) => timer.at <= now)
      for (const timer of due) if (timers.delete(timer)) timer.work()
      await quiet()
    },
    wallAhead: 1_795_000_000_000, flowing: false, ownHints: true,
    say(text) {
      for (const stream of streams) stream.enqueue(new TextEncoder().encode(text))
    },
    now: () => now,
    awake: () => now - slept,
  }
  const beatAgain = (): void => {
    time.say(beat())
    after(BEAT_MS, beatAgain)
  }
  after(BEAT_MS, beatAgain)
  return time
}
