/** The wall's scenes moved, switched and timed, as new settings; what cannot be is left as it was. */
import { LONGEST_DWELL_MS, SHORTEST_DWELL_MS, type SceneId, type WallSettings } from '../../../preload/contract/wall-settings.ts'

type Scenes = WallSettings['scenes']

/** One place on or back; at the ends nothing. */
export function moveScene(scenes: Scenes, scene: SceneId, by: 1 | -1): Scenes {
  const from = scenes.findIndex((one) => one.scene === scene)
  const to = from + by
  const [moved, other] = [scenes[from], scenes[to]]
  if (moved === undefined || other === undefined) return scenes
  return scenes.map((one, n) => (n === to ? moved : n === from ? other : one))
}

export function dwellScene(scenes: Scenes, scene: SceneId, dwellMs: number): Scenes {
  return scenes.map((one) => (one.scene === scene ? { ...one, dwellMs } : one))
}

/** On or off, whatever it is by then; the last one that is on stays on. */
export function switchScene(scenes: Scenes, scene: SceneId): Scenes {
  return scenes.map((one) => (one.scene === scene && (!one.on || mayGoOff(scenes, scene)) ? { ...one, on: !one.on } : one))
}

/** Milliseconds of whole seconds as they are typed; null: no time a scene may have. */
export function readDwell(text: string): number | null {
  const ms = /^\d{1,4}$/.test(text.trim()) ? Number(text) * 1_000 : Number.NaN
  return ms >= SHORTEST_DWELL_MS && ms <= LONGEST_DWELL_MS ? ms : null
}

/** The last one that is on stays on. */
export const mayGoOff = (scenes: Scenes, scene: SceneId): boolean => scenes.some((one) => one.on && one.scene !== scene)
