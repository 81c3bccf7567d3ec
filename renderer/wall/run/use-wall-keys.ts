/** The wall's keyboard and keypad: what only this page shows is kept here, all else is done by the run. */
import { useEffect, useState } from 'react'
import { actionOf } from './keys.ts'
import type { WallRun } from './wall-run.ts'

export type Sheet = 'none' | 'keys' | 'scenes'
/** Nobody stands before a wall for longer to look at its keys. */
const SHEET_MS = 30_000

export function useWallKeys(run: WallRun): Sheet {
  const [sheet, setSheet] = useState<Sheet>('none')
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const action = actionOf(event.key, sheet === 'scenes')
      if (action === null) return
      event.preventDefault()
      // A key that is held, or lies under a book, presses once.
      if (event.repeat) return
      if (action.do === 'keys' || action.do === 'scenes') setSheet((before) => (before === action.do ? 'none' : action.do))
      else if (action.do === 'close') setSheet('none')
      else run.act(action)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [run, sheet])
  useEffect(() => {
    if (sheet === 'none') return
    const timer = setTimeout(() => setSheet('none'), SHEET_MS)
    return () => clearTimeout(timer)
  }, [sheet])
  return sheet
}
