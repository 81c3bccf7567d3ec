/** What the frame loads lazily: the map page and the graphics library with it. */
export { MapPage as MapSection } from './map-page.tsx'
