/** The console's state as this page has it: pins and scenes that were set here show at once, whether the console has heard of them or not. Pure. */
import type { WallState } from '../../../preload/contract/wall.ts'
import type { SceneId } from '../../../preload/contract/wall-settings.ts'
import type { Rotation } from './rotation.ts'

/** `onConsole`: an instant of the page's clock as one of the console's. */
export function withLocal(state: WallState, rotation: Rotation | null, onConsole: (at: number) => number): WallState {
  const pinned = rotation?.pinned ?? null
  return rotation === null ? state : { ...state, pinned: pinned === null ? null : { scene: pinned.scene, until: onConsole(pinned.until) } }
}

/** By its number in the settings' order; null where there is none, or where it is the last that is on. */
export function switchScene(state: WallState, index: number): { state: WallState; scene: SceneId; on: boolean } | null {
  const chosen = state.settings.scenes[index]
  if (chosen === undefined) return null
  const on = !chosen.on
  const scenes = state.settings.scenes.map((one) => (one === chosen ? { ...one, on } : one))
  if (!scenes.some((one) => one.on)) return null
  const turning = scenes.filter((one) => one.on).map(({ scene, dwellMs }) => ({ scene, dwellMs, everyRounds: state.scenes.find((one) => one.scene === scene)?.everyRounds ?? 1 }))
  return { state: { ...state, settings: { ...state.settings, scenes }, scenes: turning }, scene: chosen.scene, on }
}
