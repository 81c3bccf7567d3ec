/** A run with the page's own powers: its clock, its timers, its memory, its map. */
import { getBridge } from '../../bridge.ts'
import { CATALOGUE } from '../../catalogue.ts'
import type { WallId } from '../../../preload/contract/wall-settings.ts'
import { SCENES } from '../../../preload/contract/wall-settings.ts'
import type { Surface } from '../../map/surface.ts'
import { keptInTab } from '../../state/kept-in-tab.ts'
import { openWallRun, type WallRun } from './wall-run.ts'

/** How the map is shown now. */
export interface MapFacts {
  /** Null before the first scene, and in a page that was safe from its start. */
  surface: Surface | null
  /** Frames that were drawn without it. */
  paintings: number
  /** The last one was. */
  isPlain: boolean
}

export function startRun(wall: WallId, facts: MapFacts): WallRun {
  const bridge = getBridge()
  const page = crypto.randomUUID()
  // Only the name of a scene; what it showed is asked for anew.
  const kept = keptInTab(`wall-${wall}-scene`)
  return openWallRun({
    wall, bridge,
    now: () => performance.now(),
    later(work, delayMs) {
      const timer = setTimeout(work, delayMs)
      return () => clearTimeout(timer)
    },
    remembered: SCENES.find((scene) => scene === kept.get()) ?? null,
    remember: kept.put,
    reload: () => location.reload(),
    facts() {
      const { surface, paintings, isPlain } = facts
      const { frames, contexts, decks, lost } = surface?.counts() ?? { frames: 0, contexts: 0, decks: 0, lost: 0 }
      return { page, frames: frames + paintings, contexts, decks, lost, heapBytes: heapBytes(), visible: document.visibilityState === 'visible', safe: isPlain || surface?.state() === 'unable' }
    },
    nameOf: (scene) => ({ zh: CATALOGUE['zh-CN'][`wall.scene.${scene}`], en: CATALOGUE.en[`wall.scene.${scene}`] }),
    // oxlint-disable-next-line no-console -- what a wall left out is for support to see
    log: (words) => console.warn('wall', words),
  })
}

/** Chromium's alone; null in any other. */
function heapBytes(): number | null {
  const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } }
  return memory === undefined ? null : Math.round(memory.usedJSHeapSize)
}
