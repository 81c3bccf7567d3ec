/** A value with the identity it first came with. */
import { useMemo } from 'react'

/** The one before, as long as both are equal as JSON: what is derived from it stays, and what compares by identity sees no news. */
export function useKept<T>(value: T): T {
  // The key stands for the value, which the compiler would not know.
  'use no memo'
  const key = JSON.stringify(value)
  // oxlint-disable-next-line react/exhaustive-deps -- as above
  return useMemo(() => value, [key])
}
