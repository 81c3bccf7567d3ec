/**
 * Whether the picture of a change is on its way: from its question until its frame is drawn. What else a change shows comes best with
 * that frame: without a graphics card each frame of the page takes as long as the picture, and one drawn before it makes the picture late.
 */

interface Waiting {
  work: () => void
  cancel: () => void
}

export interface PictureDue {
  /** One was asked for. */
  expect(): void
  /** The newest is drawn, or there is none to draw. */
  drawn(): void
  /** Does it with the picture's frame, soon where no picture is due, and after `longestMs` whatever comes. Work that waits already goes on waiting, and is done once. */
  withPicture(work: () => void, longestMs: number): void
  /** Does all that waits: a hand on the screen must find it as it is. */
  catchUp(): void
}

/** `later` returns how to take it back. */
export function openPictureDue(later: (work: () => void, delayMs: number) => () => void): PictureDue {
  let isDue = false
  let waiting: Waiting[] = []

  const finish = (one: Waiting): void => {
    one.cancel()
    waiting = waiting.filter((other) => other !== one)
    one.work()
  }
  const catchUp = (): void => {
    for (const one of waiting) finish(one)
  }
  return {
    expect() {
      isDue = true
    },
    drawn() {
      isDue = false
      catchUp()
    },
    withPicture(work, longestMs) {
      if (waiting.some((one) => one.work === work)) return
      const one: Waiting = { work, cancel: () => {} }
      waiting.push(one)
      // Who asks for the picture does so once the change is rendered.
      one.cancel = later(() => {
        if (isDue) one.cancel = later(() => finish(one), longestMs)
        else finish(one)
      }, 0)
    },
    catchUp,
  }
}

const due = openPictureDue((work, delayMs) => {
  const timer = setTimeout(work, delayMs)
  return () => clearTimeout(timer)
})
export const { expect: expectPicture, drawn: pictureDrawn, withPicture } = due

if (typeof window !== 'undefined') {
  for (const hand of ['pointerdown', 'click', 'keydown'] as const) addEventListener(hand, due.catchUp, true)
}
