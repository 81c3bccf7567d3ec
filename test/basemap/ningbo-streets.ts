/** A street map of a made-up kind over Ningbo's centre, as a PMTiles file: enough of every kind the console draws. */
import { makeArchive, type ArchiveOptions, type Tile } from './make-archive.ts'
import { makePng, makeTile, tileAt, type Drawn } from './make-tile.ts'

export const NINGBO_BOUNDS: [number, number, number, number] = [121.4, 29.75, 121.7, 30]
const [WEST, SOUTH, EAST, NORTH] = NINGBO_BOUNDS

/** Streets of a grid, a canal, a park, blocks and a quarter's name. */
export function ningboDrawn(): Drawn[] {
  const drawn: Drawn[] = []
  const streets = ['中山路', '江厦街', '药行街', '解放路', '环城北路', '百丈路', '兴宁路', '通途路', '宁穿路', '惊驾路']
  for (let i = 0; i < 25; i++) {
    const kind = i % 6 === 0 ? 'highway' : i % 2 === 0 ? 'major_road' : 'minor_road'
    const lat = SOUTH + ((i + 0.5) * (NORTH - SOUTH)) / 25
    const lng = WEST + ((i + 0.5) * (EAST - WEST)) / 25
    drawn.push({ layer: 'roads', shape: 'line', lngLat: [[WEST, lat], [lng, lat + 0.0008], [EAST, lat]], properties: { kind, name: `${streets[i % 10]}${i > 9 ? '东段' : ''}`, 'name:en': `East street ${i}` } })
    drawn.push({ layer: 'roads', shape: 'line', lngLat: [[lng, SOUTH], [lng + 0.0008, lat], [lng, NORTH]], properties: { kind, name: `${streets[(i + 5) % 10]}${i > 9 ? '北段' : ''}`, 'name:en': `North street ${i}` } })
  }
  drawn.push({ layer: 'roads', shape: 'line', lngLat: [[WEST, SOUTH + 0.02], [EAST, NORTH - 0.03]], properties: { kind: 'rail', name: '杭甬线' } })
  drawn.push({ layer: 'water', shape: 'ring', lngLat: [[121.548, SOUTH], [121.552, SOUTH], [121.557, NORTH], [121.553, NORTH], [121.548, SOUTH]], properties: { kind: 'river', name: '甬江' } })
  drawn.push({ layer: 'landuse', shape: 'ring', lngLat: [[121.5, 29.86], [121.52, 29.86], [121.52, 29.875], [121.5, 29.875], [121.5, 29.86]], properties: { kind: 'park' } })
  for (let i = 0; i < 40; i++) {
    const [lng, lat] = [121.56 + (i % 8) * 0.0006, 29.868 + Math.floor(i / 8) * 0.0006]
    drawn.push({ layer: 'buildings', shape: 'ring', lngLat: [[lng, lat], [lng + 0.0004, lat], [lng + 0.0004, lat + 0.0004], [lng, lat + 0.0004], [lng, lat]], properties: { kind: 'building' } })
  }
  drawn.push({ layer: 'places', shape: 'point', lngLat: [[121.565, 29.8805]], properties: { kind: 'neighbourhood', name: '江厦里', 'name:en': 'Jiangxia Quarter' } })
  return drawn
}

export function ningboStreets(options: Partial<ArchiveOptions> & { fromZoom?: number; toZoom?: number } = {}): Buffer {
  const { fromZoom = 10, toZoom = 13, ...rest } = options
  const drawn = ningboDrawn()
  return makeArchive({
    tiles: tilesOver(fromZoom, toZoom, (z, x, y) => makeTile(z, x, y, drawn)), bounds: NINGBO_BOUNDS,
    metadata: { name: '测试街道图', attribution: '<a href="https://example.org">© 测试测绘院 &amp; OpenStreetMap</a>', 'planetiler:osm:osmosisreplicationtime': '2026-03-01T00:00:00Z', vector_layers: [{ id: 'roads' }, { id: 'water' }] },
    ...rest,
  })
}

export function ningboPictures(): Buffer {
  return makeArchive({
    tiles: tilesOver(10, 12, (_, x, y) => makePng(256, (x + y) % 2 === 0 ? [40, 160, 60] : [200, 120, 40])), bounds: NINGBO_BOUNDS, tileType: 2, compression: 1, metadata: { name: 'pictures' },
  })
}

function tilesOver(fromZoom: number, toZoom: number, make: (z: number, x: number, y: number) => Uint8Array): Tile[] {
  const tiles: Tile[] = []
  for (let z = fromZoom; z <= toZoom; z++) {
    const [x0, y0] = tileAt(WEST, NORTH, z)
    const [x1, y1] = tileAt(EAST, SOUTH, z)
    for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) tiles.push({ z, x, y, bytes: make(z, x, y) })
  }
  return tiles
}
