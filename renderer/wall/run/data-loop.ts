/** Asks over and over: at least every ten seconds, soon after news, sooner while nobody answers, and never twice at a time. */

export const LOOP_MS = 10_000
/** While there is no answer. */
const AGAIN_MS = 2_000
/** A burst of news asks once. */
const SOON_MS = 250

export interface DataLoop {
  /** At once, or right after the pass that is on its way. */
  now(): void
  soon(): void
  close(): void
}

const nothing = (): void => {}

/** `pass` resolves to whether it had everything it asked for; `done` hears of every pass. */
export function openDataLoop(pass: () => Promise<boolean>, done: (isWhole: boolean) => void, later: (work: () => void, delayMs: number) => () => void): DataLoop {
  let isAsking = false
  let isAwaited = false
  let isClosed = false
  let cancel = nothing
  const again = (delayMs: number): void => {
    cancel()
    cancel = later(() => void go(), delayMs)
  }
  const go = async (): Promise<void> => {
    cancel()
    if (isAsking) return void (isAwaited = true)
    isAsking = true
    const isWhole = await pass()
    isAsking = false
    if (isClosed) return
    done(isWhole)
    again(isAwaited ? SOON_MS : isWhole ? LOOP_MS : AGAIN_MS)
    isAwaited = false
  }
  void go()
  return {
    now: () => void go(),
    soon: () => (isAsking ? void (isAwaited = true) : again(SOON_MS)),
    close() {
      isClosed = true
      cancel()
    },
  }
}
