/** Says that something takes time only once it does: what flashes up and goes is noise, and whatever moves costs a software GPU the whole page. */
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'

/** Below this an answer seems immediate enough to need no word. */
const LATE_MS = 400

export function Late({ children }: { children: ReactNode }): ReactNode {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS)
    return () => clearTimeout(timer)
  }, [])
  return isLate ? children : null
}
