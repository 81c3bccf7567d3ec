/** Keeps the console's process alive, with the same waits as the walls. */
import { climb, type Ladder, openLadder } from '../wall/ladder.ts'

export interface ConsoleRun {
  /** Resolves with how it ended, and whether that was because it cannot run here at all. */
  ended: Promise<{ how: string; hopeless: boolean }>
  stop(): Promise<void>
}
export interface ConsoleOptions {
  monotonic(): number
  begin(): ConsoleRun
  /** It ended; what shows it waits. */
  onGone(): void
  onHopeless(how: string): void
  say(line: string): void
}
export interface ConsoleKeeper {
  tick(): void
  /** It lives and gives no answer: it is ended, and begun again like one that ended by itself. */
  hangs(): void
  stop(): Promise<void>
}

export function keepConsole({ monotonic, begin, onGone, onHopeless, say }: ConsoleOptions): ConsoleKeeper {
  let ladder: Ladder = openLadder(monotonic())
  let run: ConsoleRun
  let stopped = false
  const start = (): void => {
    run = begin()
    void run.ended.then(({ how, hopeless }) => {
      if (stopped) return
      if (hopeless) return onHopeless(how)
      onGone()
      const at = monotonic()
      ladder = climb(ladder, { what: 'gone', at }).ladder
      say(`the console ended (${how}); again in ${Math.round(((ladder.back?.at ?? at) - at) / 1_000)} s`)
    })
  }
  start()
  return {
    tick() {
      // Of the ladder the waits alone: whether a console answers is seen by those that ask it.
      if (stopped || ladder.back === null || monotonic() < ladder.back.at) return
      ladder = { ...ladder, back: null }
      start()
    },
    hangs() {
      if (stopped) return
      say('the console gives no answer; it is ended')
      // Ending it takes a while, and until then there is nothing to be asked of it.
      onGone()
      void run.stop()
    },
    async stop() {
      stopped = true
      await run.stop()
    },
  }
}
