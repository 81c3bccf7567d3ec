/** Has the text index of the cases made and kept current, step by step, so that between two steps the desk's own questions are answered. */
import type { Store } from '../store/store.ts'

export interface CaseIndexing {
  /** Something may have changed, or the first rows are here. */
  wake(): void
  stop(): void
}

/** A step that fails is tried again with the next news; searches are exact without an index, only slower. */
export function createCaseIndexing(store: Pick<Store, 'writer' | 'desk'>): CaseIndexing {
  let isRunning = false
  let again = false
  let isStopped = false
  const run = async (): Promise<void> => {
    for (;;) {
      if (isStopped) return
      const { value } = await store.desk.ask('cases.index', null)
      if (value.state === 'done') return
      if (value.state === 'unfollowed') await store.writer.ask('followCases', null)
    }
  }
  const wake = (): void => {
    if (isStopped) return
    if (isRunning) {
      again = true
      return
    }
    isRunning = true
    again = false
    void run().catch(() => {}).finally(() => {
      isRunning = false
      if (again) wake()
    })
  }
  return {
    wake,
    stop() {
      isStopped = true
    },
  }
}
