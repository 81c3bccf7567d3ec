/** What a key of the wall's keyboard or numeric keypad does; with the keypad's lock off its keys have other names. Pure. */

export type WallAction =
  | { do: 'step'; by: 1 | -1 }
  | { do: 'pin' }
  | { do: 'acknowledge' }
  /** The list of keys. */
  | { do: 'keys' }
  /** The list of scenes, in which a number switches one on or off. */
  | { do: 'scenes' }
  | { do: 'switch'; index: number }
  | { do: 'close' }

const NEXT: readonly string[] = ['ArrowRight', '6', 'PageDown']
const PREVIOUS: readonly string[] = ['ArrowLeft', '4', 'PageUp']
/** `Clear` and `Insert` are 5 and 0 of a keypad whose lock is off. */
const PIN: readonly string[] = [' ', '5', '0', 'Clear', 'Insert']
const ACKNOWLEDGE: readonly string[] = ['Enter', 'a', 'A']
const KEYS: readonly string[] = ['?', '\uff1f', '*']
const SCENES: readonly string[] = ['/', 's', 'S']

/** `choosing`: the list of scenes is open. */
export function actionOf(key: string, choosing: boolean): WallAction | null {
  if (choosing && /^[1-9]$/.test(key)) return { do: 'switch', index: Number(key) - 1 }
  if (key === 'Escape' || (choosing && (key === '0' || key === 'Insert'))) return { do: 'close' }
  if (NEXT.includes(key)) return { do: 'step', by: 1 }
  if (PREVIOUS.includes(key)) return { do: 'step', by: -1 }
  if (PIN.includes(key)) return { do: 'pin' }
  if (ACKNOWLEDGE.includes(key)) return { do: 'acknowledge' }
  if (KEYS.includes(key)) return { do: 'keys' }
  return SCENES.includes(key) ? { do: 'scenes' } : null
}
