/** Pairs of cases that a person has called no duplicates: they are not proposed to them again on this PC. Names of cases alone, nothing that a case says. */
import { keptHere, useKeptHere } from '../../state/kept-here.ts'
import type { KeptHere } from '../../state/kept-here.ts'

/** The oldest are forgotten first. */
export const MOST_PAIRS = 2_000
const NONE: readonly string[] = []

export const pairOf = (one: string, other: string): string => JSON.stringify([one, other].sort())

/** Whatever cannot be read is left out. */
export function parsePairs(text: string | null): readonly string[] {
  try {
    const all: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(all) ? all.filter((pair) => typeof pair === 'string').slice(-MOST_PAIRS) : NONE
  } catch {
    return NONE
  }
}

const known = new Map<string, KeptHere<readonly string[]>>()
function pairsOf(account: string): KeptHere<readonly string[]> {
  const kept = known.get(account) ?? keptHere(`desk.apart ${account}`, parsePairs)
  known.set(account, kept)
  return kept
}

/** `account` names central and user. */
export function useSetApart(account: string): { isApart: (one: string, other: string) => boolean; setApart: (one: string, other: string, is: boolean) => void } {
  const kept = pairsOf(account)
  const pairs = useKeptHere(kept)
  return {
    isApart: (one, other) => pairs.includes(pairOf(one, other)),
    setApart(one, other, is) {
      const rest = kept.get().filter((pair) => pair !== pairOf(one, other))
      kept.put(is ? [...rest, pairOf(one, other)].slice(-MOST_PAIRS) : rest)
    },
  }
}
