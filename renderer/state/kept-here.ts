/** What a person has chosen and this PC remembers: language, columns, views. Never anything of a case. */
import { useSyncExternalStore } from 'react'

export interface KeptHere<T> {
  get: () => T
  put: (value: T) => void
  subscribe: (changed: () => void) => () => void
}

/** `parse` answers for whatever it is given, null for nothing there. A profile without storage keeps the value until the page closes. */
export function keptHere<T>(key: string, parse: (text: string | null) => T): KeptHere<T> {
  const listeners = new Set<() => void>()
  let held: { value: T } | null = null
  const get = (): T => (held ??= { value: parse(stored(key)) }).value
  return {
    get,
    put(value) {
      held = { value }
      try {
        localStorage.setItem(key, JSON.stringify(value))
      } catch {
        // As above.
      }
      for (const changed of listeners) changed()
    },
    subscribe(changed) {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
  }
}

export const useKeptHere = <T>({ get, subscribe }: KeptHere<T>): T => useSyncExternalStore(subscribe, get)

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
