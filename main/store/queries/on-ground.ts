/** The ground a filter was drawn on: which places lie on it. */
import type { Drawn } from '../../../preload/contract/drawn.ts'
import { WORLD_LEVEL, worldX, worldY } from '../../field/ground.ts'
import { isInOutline, type Outline, prepareOutline } from '../../field/outlines.ts'

const WORLD = 2 ** WORLD_LEVEL

/** Null: no ground was drawn, and every place is let through. */
export function groundOf(drawn: Drawn | null): Outline | null {
  return drawn === null ? null : prepareOutline([[drawn]])
}

/** Whether a place in degrees lies on the ground. */
export function onGround(drawn: Drawn | null): (lng: number, lat: number) => boolean {
  const ground = groundOf(drawn)
  return ground === null ? () => true : (lng, lat) => isInOutline(ground, worldX(lng) * WORLD, worldY(lat) * WORLD)
}
