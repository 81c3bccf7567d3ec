/** A corrected place as it is typed, what is wrong with it, and as the edit says it. */
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { degreesOf } from '../../state/degrees.ts'
import type { EditSet } from '../act/intents.ts'

export interface PlaceValues {
  place: string
  lng: string
  lat: string
  /** The street it is to be registered in; empty: it stays where it is. */
  area: string
}
export type PlaceFault = 'missing' | 'too-long' | 'no-number' | 'outside'
const LONGEST_PLACE = 500
/** Some ten centimetres: nobody points better. */
const DIGITS = 6

export const degrees = (value: number): string => value.toFixed(DIGITS)

export const startPlace = ({ place, lng, lat }: Pick<CaseWhole, 'place' | 'lng' | 'lat'>): PlaceValues => ({ place, lng: degrees(lng), lat: degrees(lat), area: '' })

/** Null: it was not written by this form. */
export function readPlace(body: string): PlaceValues | null {
  try {
    const read = JSON.parse(body) as Partial<Record<keyof PlaceValues, unknown>>
    const { place, lng, lat, area } = read
    return typeof place === 'string' && typeof lng === 'string' && typeof lat === 'string' && typeof area === 'string' ? { place, lng, lat, area } : null
  } catch {
    return null
  }
}

/** `bounds`: west, south, east, north of the city. */
export function placeFaults({ place, lng, lat }: PlaceValues, bounds: readonly [number, number, number, number]): { [field in 'place' | 'lng' | 'lat']?: PlaceFault } {
  const [west, south, east, north] = bounds
  const found = { place: [...place].length > LONGEST_PLACE ? 'too-long' as const : null, lng: degreeFault(lng, west, east), lat: degreeFault(lat, south, north) }
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== null)) as ReturnType<typeof placeFaults>
}

function degreeFault(text: string, low: number, high: number): PlaceFault | null {
  const value = degreesOf(text)
  if (text.trim() === '') return 'missing'
  return value === null ? 'no-number' : value < low || value > high ? 'outside' : null
}

/** What differs from the case alone: a point that was not moved stays as its source gave it. Null: nothing does. */
export function setOfPlace(values: PlaceValues, whole: Pick<CaseWhole, 'place' | 'lng' | 'lat' | 'area'>): EditSet | null {
  const [lng, lat] = [degreesOf(values.lng), degreesOf(values.lat)]
  const hasMoved = lng !== null && lat !== null && (degrees(lng) !== degrees(whole.lng) || degrees(lat) !== degrees(whole.lat))
  const place = values.place.trim().toWellFormed()
  const set: EditSet = {
    ...(place === whole.place ? {} : { place }),
    ...(hasMoved ? { lng, lat } : {}),
    ...(values.area === '' || values.area === whole.area ? {} : { area: values.area }),
  }
  return Object.keys(set).length === 0 ? null : set
}
