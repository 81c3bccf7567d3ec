/** What stands in a form that keeps a draft: begun where it was left, kept as it changes, and begun anew on demand. */
import { useRef, useState } from 'react'
import type { DraftHere } from '../../state/draft.ts'

interface Begun<T> {
  /** Behind its gate: it is known what was kept. */
  draft: DraftHere
  /** Null: it was not written by this form. */
  read: (body: string) => T | null
  start: () => T
  /** What of the values is kept; else all. */
  kept?: (values: T) => unknown
}

export interface DraftValues<T> {
  values: T
  /** Since the form was opened there is something in it from before. */
  isRestored: boolean
  /** Builds on what stands there at that moment: what comes late, such as a photo that had to be read, writes over no word typed meanwhile. The same values again change nothing. */
  change: (next: (before: T) => T) => void
  discard: () => void
}

export function useDraftValues<T>({ draft, read, start, kept = (values) => values }: Begun<T>): DraftValues<T> {
  const [begun] = useState(() => {
    const first = start()
    const restored = draft.found ? read(draft.found.body) : null
    return { values: restored ?? first, isRestored: restored !== null && JSON.stringify(restored) !== JSON.stringify(first) }
  })
  const [values, setValues] = useState(begun.values)
  const [isRestored, setRestored] = useState(begun.isRestored)
  const latest = useRef(values)
  const put = (next: T): void => {
    latest.current = next
    setValues(next)
  }
  return {
    values, isRestored,
    change(next) {
      const changed = next(latest.current)
      if (changed === latest.current) return
      put(changed)
      draft.type(kept(changed))
    },
    discard() {
      put(start())
      setRestored(false)
      void draft.drop()
    },
  }
}
