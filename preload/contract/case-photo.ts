/** The nouns of a case's photos: each as this PC knows it, its bytes, and one on its way in from the page. */
import type { EditMark } from './edit.ts'
import type { Photo, PhotoFault, PhotoType } from './photo.ts'

/** A photo of a case as this PC knows it. */
export interface CasePhoto extends Photo {
  caption: string | null
  /** Who added it; null: it came with the report, or this PC's own user did and the center has not said so yet. */
  by: string | null
  at: number | null
  /** Of the edit that adds it; null: it is part of the case. */
  mark: EditMark | null
  opId: string | null
  /** Its bytes are on this PC. */
  isHere: boolean
  /** How much of it the center has, while it is being sent. */
  sending: { sent: number; of: number } | null
  /** It was added here, and its bytes are gone from this PC before the center had them. */
  isLost: boolean
}

export interface CasePhotos {
  photos: CasePhoto[]
  /** Photos that the case counts and the center does not hold. */
  unlisted: number
  simulated: boolean
}

/** Bytes of a photo. Away: the center cannot be asked · it has no such photo, or not for this user · what it sent is not that photo. */
export type PhotoBytes = { state: 'here'; type: PhotoType; bytes: Uint8Array<ArrayBuffer> } | { state: 'away'; why: 'offline' | 'missing' | 'damaged' | 'disk-full' }

export type AddedPhoto =
  | { state: 'more' }
  /** It is on stable storage on this PC, without the camera's notes. */
  | { state: 'kept'; photo: Photo }
  | { state: 'refused'; why: PhotoFault | 'disk-full' | 'storage' }
