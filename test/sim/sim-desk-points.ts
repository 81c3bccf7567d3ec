/** Compact points as a reading lane sees them. */
import type { CacheContents } from './parts.ts'

export type ReadPoint = string

export function pointsOf(contents: CacheContents): Map<string, ReadPoint> {
  return new Map(contents.rows.filter((row) => row.type === 'point').map((row) => [row.id, `${row.ver} ${row.h}`]))
}

/** Ids on which a screen that followed every announcement is mistaken. */
export function mistakenPoints(known: ReadonlyMap<string, ReadPoint>, contents: CacheContents): string[] {
  const now = pointsOf(contents)
  return [...new Set([...known.keys(), ...now.keys()])].filter((id) => known.get(id) !== now.get(id))
}
