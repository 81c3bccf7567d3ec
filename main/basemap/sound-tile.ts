/**
 * Walks a vector tile without drawing it: every length within what holds it, every drawing command with the numbers it needs. The library
 * that draws checks neither: one byte can make it close a polygon half a billion times, or read on far past the end.
 * Layout: Mapbox Vector Tile specification 2.1, sections 4.1 to 4.3.
 */
import { PbfReader } from 'pbf'
import { Refused } from './refused.ts'

const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const
const TILE_LAYER = 3
const LAYER_FEATURE = 2
const LAYER_EXTENT = 5
const LAYER_VERSION = 15
const FEATURE_GEOMETRY = 4
const MOVE_TO = 1
const LINE_TO = 2
const CLOSE_PATH = 7
/** 4,096 is usual; the numbers of a larger one are no screen's. */
const LARGEST_EXTENT = 2 ** 16

/** Number of features. Throws Refused 'tile'. */
export function countFeatures(bytes: Uint8Array): number {
  const pbf = new PbfReader(bytes)
  let features = 0
  eachField(pbf, bytes.length, (field, wire, end) => {
    if (field === TILE_LAYER && wire === WIRE.bytes) features += walkLayer(pbf, end)
  })
  return features
}

function walkLayer(pbf: PbfReader, end: number): number {
  let features = 0
  eachField(pbf, end, (field, wire, fieldEnd) => {
    if (field === LAYER_FEATURE && wire === WIRE.bytes) {
      features++
      walkFeature(pbf, fieldEnd)
    } else if (field === LAYER_EXTENT && wire === WIRE.varint) {
      const extent = pbf.readVarint()
      if (extent < 1 || extent > LARGEST_EXTENT) throw new Refused('tile', `an extent of ${extent}`)
    } else if (field === LAYER_VERSION && wire === WIRE.varint) {
      const version = pbf.readVarint()
      if (version !== 1 && version !== 2) throw new Refused('tile', `version ${version} of a vector tile`)
    }
  })
  return features
}

function walkFeature(pbf: PbfReader, end: number): void {
  eachField(pbf, end, (field, wire, fieldEnd) => {
    if (field === FEATURE_GEOMETRY && wire === WIRE.bytes) walkGeometry(pbf, fieldEnd)
  })
}

function walkGeometry(pbf: PbfReader, end: number): void {
  while (pbf.pos < end) {
    const word = pbf.readVarint()
    const command = word & 7
    const count = Math.floor(word / 8)
    const numbers = command === CLOSE_PATH ? 0 : 2 * count
    if (command !== MOVE_TO && command !== LINE_TO && command !== CLOSE_PATH) throw new Refused('tile', `drawing command ${command}`)
    // A number takes at least one byte.
    if ((command === CLOSE_PATH && count !== 1) || numbers > end - pbf.pos) throw new Refused('tile', `drawing command ${command} repeated ${count} times`)
    for (let i = 0; i < numbers; i++) pbf.readVarint()
  }
  if (pbf.pos !== end) throw new Refused('tile', 'a drawing ends within a number')
}

/** Calls `visit` at the value of each field; whatever it leaves unread is passed over. `end` of a value that is not bytes means nothing. */
function eachField(pbf: PbfReader, end: number, visit: (field: number, wire: number, fieldEnd: number) => void): void {
  while (pbf.pos < end) {
    const key = readNumber(pbf, end)
    const wire = key & 7
    const start = pbf.pos
    const length = wire === WIRE.bytes ? readNumber(pbf, end) : wire === WIRE.fixed64 ? 8 : wire === WIRE.fixed32 ? 4 : 0
    const valueEnd = pbf.pos + length
    if (valueEnd > end || (wire !== WIRE.varint && wire !== WIRE.bytes && length === 0)) throw new Refused('tile', `a field of wire type ${wire} reaches past its end`)
    visit(key >>> 3, wire, valueEnd)
    if (wire !== WIRE.varint) pbf.pos = valueEnd
    else if (pbf.pos === start) readNumber(pbf, end)
    if (pbf.pos > end) throw new Refused('tile', 'a number reaches past its end')
  }
}

function readNumber(pbf: PbfReader, end: number): number {
  const value = tryNumber(pbf)
  if (pbf.pos > end || !Number.isSafeInteger(value) || value < 0) throw new Refused('tile', 'a number that cannot be')
  return value
}

function tryNumber(pbf: PbfReader): number {
  try {
    return pbf.readVarint()
  } catch (error) {
    throw new Refused('tile', 'a number that never ends', { cause: error })
  }
}
