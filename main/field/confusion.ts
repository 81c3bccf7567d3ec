/** The six ways in which one coordinate system is taken for another, and the move on the ground that undoes each. */
import * as gcoordPackage from 'gcoord'

export const SYSTEMS = ['wgs84', 'gcj02', 'bd09'] as const
export type System = (typeof SYSTEMS)[number]

/** Coordinates of `actual` that were declared, and therefore converted, as `declared`. */
export interface Confusion {
  actual: System
  declared: System
}

/** In pairs: each even one and the next move a point the opposite way by the same distance, to within thirty metres. */
export const CONFUSIONS = [
  { actual: 'gcj02', declared: 'wgs84' }, { actual: 'wgs84', declared: 'gcj02' },
  { actual: 'bd09', declared: 'wgs84' }, { actual: 'wgs84', declared: 'bd09' },
  { actual: 'bd09', declared: 'gcj02' }, { actual: 'gcj02', declared: 'bd09' },
] as const satisfies readonly Confusion[]

/** The package is CommonJS with an ES-module type file: at run time `default` is the library, by its types it is one level deeper. */
const gcoord = gcoordPackage.default as unknown as typeof gcoordPackage.default.default
const LIBRARY = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

/** WGS-84 degrees → degrees of a system; a point outside China is the same in GCJ-02, as the library defines it. */
function into(system: System, at: readonly [number, number]): readonly [number, number] {
  return system === 'wgs84' ? at : gcoord.transform([at[0], at[1]], gcoord.WGS84, LIBRARY[system])
}

/** Converges by a factor of some five hundred a round: the second one is below a millimetre per kilometre. */
const ROUNDS = 4

/**
 * Where a record stored at `lng`, `lat` (WGS-84 degrees) truly lies if its source's system was confused. What the source wrote is
 * the same number in both readings: declared(stored) = actual(true). Solved with the library's forward formulas alone.
 */
export function undo({ actual, declared }: Confusion, lng: number, lat: number): [number, number] {
  const written = into(declared, [lng, lat])
  let place: [number, number] = [lng, lat]
  for (let round = 0; round < ROUNDS; round++) {
    const reread = into(actual, place)
    place = [place[0] + written[0] - reread[0], place[1] + written[1] - reread[1]]
  }
  return place
}
