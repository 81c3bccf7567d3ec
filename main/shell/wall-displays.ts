/** Which display a wall stands on now. Systems give a display another number when it is plugged anew: label and place find it again. Nothing of Electron here. */
import type { Display, WallId, WallSettings } from '../../preload/contract/wall-settings.ts'

type Look = (one: Display, wanted: Display) => boolean
/** From sure to likely. */
const LOOKS: readonly Look[] = [
  (one, wanted) => one.id === wanted.id && one.label === wanted.label && isSamePlace(one, wanted),
  (one, wanted) => one.id === wanted.id && one.label === wanted.label,
  (one, wanted) => one.label === wanted.label && isSamePlace(one, wanted),
  (one, wanted) => one.label !== '' && one.label === wanted.label,
  (one, wanted) => one.id === wanted.id && isSamePlace(one, wanted),
]

/**
 * The display of each wall, or null where it is not there: such a wall stays hidden, for whatever display is left belongs to an operator. A look that fits two
 * decides nothing; what is sure for one wall comes before what is likely for another; and no display shows two.
 */
export function placeWalls(walls: readonly WallSettings[], displays: readonly Display[]): Map<WallId, Display | null> {
  const places = new Map<WallId, Display | null>(walls.map(({ id }) => [id, null]))
  const taken = new Set<number>()
  for (const look of LOOKS) {
    for (const { id, display: wanted } of walls.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      if (wanted === null || places.get(id) !== null) continue
      // What became the main display because the others are gone is where somebody works.
      const found = displays.filter((one) => !taken.has(one.id) && (wanted.isPrimary || !one.isPrimary) && look(one, wanted))
      if (found.length !== 1) continue
      taken.add(found[0]!.id)
      places.set(id, found[0]!)
    }
  }
  return places
}

function isSamePlace(one: Display, other: Display): boolean {
  const [a, b] = [one.bounds, other.bounds]
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}
