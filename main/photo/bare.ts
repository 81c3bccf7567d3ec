/** What a photo is once it is bare: the pieces that draw it, and nothing that tells of the person or the place. */
import type { PhotoFault } from '../../preload/contract/photo.ts'

export interface Bare {
  pieces: readonly Uint8Array[]
  width: number
  height: number
}

/** Thrown by the readers of the three formats. */
export class NoPhoto extends Error {
  readonly why: PhotoFault
  constructor(why: PhotoFault, detail: string) {
    super(detail)
    this.why = why
  }
}

export const damaged = (detail: string): NoPhoto => new NoPhoto('damaged', detail)

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
/** Latin-1 letters of a name inside a file. */
export const letters = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length))

export function isAt(bytes: Uint8Array, at: number, word: string): boolean {
  return at + word.length <= bytes.length && letters(bytes, at, word.length) === word
}
