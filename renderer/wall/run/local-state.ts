/** The console's state as this page has it: pins and scenes that were set here show at once, whether the console has heard of them or not. Pure. */
import type { WallName, WallScene, WallState } from '../../../preload/contract/wall.ts'
import type { SceneId } from '../../../preload/contract/wall-settings.ts'
import type { Rotation } from './rotation.ts'

const MOST_ROWS = 5

/** `onConsole`: an instant of the page's clock as one of the console's. */
export function withLocal(state: WallState, rotation: Rotation | null, onConsole: (at: number) => number): WallState {
  if (rotation === null) return state
  const pinned = rotation.pinned === null ? null : { scene: rotation.pinned.scene, until: onConsole(rotation.pinned.until) }
  // The same object where nothing is different: what is drawn from it stays.
  return JSON.stringify(pinned) === JSON.stringify(state.pinned) ? state : { ...state, pinned }
}

/** What this page leaves out is told in the scene of the data's health, which the console makes and knows nothing of it; as one line, for there is room for one more. */
export function withLeftOut(scene: WallScene | null, leftOut: readonly SceneId[], nameOf: (scene: SceneId) => WallName): WallScene | null {
  if (scene?.scene !== 'health' || leftOut.length === 0) return scene
  const names = leftOut.map(nameOf)
  const name = { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ zh, en }) => en ?? zh).join(', ') }
  return { ...scene, rows: [...scene.rows.slice(0, MOST_ROWS - 1), { rank: Math.min(scene.rows.length + 1, MOST_ROWS), name, area: null, value: null, unit: 'count', note: 'disabled', source: null }] }
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
