/** Ties the camera to the address: where it starts, where it goes when the area filter changes, and that a link shows the same ground. */
import { useEffect, useRef } from 'react'
import type { AreaBoundary, City } from '../../preload/contract/model.ts'
import { useAddress } from '../state/address.ts'
import { boundsOf, fitBounds, roundCamera, sameCamera } from '../chrome/ground/camera.ts'
import type { Camera, Size } from '../chrome/ground/camera.ts'
import type { Bounds } from '../chrome/ground/grid.ts'
import { getSurface } from './surface.ts'
import type { Settled } from './use-surface.ts'

const STREET_ZOOM = 13

/** Bounds of an area from its outline, its children's, or null. */
export function boundsOfArea(id: string, boundaries: readonly AreaBoundary[]): Bounds | null {
  const outline = boundaries.find((boundary) => boundary.id === id)
  return outline ? boundsOf(outline.polygons) : null
}

/** Camera that shows an area: its outline, else its label point, else the city. */
export function cameraOfArea(id: string | null, city: City, boundaries: readonly AreaBoundary[], size: Size): Camera {
  const bounds = id === null ? null : boundsOfArea(id, boundaries)
  if (bounds !== null) return fitBounds(bounds, size)
  const label = city.areas.find((area) => area.id === id && area.level !== 'city')?.label
  return label ? { lng: label[0], lat: label[1], zoom: STREET_ZOOM } : fitBounds(city.bounds, size)
}

/**
 * `home` is the area the desk starts with, undefined while it is not known. `boundaries` may grow; a street whose outline
 * arrives later is flown to when it is here.
 */
export function useCamera(city: City, home: string | null | undefined, boundaries: readonly AreaBoundary[] | null, settled: Settled | null): void {
  const surface = getSurface()
  const [address, change] = useAddress()
  const started = useRef(false)
  const shownArea = useRef(address.area)
  const written = useRef<Camera | null>(null)

  useEffect(() => {
    const start = (): void => {
      const size = surface.size()
      if (started.current || size.width === 0) return
      if (address.camera === null && (home === undefined || boundaries === null)) return
      started.current = true
      surface.setCamera(address.camera ?? cameraOfArea(address.area ?? home ?? null, city, boundaries ?? [], size))
    }
    start()
    return surface.onChange((what) => what === 'size' && start())
  }, [surface, address.camera, address.area, home, boundaries, city])

  useEffect(() => {
    if (!started.current || boundaries === null || address.area === shownArea.current) return
    shownArea.current = address.area
    surface.setCamera(cameraOfArea(address.area, city, boundaries, surface.size()), true)
  }, [surface, address.area, boundaries, city])

  // The address follows the camera, and the camera an address that someone else wrote (back button, pasted link).
  useEffect(() => {
    if (settled === null || !started.current) return
    const camera = roundCamera(settled.camera)
    if (address.camera !== null && sameCamera(camera, address.camera)) return
    written.current = camera
    change({ camera }, 'replace')
    // oxlint-disable-next-line react/exhaustive-deps -- only a settled camera writes
  }, [settled])
  useEffect(() => {
    const wanted = address.camera
    const now = surface.camera()
    if (!started.current || wanted === null || now === null) return
    if (written.current !== null && sameCamera(wanted, written.current)) return
    written.current = wanted
    if (!sameCamera(wanted, now)) surface.setCamera(wanted)
  }, [surface, address.camera])
}
