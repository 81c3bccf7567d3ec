/** Where choosing a found place leads: the map with the area outlined, or with the place's card and its marks on. */
import type { FoundPlace } from '../../preload/contract/search.ts'
import type { Address, Mark } from './address.ts'
import { chooseMarks } from './choices.ts'

const ZOOMS = { city: 8.5, district: 10.5, zone: 10.5, street: 12.5, community: 14.5 } as const
const PLACE_ZOOM = 15.5

export function placeAddress(place: FoundPlace, now: Address): Partial<Address> {
  if (place.type !== 'area') {
    const mark: Mark = place.type === 'bottleneck' ? 'bottleneck' : place.kind
    const marks = chooseMarks(now)
    return {
      section: 'map', pick: { type: place.type, id: place.id }, camera: cameraAt(place, PLACE_ZOOM),
      marks: marks.includes(mark) ? now.marks : [...marks, mark],
      // A filter that leaves the place out would show its card and hide its mark.
      area: place.within.some(({ id }) => id === now.area) ? now.area : null, drawn: null, openNow: false,
    }
  }
  const camera = cameraAt(place, ZOOMS[place.kind])
  if (place.kind === 'city') return { section: 'map', area: null, drawn: null, pick: null, camera: null }
  // Nothing is counted by community: its street is the filter, and the map shows where it lies.
  if (place.kind === 'community') return { section: 'map', area: place.within[0]?.id ?? null, drawn: null, pick: null, camera }
  // To an area that is chosen already the camera has to be led; to another one it goes by itself, and shows it whole.
  return { section: 'map', area: place.id, drawn: null, pick: null, camera: place.id === now.area ? camera : null }
}

function cameraAt({ lng, lat }: FoundPlace, zoom: number): Address['camera'] {
  return lng === null || lat === null ? null : { lng, lat, zoom }
}
