/** What the comparison uses of leaflet and leaflet.heat, which bring no declarations of their own. */
declare module '*.css'
declare module 'leaflet.heat'
declare module 'leaflet' {
  interface HeatPlace { lat: number; lng: number; alt?: number }
  interface Map {
    setView(centre: [number, number], zoom: number, options: { animate: boolean }): Map
    panBy(offset: [number, number], options: { animate: boolean }): Map
    getCenter(): HeatPlace
    getZoom(): number
  }
  interface HeatLayer {
    addTo(map: Map): HeatLayer
    setLatLngs(places: HeatPlace[]): HeatLayer
  }
  const L: {
    map(id: string, options: Record<string, unknown>): Map
    latLng(lat: number, lng: number, alt: number): HeatPlace
    heatLayer(places: HeatPlace[], options: Record<string, unknown>): HeatLayer
  }
  namespace L {
    export { HeatLayer, HeatPlace, Map }
  }
  export default L
}
