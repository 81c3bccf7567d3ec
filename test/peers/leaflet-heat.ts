/** leaflet.heat as its documentation shows it, given places as leaflet's own objects, which spares it making them each time. */
import L from 'leaflet'
import 'leaflet/dist/leaflet.css'
import type { PeerCamera } from './peer-page.ts'
import { pickPoints, unpackPoints, type PointColumns } from './points.ts'

// The plug-in of 2014 looks for leaflet in the window.
Object.assign(window, { L })
await import('leaflet.heat')

/** Leaflet counts zooms in tiles of 256 pixels, deck.gl in tiles of 512. */
const ZOOM_SHIFT = 1
const map = L.map('map', { zoomSnap: 0, zoomAnimation: false, fadeAnimation: false, inertia: false, zoomControl: false, attributionControl: false, center: [0, 0], zoom: 1 })
let columns: PointColumns
let places: L.HeatPlace[] = []
let heat: L.HeatLayer | null = null

window.peer = {
  async load(url) {
    columns = unpackPoints(await (await fetch(url)).arrayBuffer())
    places = Array.from(columns.weight, (weight, n) => L.latLng(columns.lat[n]!, columns.lng[n]!, weight))
  },
  show(filter) {
    const { rows, total } = pickPoints(columns, filter)
    const picked = Array.from(rows, (row) => places[row]!)
    // A top weight that leaves its colours room; by default one report alone has the top colour.
    if (heat === null) heat = L.heatLayer(picked, { maxZoom: map.getZoom(), max: Math.max(1, columns.weight.length / 2_000) }).addTo(map)
    else heat.setLatLngs(picked)
    return { records: rows.length, total }
  },
  setCamera({ lng, lat, zoom }) {
    map.setView([lat, lng], zoom + ZOOM_SHIFT, { animate: false })
  },
  camera(): PeerCamera {
    const { lat, lng } = map.getCenter()
    return { lng, lat, zoom: map.getZoom() - ZOOM_SHIFT }
  },
}
