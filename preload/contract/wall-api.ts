/** The verbs of the wall. Those in WALL_METHODS are all that a wall's page may call, whichever host it is in. */
import type { View } from './model.ts'
import type { WallCommand, WallQuestion, WallScene, WallState } from './wall.ts'
import type { WallBeat, Walls } from './wall-health.ts'
import type { SceneId, WallSettings, WallThresholds } from './wall-settings.ts'

export interface WallApi {
  'wall.state': { input: WallQuestion; output: WallState }
  /** `view`: what its map shows, for the field's grid; null: without a map. A question that waits gives way to a newer one of its scene; the desk's `preview` and the wall's own do not to each other. */
  'wall.scene': { input: WallQuestion & { scene: SceneId; view: View | null; preview?: true | undefined }; output: WallScene }
  /** `reload`: the page is to load itself anew, now at a scene's border or at once. */
  'wall.beat': { input: WallBeat; output: { reload: 'no' | 'at-border' | 'now' } }
  'wall.command': { input: WallQuestion & { command: WallCommand }; output: WallState }
  /** Whoever sits at the console or at the wall's keyboard has seen it. */
  'wall.acknowledge': { input: { alerts: string[] }; output: null }
  // ---- from here on: a desk's alone ----
  'wall.walls': { input: null; output: Walls }
  /** All settings of one wall; one that is not there yet is added. */
  'wall.set': { input: WallSettings; output: Walls }
  'wall.remove': { input: WallQuestion; output: Walls }
  'wall.setThresholds': { input: WallThresholds; output: Walls }
  /** On the display in its settings; `refused` in a host without windows, or where that display is not there. */
  'wall.open': { input: WallQuestion; output: Walls }
  'wall.shut': { input: WallQuestion; output: Walls }
  'wall.restart': { input: WallQuestion; output: Walls }
  'wall.startAtLogOn': { input: { on: boolean }; output: Walls }
  /** An address for a kiosk browser of this PC, good once and for two minutes; null on the desktop, which opens windows. */
  'wall.address': { input: WallQuestion; output: { address: string | null } }
}

/** City lists and outlines are public; the rest is made for the wall. */
export const WALL_METHODS = ['wall.state', 'wall.scene', 'wall.beat', 'wall.command', 'wall.acknowledge', 'city.boundaries'] as const
