/** Writes vector tiles from lines, rings and points in degrees, and a PNG of one colour: for fixtures on any ground. */
import { crc32, deflateSync } from 'node:zlib'
import { PbfWriter } from 'pbf'

export interface Drawn {
  layer: string
  shape: 'point' | 'line' | 'ring'
  lngLat: [number, number][]
  properties: Record<string, string | number>
}

const EXTENT = 4096
const TYPES = { point: 1, line: 2, ring: 3 } as const

export function makeTile(z: number, x: number, y: number, drawn: Drawn[]): Uint8Array {
  const pbf = new PbfWriter()
  for (const layer of new Set(drawn.map((one) => one.layer))) pbf.writeMessage(3, writeLayer, { layer, z, x, y, drawn: drawn.filter((one) => one.layer === layer) })
  return pbf.finish()
}

function writeLayer({ layer, drawn, z, x, y }: { layer: string; drawn: Drawn[]; z: number; x: number; y: number }, pbf: PbfWriter): void {
  const keys = [...new Set(drawn.flatMap(({ properties }) => Object.keys(properties)))]
  const values = [...new Set(drawn.flatMap(({ properties }) => Object.values(properties)))]
  pbf.writeVarintField(15, 2)
  pbf.writeStringField(1, layer)
  for (const { shape, lngLat, properties } of drawn) {
    pbf.writeMessage(2, (_: null, feature: PbfWriter) => {
      feature.writePackedVarint(2, Object.entries(properties).flatMap(([key, value]) => [keys.indexOf(key), values.indexOf(value)]))
      feature.writeVarintField(3, TYPES[shape])
      feature.writePackedVarint(4, commands(shape, lngLat.map(([lng, lat]) => inTile(lng, lat, z, x, y))))
    }, null)
  }
  for (const key of keys) pbf.writeStringField(3, key)
  for (const value of values) pbf.writeMessage(4, (each: string | number, field: PbfWriter) => (typeof each === 'string' ? field.writeStringField(1, each) : field.writeDoubleField(3, each)), value)
  pbf.writeVarintField(5, EXTENT)
}

function commands(shape: Drawn['shape'], points: [number, number][]): number[] {
  const numbers: number[] = []
  let [px, py] = [0, 0]
  const put = ([x, y]: [number, number]): void => {
    for (const step of [x - px, y - py]) numbers.push(step < 0 ? -2 * step - 1 : 2 * step)
    ;[px, py] = [x, y]
  }
  numbers.push(1 | (1 << 3))
  put(points[0]!)
  if (points.length > 1) numbers.push(2 | ((points.length - 1) << 3))
  for (const point of points.slice(1)) put(point)
  if (shape === 'ring') numbers.push(7 | (1 << 3))
  return numbers
}

function inTile(lng: number, lat: number, z: number, x: number, y: number): [number, number] {
  const world = 2 ** z
  const worldY = 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)
  return [Math.round(((lng / 360 + 0.5) * world - x) * EXTENT), Math.round((worldY * world - y) * EXTENT)]
}

/** The tile of a place. */
export function tileAt(lng: number, lat: number, z: number): [x: number, y: number] {
  const [x, y] = inTile(lng, lat, z, 0, 0)
  return [Math.floor(x / EXTENT), Math.floor(y / EXTENT)]
}

/** `claimed` is the size the picture says it has. */
export function makePng(side: number, [red, green, blue]: [number, number, number], claimed = side): Uint8Array {
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: side }, () => Buffer.from([red, green, blue]))])
  const head = Buffer.alloc(13)
  head.writeUInt32BE(claimed, 0)
  head.writeUInt32BE(claimed, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => row)))), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
