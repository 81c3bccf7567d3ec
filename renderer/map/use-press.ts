/** What a press on the map means: a corner while a ground is drawn, else the mark under it, else, where areas are painted, the area. */
import { useCallback } from 'react'
import type { City } from '../../preload/contract/model.ts'
import { changeAddress, useAddressPart } from '../state/address.ts'
import { areaOf } from '../chrome/ground/areas.ts'
import { areaAt } from '../state/inside.ts'
import type { Mark } from './marks.ts'
import type { AreasHere } from './use-areas.ts'
import { useLevel } from './use-level.ts'
import type { Hand } from './use-pencil.ts'

interface Pressed {
  press: (mark: Mark | null, lng: number, lat: number) => void
  keyed: (key: string) => (() => void) | null
}

export function usePress(hand: Hand, { boundaries }: AreasHere, city: City, choose: (mark: Mark) => void): Pressed {
  const mode = useAddressPart('mode')
  const area = useAddressPart('area')
  const level = useLevel()
  const press = useCallback((mark: Mark | null, lng: number, lat: number): void => {
    if (hand.pencil !== null) return hand.put(lng, lat)
    if (mark !== null) return choose(mark)
    if (mode !== 'areas') return
    const found = areaAt(boundaries.filter(({ id }) => areaOf(city, id)?.level === level), lng, lat)
    // Into a district the map follows with its streets, as the table does.
    if (found !== null && found !== area) changeAddress({ area: found, ...(level === 'district' ? { level: 'street' as const } : {}) })
  }, [hand, choose, mode, level, area, boundaries, city])
  const keyed = useCallback((key: string) => (hand.pencil === null ? null : key === 'Backspace' ? hand.takeBack : key === 'Escape' ? hand.cancel : null), [hand])
  return { press, keyed }
}
