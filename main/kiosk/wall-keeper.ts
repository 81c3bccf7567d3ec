/** Keeps one wall's browser alive by the ladder: each new browser comes with a fresh address of the console, for the one before works no more. */
import type { RestartCause } from '../../preload/contract/wall-health.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { climb, type Ladder, type LadderEvent, openLadder } from '../wall/ladder.ts'

/** A browser that runs. */
export interface Running {
  pid: number | undefined
  /** Resolves with how it ended. */
  ended: Promise<string>
  /** By force; what was on the screen is of no use. */
  kill(): void
}

export interface KeeperOptions {
  wall: WallId
  monotonic(): number
  /** Asks the console; null: it gives none. Whoever watches over the console sees to that, and says so when it is back. */
  askAddress(wall: WallId, cause: RestartCause, safe: boolean): Promise<string | null>
  /** Throws where a browser cannot even be started. */
  open(address: string): Running
  say(line: string): void
}

export interface WallKeeper {
  /** The console is there, for the first time or again. */
  start(cause: RestartCause): void
  beat(page: string, frames: number, visible: boolean): void
  unsafe(): void
  tick(): void
  /** The page stays as it is and grows old by itself: nothing can be opened without a console. */
  pause(): void
  stop(): Promise<void>
}

export function createWallKeeper({ wall, monotonic, askAddress, open, say }: KeeperOptions): WallKeeper {
  let ladder: Ladder = openLadder(monotonic())
  let running: Running | null = null
  let answered = false
  let paused = true
  let stopped = false
  // One change after the other: a browser's folder serves one browser at a time.
  let turn: Promise<void> = Promise.resolve()

  const take = (event: LadderEvent): void => {
    if (paused || stopped) return
    const next = climb(ladder, event)
    ladder = next.ladder
    if (event.what === 'gone' && ladder.back !== null) say(`wall ${wall}: again in ${Math.round((ladder.back.at - event.at) / 1_000)} s`)
    for (const step of next.steps) {
      if (step.do === 'end') end(step.cause)
      else relaunch(step.cause)
    }
  }
  const end = (cause: RestartCause): void => {
    say(`wall ${wall}: ${WHY[cause]}; its browser is ended`)
    if (running === null) take({ what: 'gone', at: monotonic() })
    else running.kill()
  }
  const close = async (): Promise<void> => {
    const old = running
    running = null
    old?.kill()
    await old?.ended
  }
  function relaunch(cause: RestartCause): void {
    if (cause !== 'opened') say(`wall ${wall}: ${WHY[cause]}; opened anew`)
    turn = turn.then(async () => {
      const safe = ladder.safeSince !== null
      // Asked before the browser is ended: an old picture is more than none, and without an address there is no other.
      const address = paused || stopped ? null : await askAddress(wall, cause, safe)
      if (address === null || paused || stopped) return
      await close()
      if (stopped) return
      launch(safe ? address.replace('#', '&safe=1#') : address, safe)
    })
  }
  function launch(address: string, safe: boolean): void {
    let now: Running
    try {
      now = open(address)
    } catch (error) {
      say(`wall ${wall}: its browser could not be started (${error instanceof Error ? error.message : String(error)})`)
      return take({ what: 'gone', at: monotonic() })
    }
    running = now
    answered = false
    // The wait for a first beat begins with the browser, not with the wish for one.
    take({ what: 'opened', at: monotonic() })
    say(`wall ${wall}: opened${safe ? ' without WebGL' : ''} (browser process ${now.pid ?? '?'})`)
    void now.ended.then((how) => {
      if (running !== now) return
      running = null
      if (!stopped) say(`wall ${wall}: its browser ended (${how})`)
      take({ what: 'gone', at: monotonic() })
    })
  }

  return {
    start(cause) {
      paused = false
      // What it went through with the console before counts on; when it was heard last does not: nobody listened since.
      ladder = climb(ladder, { what: 'opened', at: monotonic() }).ladder
      relaunch(cause)
    },
    beat(page, frames, visible) {
      if (!answered) say(`wall ${wall}: answers`)
      answered = true
      take({ what: 'beat', at: monotonic(), page, frames, visible })
    },
    unsafe: () => take({ what: 'unsafe', at: monotonic() }),
    tick: () => take({ what: 'tick', at: monotonic() }),
    pause: () => void (paused = true),
    async stop() {
      stopped = true
      await turn
      await close()
    },
  }
}

const WHY: Record<RestartCause, string> = {
  opened: 'opened', silent: 'its page is silent', frozen: 'its picture stands still', unresponsive: 'its page does not respond', gone: 'its browser was gone', context: 'its graphics failed too often',
  planned: 'it is time', memory: 'it grew too large', display: 'its display changed', asked: 'asked to', console: 'the console is back',
}
