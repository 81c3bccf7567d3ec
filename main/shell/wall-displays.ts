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

/** Numbers of the displays that were seen beside a wall's own, by the choice of that display: however alike they look, they are others. */
export type Strangers = ReadonlyMap<string, ReadonlySet<number>>
const NONE: Strangers = new Map()
// Another choice begins anew; another name of the wall does not.
const choiceOf = ({ id, display }: WallSettings): string => `${id} ${JSON.stringify(display)}`

/**
 * The display of each wall, or null where it is not there: such a wall stays hidden, for whatever display is left belongs to an operator. A look that fits two
 * decides nothing; what is sure for one wall comes before what is likely for another; no display shows two; and a stranger is never taken for the wall's own.
 */
export function placeWalls(walls: readonly WallSettings[], displays: readonly Display[], strangers: Strangers = NONE): Map<WallId, Display | null> {
  const places = new Map<WallId, Display | null>(walls.map(({ id }) => [id, null]))
  const taken = new Set<number>()
  for (const look of LOOKS) {
    for (const wall of walls.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const { id, display: wanted } = wall
      if (wanted === null || places.get(id) !== null) continue
      // What became the main display because the others are gone is where somebody works.
      const others = strangers.get(choiceOf(wall))
      const found = displays.filter((one) => !taken.has(one.id) && (wanted.isPrimary || !one.isPrimary) && (one.id === wanted.id || others?.has(one.id) !== true) && look(one, wanted))
      if (found.length !== 1) continue
      taken.add(found[0]!.id)
      places.set(id, found[0]!)
    }
  }
  return places
}

/** Who is known to be a stranger, after the walls were found on these places among the displays. */
export function meetStrangers(known: Strangers, walls: readonly WallSettings[], places: ReadonlyMap<WallId, Display | null>, displays: readonly Display[]): Strangers {
  const met = new Map(known)
  for (const wall of walls) {
    const own = places.get(wall.id) ?? null
    if (own === null) continue
    const choice = choiceOf(wall)
    met.set(choice, new Set([...(known.get(choice) ?? []), ...displays.filter(({ id }) => id !== own.id).map(({ id }) => id)]))
  }
  return met
}

function isSamePlace(one: Display, other: Display): boolean {
  const [a, b] = [one.bounds, other.bounds]
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}
