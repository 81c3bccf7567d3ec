/** What is pinned on a wall, by the newest of what the console said of it: a second press knows of the first before the page does. */
import type { WallState } from '../../../preload/contract/wall.ts'
import type { SceneId } from '../../../preload/contract/wall-settings.ts'

export type Said = Pick<WallState, 'now' | 'pinned'>

/** `told`: what the last command answered; null: none was given yet. `at`: the console's clock. */
export function newestPin(shown: Said, told: Said | null, at: number): SceneId | null {
  const { pinned } = told !== null && told.now >= shown.now ? told : shown
  return pinned !== null && pinned.until > at ? pinned.scene : null
}
