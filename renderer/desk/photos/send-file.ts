/** Hands a chosen file over piece by piece; what is too large for a photo is drawn smaller first. */
import type { AddedPhoto } from '../../../preload/contract/case-photo.ts'
import { MOST_CHOSEN_BYTES, PHOTO_LIMITS, PIECE_BYTES } from '../../../preload/contract/photo.ts'
import { getBridge } from '../../bridge.ts'
import { base64 } from '../../state/upload.ts'

/** What stood in the way: of the photo, of this PC, or the bridge's own failure. */
export type Sent = Extract<AddedPhoto, { state: 'kept' | 'refused' }> | { state: 'cancelled' } | { state: 'failed' }

/** Long side of a photo that had to be drawn smaller, and how good it stays. */
const SMALLER_SIDE = 4_096
const QUALITY = 0.88
/** A page may make so many calls in a row; then the host asks it to wait. */
const WAIT_MS = 250
const MOST_WAITS = 40

/** Never rejects: a file may be gone, or its drive, before it is read. */
export async function sendFile(file: File, job: string, report: (part: number) => void, isCancelled: () => boolean): Promise<Sent> {
  return sendAnyhow(file, job, report, isCancelled).catch(() => ({ state: 'failed' }))
}

async function sendAnyhow(file: File, job: string, report: (part: number) => void, isCancelled: () => boolean): Promise<Sent> {
  const whole = file.size > MOST_CHOSEN_BYTES ? await smaller(file) : file
  if (whole === null) return { state: 'refused', why: 'too-large' }
  const first = await sendBytes(whole, job, report, isCancelled)
  if (first.state !== 'refused' || !['too-large', 'too-wide'].includes(first.why) || whole !== file) return first
  const drawn = await smaller(file)
  return drawn === null ? first : sendBytes(drawn, job, report, isCancelled)
}

async function sendBytes(file: Blob, job: string, report: (part: number) => void, isCancelled: () => boolean): Promise<Sent> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.length === 0) return { state: 'refused', why: 'no-photo' }
  for (let first = 0, waits = 0; first < bytes.length;) {
    if (isCancelled()) {
      void getBridge().call('photos.cancel', { job })
      return { state: 'cancelled' }
    }
    const answer = await getBridge().call('photos.add', { job, first, of: bytes.length, data: base64(bytes.subarray(first, first + PIECE_BYTES)) })
    if (!answer.ok) {
      if (answer.failure.code !== 'too-busy' || (waits += 1) > MOST_WAITS) return { state: 'failed' }
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
      continue
    }
    if (answer.value.state !== 'more') return answer.value
    waits = 0
    first += PIECE_BYTES
    report(first / bytes.length)
  }
  return { state: 'failed' }
}

/** Null where the browser cannot draw it. */
async function smaller(file: Blob): Promise<Blob | null> {
  try {
    const image = await createImageBitmap(file)
    const scale = Math.min(1, SMALLER_SIDE / Math.max(image.width, image.height), Math.sqrt(PHOTO_LIMITS.pixels / (image.width * image.height)))
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale)))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    image.close()
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
  } catch {
    return null
  }
}
