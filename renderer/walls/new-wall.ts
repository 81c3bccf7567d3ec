/** A wall that is added: the first free number, set like any new one. */
import { DEFAULT_DISTANCE, DEFAULT_DWELL_MS, SCENES, WALL_IDS, type WallId, type WallSettings } from '../../preload/contract/wall-settings.ts'

/** Null: this PC has all the walls it may have. */
export function freeWall(walls: readonly Pick<WallSettings, 'id'>[]): WallId | null {
  return WALL_IDS.find((id) => walls.every((wall) => wall.id !== id)) ?? null
}

/** What it shows is the account's own area, until somebody says otherwise. */
export function newWall(id: WallId, name: string, language: WallSettings['language']): WallSettings {
  return {
    id, name, language, area: null, viewingDistanceInHeights: DEFAULT_DISTANCE, scenes: SCENES.map((scene) => ({ scene, on: true, dwellMs: DEFAULT_DWELL_MS[scene] })),
    orbit: true, night: { from: 22, to: 6 }, headline: null, display: null, opensWithConsole: false,
  }
}
