/** deck.gl's own heat map as its documentation shows it: raw points as binary attributes, everything else its default; `?texture=512` makes its weight texture smaller. */
import { Deck, MapView } from '@deck.gl/core'
import { HeatmapLayer } from '@deck.gl/aggregation-layers'
import type { PeerCamera } from './peer-page.ts'
import { pickPoints, unpackPoints, type PointColumns } from './points.ts'

const texture = new URLSearchParams(location.search).get('texture')
let camera: PeerCamera = { lng: 0, lat: 0, zoom: 1 }
let columns: PointColumns
let layers: HeatmapLayer[] = []

const deck = new Deck({
  parent: document.querySelector<HTMLDivElement>('#map')!,
  views: new MapView({ id: 'map', repeat: false }),
  viewState: stateOf(camera),
  controller: { scrollZoom: { speed: 0.01, smooth: false } },
  onViewStateChange: ({ viewState }) => {
    const { longitude, latitude, zoom } = viewState as { longitude: number; latitude: number; zoom: number }
    camera = { lng: longitude, lat: latitude, zoom }
    deck.setProps({ viewState })
  },
})

function stateOf({ lng, lat, zoom }: PeerCamera): { longitude: number; latitude: number; zoom: number } {
  return { longitude: lng, latitude: lat, zoom }
}

window.peer = {
  async load(url) {
    columns = unpackPoints(await (await fetch(url)).arrayBuffer())
  },
  show(filter) {
    const { rows, total } = pickPoints(columns, filter)
    const [places, weights] = [new Float32Array(2 * rows.length), new Float32Array(rows.length)]
    for (let n = 0; n < rows.length; n++) {
      const row = rows[n]!
      places[2 * n] = columns.lng[row]!
      places[2 * n + 1] = columns.lat[row]!
      weights[n] = columns.weight[row]!
    }
    const data = { length: rows.length, attributes: { getPosition: { value: places, size: 2 }, getWeight: { value: weights, size: 1 } } }
    layers = [new HeatmapLayer({ id: 'heat', data: data as never, ...(texture === null ? {} : { weightsTextureSize: Number(texture) }) })]
    deck.setProps({ layers })
    return { records: rows.length, total }
  },
  setCamera(next) {
    camera = next
    deck.setProps({ viewState: stateOf(next) })
  },
  camera: () => camera,
}
