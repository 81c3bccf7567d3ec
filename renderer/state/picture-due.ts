/**
 * Whether the picture of a change is on its way: from its question until its frame is drawn. What else a change shows comes best with
 * that frame: without a graphics card each frame of the page takes as long as the picture, and one drawn before it makes the picture late.
 */

interface Waiting {
  work: () => void
  /** How long after the picture. */
  afterMs: number
  cancel: () => void
  /** It waits no longer than was said, however many pictures come. */
  cancelDeadline: () => void
}

export interface PictureDue {
  /** One was asked for. */
  expect(): void
  /** The newest is drawn, or there is none to draw. */
  drawn(): void
  /** Does it with the picture's frame, soon where no picture is due, and after `longestMs` whatever comes. Work that waits already goes on waiting, and is done once. */
  withPicture(work: () => void, longestMs: number): void
  /** The same, once the picture's frame has been painted: for what the browser draws beside the page, which would share the processor with it. */
  afterPicture(work: () => void, longestMs: number): void
  /** Does all that waits: a hand on the screen must find it as it is. */
  catchUp(): void
}

/** A frame, and a little for a PC that takes longer over it. */
export const PAINTING_MS = 40

/** `later` returns how to take it back. */
export function openPictureDue(later: (work: () => void, delayMs: number) => () => void): PictureDue {
  let isDue = false
  let waiting: Waiting[] = []

  const finish = (one: Waiting): void => {
    one.cancel()
    one.cancelDeadline()
    waiting = waiting.filter((other) => other !== one)
    one.work()
  }
  const catchUp = (): void => {
    for (const one of waiting) finish(one)
  }
  const finishIn = (one: Waiting, delayMs: number): void => {
    one.cancel = later(() => {
      if (!isDue) finish(one)
    }, delayMs)
  }
  const wait = (work: () => void, afterMs: number, longestMs: number): void => {
    if (waiting.some((one) => one.work === work)) return
    const one: Waiting = { work, afterMs, cancel: () => {}, cancelDeadline: () => {} }
    waiting.push(one)
    one.cancelDeadline = later(() => finish(one), longestMs)
    // Who asks for the picture does so once the change is rendered.
    finishIn(one, 0)
  }
  return {
    expect() {
      isDue = true
    },
    drawn() {
      isDue = false
      for (const one of waiting) {
        one.cancel()
        if (one.afterMs === 0) finish(one)
        else finishIn(one, one.afterMs)
      }
    },
    withPicture: (work, longestMs) => wait(work, 0, longestMs),
    afterPicture: (work, longestMs) => wait(work, PAINTING_MS, longestMs),
    catchUp,
  }
}

const due = openPictureDue((work, delayMs) => {
  const timer = setTimeout(work, delayMs)
  return () => clearTimeout(timer)
})
export const { expect: expectPicture, drawn: pictureDrawn, withPicture, afterPicture } = due

if (typeof window !== 'undefined') {
  for (const hand of ['pointerdown', 'click', 'keydown'] as const) addEventListener(hand, due.catchUp, true)
}
