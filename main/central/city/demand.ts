/** Where life is dense in the practice city: centres of streets, sub-centres and the thin rest, with weights. */
import type { Position } from './geometry.ts'
import { drawPlace } from './ground.ts'
import type { Ground, Street } from './ground.ts'
import { seededRandom } from './random.ts'

export interface Centre { street: Street; place: Position; spreadMeters: number; weight: number }

/** Assumption: residents in units of 10,000 (census of 2020, rounded) times how much of life there is urban. */
export const DISTRICT_WEIGHTS: { readonly [district: string]: number } = {
  '330203': 104 * 1.4, '330205': 49 * 1.4, '330206': 83 * 1.1, '330211': 51 * 1.1, '330212': 161 * 1.4,
  '330213': 58 * 0.7, '330225': 57 * 0.6, '330226': 70 * 0.6, '330281': 125 * 0.8, '330282': 183 * 0.9,
}

/** Half of a street's life is at its centre, a third at sub-centres, the rest thinly spread. */
export function findCentres(ground: Ground, seed: number): Centre[] {
  const random = seededRandom(seed, 'demand')
  return ground.streets.flatMap((street) => {
    const district = street.id.slice(0, 6)
    const siblings = ground.streets.filter((other) => other.id.startsWith(district)).reduce((sum, other) => sum + other.weight ** 1.5, 0)
    const share = (DISTRICT_WEIGHTS[district]! * street.weight ** 1.5) / siblings
    const core = street.weight >= 2 ? 650 : 700
    const subCentres = 3 + random.below(3)
    const centres: Centre[] = [{ street, place: street.centre, spreadMeters: core, weight: share * 0.5 }]
    for (let i = 0; i < subCentres; i++) {
      const place = drawPlace(ground, street, street.centre, core * 2.2, random)
      centres.push({ street, place, spreadMeters: core * 0.4, weight: (share * 0.34) / subCentres })
    }
    centres.push({ street, place: street.centre, spreadMeters: core * 5, weight: share * 0.16 })
    return centres
  })
}
