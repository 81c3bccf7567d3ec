/**
 * Bytes as a photo that may be kept: JPEG, PNG or WebP by their own bytes, within the limits, bare of everything that tells where, when and
 * with what it was taken (a position is personal data). Making a plain photo plain changes nothing.
 */
import { MOST_CHOSEN_BYTES, PHOTO_LIMITS, type PhotoFault, type PhotoType } from '../../preload/contract/photo.ts'
import { NoPhoto, type Bare } from './bare.ts'
import { bareJpeg, isJpeg } from './bare-jpeg.ts'
import { barePng, isPng } from './bare-png.ts'
import { bareWebp, isWebp } from './bare-webp.ts'

export type PlainPhoto = { ok: true; bytes: Uint8Array<ArrayBuffer>; type: PhotoType; width: number; height: number } | { ok: false; why: PhotoFault; detail: string }

const READERS: readonly [PhotoType, (bytes: Uint8Array) => boolean, (bytes: Uint8Array) => Bare][] = [['image/jpeg', isJpeg, bareJpeg], ['image/png', isPng, barePng], ['image/webp', isWebp, bareWebp]]

/** Never throws, whatever the bytes. */
export function plainPhoto(bytes: Uint8Array): PlainPhoto {
  const { bytes: most, side, pixels } = PHOTO_LIMITS
  if (bytes.length > MOST_CHOSEN_BYTES) return { ok: false, why: 'too-large', detail: `${bytes.length} bytes` }
  const reader = READERS.find(([, isIt]) => isIt(bytes))
  if (reader === undefined) return { ok: false, why: 'no-photo', detail: 'neither JPEG nor PNG nor WebP' }
  try {
    const { pieces, width, height } = reader[2](bytes)
    if (width > side || height > side || width * height > pixels) return { ok: false, why: 'too-wide', detail: `${width} × ${height} pixels` }
    const plain = Buffer.concat(pieces)
    // What a camera noted may be the larger part.
    if (plain.length > most) return { ok: false, why: 'too-large', detail: `${plain.length} bytes` }
    return { ok: true, bytes: Uint8Array.from(plain), type: reader[0], width, height }
  } catch (error) {
    if (error instanceof NoPhoto) return { ok: false, why: error.why, detail: error.message }
    if (error instanceof RangeError) return { ok: false, why: 'damaged', detail: 'it ends before its end' }
    throw error
  }
}

/** By their own bytes. */
export const typeOfPhoto = (bytes: Uint8Array): PhotoType | null => READERS.find(([, isIt]) => isIt(bytes))?.[0] ?? null
