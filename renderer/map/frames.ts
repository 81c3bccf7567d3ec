/** Frames for the surface while something may change, and none while nothing does: a map that stands still must not wake the page sixty times a second. */
import type { AnimationFrameProvider } from '@luma.gl/engine'

type Callback = Parameters<AnimationFrameProvider['requestAnimationFrame']>[0]

/** After the last change: what the library still prepares by itself is there within these. */
export const CALM_AFTER_FRAMES = 6

export interface Frames extends AnimationFrameProvider {
  /** Something changes: whoever waits for a frame gets frames again. */
  wake(): void
  /** The same, and no frame before `ms` have passed or `wake` is called: what changes next may be worth waiting for. Asked again meanwhile, nothing waits. */
  wakeWithin(ms: number): void
}

/** One callback waits at a time, as a loop's does. `request` and `cancel` are the browser's. */
export function openFrames(request: (callback: Callback) => number, cancel: (id: number) => void): Frames {
  let waiting: Callback | null = null
  let asked: number | null = null
  let left = CALM_AFTER_FRAMES
  let held: ReturnType<typeof setTimeout> | undefined
  const frame: Callback = (time) => {
    const callback = waiting
    waiting = asked = null
    left--
    callback?.(time)
  }
  const ask = (): void => {
    if (held === undefined && waiting !== null && left > 0) asked ??= request(frame)
  }
  const wake = (): void => {
    clearTimeout(held)
    held = undefined
    left = CALM_AFTER_FRAMES
    ask()
  }
  return {
    requestAnimationFrame(callback) {
      waiting = callback
      ask()
      return 1
    },
    cancelAnimationFrame() {
      if (asked !== null) cancel(asked)
      waiting = asked = null
    },
    wake,
    wakeWithin(ms) {
      if (held !== undefined) return wake()
      if (asked !== null) cancel(asked)
      asked = null
      held = setTimeout(wake, ms)
    },
  }
}
