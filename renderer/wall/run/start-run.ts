/** A run with the page's own powers: its clock, its timers, its memory, its map. */
import { getBridge } from '../../bridge.ts'
import type { WallId } from '../../../preload/contract/wall-settings.ts'
import { SCENES } from '../../../preload/contract/wall-settings.ts'
import type { Surface } from '../../map/surface.ts'
import { openWallRun, type WallRun } from './wall-run.ts'

/** Only the name of a scene; what it showed is asked for anew. */
const keyOf = (wall: WallId): string => `wall-${wall}-scene`

/** `surface`: the map's, once there is one; `paintings`: frames of a map that is drawn without it. */
export function startRun(wall: WallId, surface: () => Surface | null, paintings: () => number): WallRun {
  const bridge = getBridge()
  const page = crypto.randomUUID()
  return openWallRun({
    wall, bridge,
    now: () => performance.now(),
    later(work, delayMs) {
      const timer = setTimeout(work, delayMs)
      return () => clearTimeout(timer)
    },
    remembered: SCENES.find((scene) => scene === sessionStorage.getItem(keyOf(wall))) ?? null,
    remember: (scene) => sessionStorage.setItem(keyOf(wall), scene),
    reload: () => location.reload(),
    facts() {
      const map = surface()
      const { frames, contexts, decks, lost } = map?.counts() ?? { frames: 0, contexts: 0, decks: 0, lost: 0 }
      const isSafe = map === null || map.state() === 'unable'
      return { page, frames: frames + paintings(), contexts, decks, lost, heapBytes: heapBytes(), visible: document.visibilityState === 'visible', safe: isSafe }
    },
    // oxlint-disable-next-line no-console -- what a wall left out is for support to see
    log: (words) => console.warn('wall', words),
  })
}

/** Chromium's alone; null in any other. */
function heapBytes(): number | null {
  const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } }
  return memory === undefined ? null : Math.round(memory.usedJSHeapSize)
}
