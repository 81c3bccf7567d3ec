/** The reports every heat map of a comparison is given: columns in one block of bytes, and the same filter over them. */

export interface PointColumns {
  lng: Float64Array
  lat: Float64Array
  /** Milliseconds UTC. */
  reportedAt: Float64Array
  weight: Float32Array
  /** Index of the class. */
  class: Uint8Array
}

/** Half-open in time; no class means all. */
export interface PointFilter { from: number; to: number; classes: number[] }
export interface PickedPoints { rows: Uint32Array; total: number }

export function makeColumns(count: number): PointColumns {
  return { lng: new Float64Array(count), lat: new Float64Array(count), reportedAt: new Float64Array(count), weight: new Float32Array(count), class: new Uint8Array(count) }
}

/** One after the other: the wide columns first, so that each begins where its type wants to. */
export function packPoints({ lng, lat, reportedAt, weight, class: classes }: PointColumns): Uint8Array {
  const columns = [lng, lat, reportedAt, weight, classes]
  const bytes = new Uint8Array(columns.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += column.byteLength
  }
  return bytes
}

export function unpackPoints(buffer: ArrayBuffer): PointColumns {
  const count = buffer.byteLength / 29
  return {
    lng: new Float64Array(buffer, 0, count), lat: new Float64Array(buffer, 8 * count, count), reportedAt: new Float64Array(buffer, 16 * count, count),
    weight: new Float32Array(buffer, 24 * count, count), class: new Uint8Array(buffer, 28 * count, count),
  }
}

export function pickPoints(columns: PointColumns, { from, to, classes }: PointFilter): PickedPoints {
  const wanted = new Uint8Array(256).fill(classes.length === 0 ? 1 : 0)
  for (const index of classes) wanted[index] = 1
  const { reportedAt, weight, class: classOf } = columns
  const rows = new Uint32Array(reportedAt.length)
  let [count, total] = [0, 0]
  for (let n = 0; n < rows.length; n++) {
    if (wanted[classOf[n]!] === 0 || reportedAt[n]! < from || reportedAt[n]! >= to) continue
    rows[count++] = n
    total += weight[n]!
  }
  return { rows: rows.subarray(0, count), total }
}
