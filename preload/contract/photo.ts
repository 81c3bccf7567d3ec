/** The nouns of photos: what one is allowed to be, what names it, and where its bytes are. */

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof PHOTO_TYPES)[number]

/** What both sides keep. A picture of few bytes may claim a size that fills the memory when it is drawn. */
export const PHOTO_LIMITS = {
  bytes: 10_485_760,
  /** Pixels of a side, and of the whole. */
  side: 16_384,
  pixels: 64_000_000,
  /** Photos chosen at once, and named by one edit. */
  atOnce: 9,
  /** Code points of a caption. */
  caption: 200,
} as const

/** A photo is named by the SHA-256 of its bytes, in lower-case hex: the same picture is the same photo everywhere. */
export const PHOTO_NAME = /^[0-9a-f]{64}$/

/** Why bytes are no photo that may be kept; the words are the screen's. */
export const PHOTO_FAULTS = ['no-photo', 'damaged', 'too-large', 'too-wide'] as const
export type PhotoFault = (typeof PHOTO_FAULTS)[number]

export interface Photo {
  sha256: string
  bytes: number
  /** Pixels as stored; an orientation mark may turn them. */
  width: number
  height: number
}

/** Bytes of one piece of a photo on its way from the page; a browser's page may send 64 KB at once. */
export const PIECE_BYTES = 45_000
/** Of a file that is chosen; what is left of it without the camera's notes must keep PHOTO_LIMITS. */
export const MOST_CHOSEN_BYTES = 2 * PHOTO_LIMITS.bytes
