/** Kind and size of a picture by its own first bytes: a small file may claim a picture that fills the memory when it is decoded. */

export interface ImageSize {
  type: 'png' | 'jpeg' | 'webp' | 'avif'
  width: number
  height: number
}

/** Null for bytes that are none of the four. Layouts: PNG §11.2.2, JPEG T.81 B.2.2, WebP container, ISO/IEC 23008-12 (`ispe`). */
export function imageSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return readPng(view) ?? readJpeg(view) ?? readWebp(view) ?? readAvif(view)
  } catch (error) {
    // Ends before its size was told.
    if (error instanceof RangeError) return null
    throw error
  }
}

const text = (view: DataView, at: number, length: number): string => String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)))

function readPng(view: DataView): ImageSize | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || text(view, 12, 4) !== 'IHDR') return null
  return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) }
}

function readJpeg(view: DataView): ImageSize | null {
  if (view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    // Frame headers are C0…CF, without DHT, JPG and DAC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { type: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    if (marker === 0xff) at += 1
    else at += 2 + Math.max(2, view.getUint16(at + 2))
  }
}

function readWebp(view: DataView): ImageSize | null {
  if (text(view, 0, 4) !== 'RIFF' || text(view, 8, 4) !== 'WEBP') return null
  const type = 'webp'
  switch (text(view, 12, 4)) {
    case 'VP8 ': return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X': return { type, width: 1 + (view.getUint32(24, true) & 0xffffff), height: 1 + (view.getUint32(26, true) >>> 8) }
    default: return null
  }
}

function readAvif(view: DataView): ImageSize | null {
  if (text(view, 4, 4) !== 'ftyp' || !['avif', 'avis', 'mif1'].includes(text(view, 8, 4))) return null
  for (let at = 8; at + 20 <= view.byteLength; at++) {
    if (view.getUint32(at) === 0x69737065) return { type: 'avif', width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
  }
  return null
}
