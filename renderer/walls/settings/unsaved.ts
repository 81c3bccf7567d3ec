/** What was changed in a form and is not saved yet: it stays while one looks elsewhere in the program. */
import { useSyncExternalStore } from 'react'
import type { WallId } from '../../../preload/contract/wall-settings.ts'
import type { ThresholdValues } from './threshold-values.ts'
import type { WallValues } from './wall-values.ts'

interface Unsaved {
  walls: Partial<Record<WallId, Partial<WallValues>>>
  thresholds: Partial<ThresholdValues>
}

let unsaved: Unsaved = { walls: {}, thresholds: {} }
const listeners = new Set<() => void>()

function put(next: Unsaved): void {
  unsaved = next
  for (const changed of listeners) changed()
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  return () => void listeners.delete(changed)
}

const current = (): Unsaved => unsaved
export const useUnsaved = (): Unsaved => useSyncExternalStore(subscribe, current)

/** Null: nothing is changed any more. */
export function changeWall(wall: WallId, patch: Partial<WallValues> | null): void {
  const { [wall]: before, ...others } = unsaved.walls
  put({ ...unsaved, walls: patch === null ? others : { ...others, [wall]: { ...before, ...patch } } })
}

export function changeThresholds(patch: Partial<ThresholdValues> | null): void {
  put({ ...unsaved, thresholds: patch === null ? {} : { ...unsaved.thresholds, ...patch } })
}
