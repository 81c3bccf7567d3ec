/** The pencil in the operator's hand, and what becomes of the ground once it is drawn: a part of the filter. */
import { useCallback, useMemo, useState } from 'react'
import type { Drawn } from '../../preload/contract/drawn.ts'
import { changeAddress, useAddressPart } from '../state/address.ts'
import { pixelOf } from '../chrome/ground/camera.ts'
import { close, newPencil, type Pencil, putCorner, type Shape, takeBack, type Drawing } from './pencil.ts'
import { getSurface } from './surface.ts'

/** So near the first corner one means it. */
const FIRST_PIXELS = 12

export interface Hand {
  /** Null while nothing is being drawn. */
  pencil: Pencil | null
  begin(shape: Shape): void
  put(lng: number, lat: number): void
  takeBack(): void
  close(): void
  cancel(): void
  /** A ground that was drawn or cleared before this one; null: none. */
  last: Drawn | null
}

export function usePencil(): Hand {
  const drawn = useAddressPart('drawn')
  const [pencil, setPencil] = useState<Pencil | null>(null)
  const [seen, setSeen] = useState<{ now: Drawn | null; last: Drawn | null }>({ now: drawn, last: null })
  // The address is the truth; what stood in it before is kept for going back.
  if (JSON.stringify(seen.now) !== JSON.stringify(drawn)) setSeen({ now: drawn, last: seen.now ?? seen.last })
  const become = useCallback((next: Drawing): void => {
    if ('pencil' in next) return setPencil(next.pencil)
    setPencil(null)
    changeAddress({ drawn: next.done })
  }, [])
  const begin = useCallback((shape: Shape) => {
    setPencil(newPencil(shape))
    changeAddress({ pick: null }, 'replace')
  }, [])
  return useMemo(() => ({
    pencil, begin, last: seen.last,
    put: (lng: number, lat: number) => pencil !== null && become(putCorner(pencil, lng, lat, isAtFirst(pencil, lng, lat))),
    takeBack: () => pencil !== null && setPencil(takeBack(pencil) ?? pencil),
    close: () => pencil !== null && become(close(pencil)),
    cancel: () => setPencil(null),
  }), [pencil, begin, become, seen.last])
}

function isAtFirst({ corners: [first] }: Pencil, lng: number, lat: number): boolean {
  const surface = getSurface()
  const camera = surface.camera()
  if (first === undefined || camera === null) return false
  const [[x, y], [firstX, firstY]] = [pixelOf(camera, surface.size(), lng, lat), pixelOf(camera, surface.size(), ...first)]
  return Math.hypot(x - firstX, y - firstY) <= FIRST_PIXELS
}
