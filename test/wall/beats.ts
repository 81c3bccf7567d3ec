/** A beat of a wall that is well, for tests that change one thing of it. */
import type { WallBeat } from '../../preload/contract/wall-health.ts'

export const beatOf = (patch: Partial<WallBeat> = {}): WallBeat => ({
  wall: '1', page: 'page-0001', upMs: 7_200_000, scene: 'overview', sceneForMs: 1_000, changes: 10, frames: 100, dataAt: 1, heapBytes: 100e6, contexts: 1, decks: 1, lost: 0, disabled: [], visible: true, safe: false, ...patch,
})
