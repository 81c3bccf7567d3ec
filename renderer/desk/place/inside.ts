/** Whether a place lies in an outline, whatever its holes (even-odd rule). */
import type { AreaBoundary } from '../../../preload/contract/model.ts'

export function isInside({ polygons }: Pick<AreaBoundary, 'polygons'>, lng: number, lat: number): boolean {
  let isIn = false
  for (const ring of polygons.flat()) {
    for (let n = 0, before = ring.length - 1; n < ring.length; before = n++) {
      const [[ax, ay], [bx, by]] = [ring[n]!, ring[before]!]
      if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) isIn = !isIn
    }
  }
  return isIn
}
