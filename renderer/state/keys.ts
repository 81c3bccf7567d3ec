/** Single-key shortcuts: silent while somebody types, while a dialog or menu is open, or when switched off. */
import { useEffect, useRef } from 'react'
import { useTaste } from './taste.ts'

export function useKeys(actions: Record<string, () => void>): void {
  const { keys } = useTaste()
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    if (!keys) return
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented || isTaken(event.target)) return
      // A Chinese keyboard types the wide question mark.
      const action = latest.current[event.key === '\uff1f' ? '?' : event.key]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [keys])
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return true
  return target instanceof HTMLElement && isTypedIn(target)
}

/** Inputs that take no letters: keys pressed on them are nobody's text. */
const PRESSED: readonly string[] = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'image', 'range', 'color']

/** Whether letters pressed here are text, or choose an option. */
export function isTypedIn({ tagName, type, isContentEditable }: { tagName: string; type?: string | undefined; isContentEditable: boolean }): boolean {
  if (tagName === 'INPUT') return !PRESSED.includes(type ?? 'text')
  return isContentEditable || tagName === 'TEXTAREA' || tagName === 'SELECT'
}
