/** What the person in front of the screen prefers: language and light or dark. Kept on this PC, not in the address. */
import { keptHere, useKeptHere } from './kept-here.ts'

export type Scheme = 'system' | 'light' | 'dark'
/** `keys`: single-key shortcuts may be switched off, for speech input (WCAG 2.1.4). */
export interface Taste { locale: 'zh-CN' | 'en'; scheme: Scheme; keys: boolean }

const DEFAULT: Taste = { locale: 'zh-CN', scheme: 'system', keys: true }

/** Chinese unless the person chose otherwise; whatever cannot be read counts as not chosen. */
export function parseTaste(text: string | null): Taste {
  try {
    const kept = (JSON.parse(text ?? '{}') ?? {}) as Partial<Taste>
    return { locale: kept.locale === 'en' ? 'en' : 'zh-CN', scheme: kept.scheme === 'light' || kept.scheme === 'dark' ? kept.scheme : 'system', keys: kept.keys !== false }
  } catch {
    return DEFAULT
  }
}

const taste = keptHere('taste', parseTaste)

export const changeTaste = (patch: Partial<Taste>): void => taste.put({ ...taste.get(), ...patch })
export const useTaste = (): Taste => useKeptHere(taste)
