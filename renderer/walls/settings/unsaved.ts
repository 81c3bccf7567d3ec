/** What was changed in a form and is not saved yet: it stays while one looks elsewhere in the program. */
import { useSyncExternalStore } from 'react'
import type { WallId } from '../../../preload/contract/wall-settings.ts'
import type { ThresholdValues } from './threshold-values.ts'
import type { WallValues } from './wall-values.ts'

export interface Unsaved {
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

export const readUnsaved = (): Unsaved => unsaved
export const useUnsaved = (): Unsaved => useSyncExternalStore(subscribe, readUnsaved)

export function changeWall(wall: WallId, patch: Partial<WallValues>): void {
  putWall(wall, { ...unsaved.walls[wall], ...patch })
}

/** Nothing of it is changed any more: taken back, or the wall is gone, and the next one of its number is another. */
export function forgetWall(wall: WallId): void {
  putWall(wall, {})
}

/** `sent` is kept by now. */
export function settleWall(wall: WallId, sent: Partial<WallValues>): void {
  putWall(wall, without(unsaved.walls[wall] ?? {}, sent))
}

export function changeThresholds(patch: Partial<ThresholdValues>): void {
  put({ ...unsaved, thresholds: { ...unsaved.thresholds, ...patch } })
}

export function forgetThresholds(): void {
  put({ ...unsaved, thresholds: {} })
}

export function settleThresholds(sent: Partial<ThresholdValues>): void {
  put({ ...unsaved, thresholds: without(unsaved.thresholds, sent) })
}

function putWall(wall: WallId, values: Partial<WallValues>): void {
  const { [wall]: _, ...others } = unsaved.walls
  put({ ...unsaved, walls: Object.keys(values).length === 0 ? others : { ...others, [wall]: values } })
}

/** What was typed while it was sent is another value than the one that was, and stays. */
function without<T extends object>(now: T, sent: T): T {
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => !(key in sent) || sent[key as keyof T] !== value)) as T
}
