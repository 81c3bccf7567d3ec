/** What a drill has opened, to be closed whatever becomes of it: the last first, and each though the one before could not be. */

export interface Closers {
  add(what: string, close: () => unknown): void
  /** Each once, however often it is called. */
  closeAll(): Promise<void>
}

export function createClosers(onError: (what: string, error: unknown) => void): Closers {
  const open: { what: string; close: () => unknown }[] = []
  // A second call waits for the first: after it the process ends.
  let turn: Promise<void> = Promise.resolve()
  const closeOpen = async (): Promise<void> => {
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      try {
        await next.close()
      } catch (error) {
        onError(next.what, error)
      }
    }
  }
  return {
    add: (what, close) => void open.push({ what, close }),
    closeAll: () => (turn = turn.then(closeOpen)),
  }
}
