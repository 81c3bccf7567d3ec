/** The keys of the console's region, as on the wall itself: arrows step, Space pins what is shown or lets it go on. The others scroll the desk's page. */
import { isTypedIn } from '../../state/keys.ts'

export type WallKey = 'next' | 'previous' | 'pin'
export interface Pressed {
  key: string
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
  shiftKey: boolean
}
/** What the key was pressed on. */
export interface PressedOn {
  tagName: string
  type?: string | undefined
  isContentEditable: boolean
  /** A button, link or switch, which Space belongs to. */
  isPressable: boolean
}

const KEYS: Record<string, WallKey> = { ArrowRight: 'next', ArrowLeft: 'previous', ' ': 'pin' }

/** Null: the key is nobody's here, or it belongs to what it was pressed on. */
export function readWallKey({ key, ctrlKey, altKey, metaKey, shiftKey }: Pressed, on: PressedOn): WallKey | null {
  if (ctrlKey || altKey || metaKey || shiftKey || isTypedIn(on)) return null
  const meant = KEYS[key] ?? null
  return meant === 'pin' && on.isPressable ? null : meant
}

export function pressedOn(target: EventTarget): PressedOn {
  if (!(target instanceof HTMLElement)) return { tagName: '', isContentEditable: false, isPressable: false }
  const { tagName, isContentEditable } = target
  const type = target instanceof HTMLInputElement ? target.type : undefined
  return { tagName, type, isContentEditable, isPressable: target.closest('button, a, input, summary, [role="button"], [role="tab"]') !== null }
}
