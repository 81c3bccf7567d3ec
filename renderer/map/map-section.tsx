/** What the frame loads lazily: the map page and the graphics library with it, under the way to the area in the filter. */
import type { ReactNode } from 'react'
import { AreaCrumbs } from './area-crumbs.tsx'
import { MapPage } from './map-page.tsx'

export function MapSection(): ReactNode {
  return (
    <>
      <AreaCrumbs />
      <MapPage />
    </>
  )
}
