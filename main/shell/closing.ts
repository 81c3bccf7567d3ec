/** The cooperative end: every step in its order, once, and the process ends even when a step does not. */

export interface ClosingOptions {
  /** In order: stop what asks, then close what answers. */
  steps: (() => Promise<void> | void)[]
  exit(code: number): void
  onError(error: unknown): void
  /** The whole way may take this long. */
  watchdogMs?: number
  after?(delayMs: number, work: () => void): () => void
}

const WATCHDOG_MS = 5_000

/** Returns the one way out; later calls change nothing but wait along. A step that fails does not keep the next from its turn. */
export function createClosing({ steps, exit, onError, watchdogMs = WATCHDOG_MS, after = realAfter }: ClosingOptions): (code: number) => Promise<void> {
  let way: Promise<void> | null = null
  const walk = async (code: number): Promise<void> => {
    let isOver = false
    const end = (how: number): void => {
      if (isOver) return
      isOver = true
      exit(how)
    }
    const cancel = after(watchdogMs, () => {
      onError(new Error(`closing took longer than ${watchdogMs} ms`))
      end(code === 0 ? 1 : code)
    })
    for (const step of steps) {
      try {
        await step()
      } catch (error) {
        onError(error)
      }
    }
    cancel()
    end(code)
  }
  return (code) => (way ??= walk(code))
}

function realAfter(delayMs: number, work: () => void): () => void {
  const timer = setTimeout(work, delayMs)
  return () => clearTimeout(timer)
}
