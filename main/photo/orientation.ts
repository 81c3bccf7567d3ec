/** The one thing of a camera's notes that stays: which way is up. Without it a photo would lie on its side. */

const TAG = 0x0112
const SHORT = 3
/** As the pixels lie; nothing need be said. */
const UPRIGHT = 1
const MOST_ENTRIES = 1_000

/** 2–8 of a TIFF block (TIFF 6.0, tag Orientation), or null: upright, or not told. */
export function readOrientation(tiff: Uint8Array): number | null {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (tiff.length < 14) return null
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return null
  const little = order === 0x4949
  const at = view.getUint32(4, little)
  if (at + 2 > tiff.length) return null
  const entries = Math.min(view.getUint16(at, little), MOST_ENTRIES)
  for (let i = 0; i < entries; i++) {
    const entry = at + 2 + 12 * i
    if (entry + 12 > tiff.length) return null
    if (view.getUint16(entry, little) !== TAG) continue
    const value = view.getUint16(entry + 8, little)
    return view.getUint16(entry + 2, little) === SHORT && value > UPRIGHT && value <= 8 ? value : null
  }
  return null
}

/** A TIFF block that says nothing else. */
export function orientationBlock(orientation: number): Uint8Array {
  const bytes = new Uint8Array(26)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0x4d4d)
  view.setUint16(2, 42)
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, TAG)
  view.setUint16(12, SHORT)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return bytes
}
