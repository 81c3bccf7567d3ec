/** What the person in front of the screen prefers: language and light or dark. Kept on this PC, not in the address. */
import { useSyncExternalStore } from 'react'

export type Scheme = 'system' | 'light' | 'dark'
/** `keys`: single-key shortcuts may be switched off, for speech input (WCAG 2.1.4). */
export interface Taste { locale: 'zh-CN' | 'en'; scheme: Scheme; keys: boolean }

const DEFAULT: Taste = { locale: 'zh-CN', scheme: 'system', keys: true }

const KEY = 'taste'
const listeners = new Set<() => void>()
let taste: Taste | null = null

function read(): Taste {
  taste ??= parseTaste(stored())
  return taste
}

/** Chinese unless the person chose otherwise; whatever cannot be read counts as not chosen. */
export function parseTaste(text: string | null): Taste {
  try {
    const kept = (JSON.parse(text ?? '{}') ?? {}) as Partial<Taste>
    return { locale: kept.locale === 'en' ? 'en' : 'zh-CN', scheme: kept.scheme === 'light' || kept.scheme === 'dark' ? kept.scheme : 'system', keys: kept.keys !== false }
  } catch {
    return DEFAULT
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

export function changeTaste(patch: Partial<Taste>): void {
  taste = { ...read(), ...patch }
  try {
    localStorage.setItem(KEY, JSON.stringify(taste))
  } catch {
    // A profile without storage keeps the choice until the page closes.
  }
  for (const changed of listeners) changed()
}

export function useTaste(): Taste {
  return useSyncExternalStore((changed) => {
    listeners.add(changed)
    return () => void listeners.delete(changed)
  }, read)
}
