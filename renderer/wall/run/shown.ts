/** What a wall's page shows of its run at any time. */
import type { WallScene, WallState } from '../../../preload/contract/wall.ts'
import type { SceneId } from '../../../preload/contract/wall-settings.ts'
import type { ShownAlerts } from './present-alerts.ts'

/** `silent`: it does not answer · `stopped`: it answers, and does not know this page any more · `nobody`: it answers, and nobody is signed in. */
export type Link = 'asking' | 'here' | 'silent' | 'stopped' | 'nobody'

export interface Shown {
  link: Link
  /** As this page has it: what was done here shows at once. */
  state: WallState | null
  scene: WallScene | null
  next: WallScene | null
  changes: number
  /** Turns that were drawn. */
  drawnChanges: number
  passes: number
  /** Steps of the heartbeat. */
  heart: number
  alerts: ShownAlerts
  pinned: SceneId | null
}
