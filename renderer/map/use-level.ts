/** The level at which areas are measured. */
import type { MeasuredLevel } from '../../preload/contract/measure.ts'
import { useAddressPart } from '../state/address.ts'
import { useCity } from '../state/city.ts'
import { levelsOf } from '../chrome/ground/areas.ts'

/** The address's, where the city has such areas: one that was imported may have streets alone, and its districts would say zero. */
export function useLevel(): MeasuredLevel {
  const level = useAddressPart('level')
  const levels = levelsOf(useCity())
  return levels.includes(level) ? level : (levels[0] ?? level)
}
