/** Sends bytes to the console piece by piece; an order names them afterwards. A page that sends too fast is told to wait, and does. */
import type { Answer } from '../../preload/contract/api.ts'
import { UPLOAD_PIECE_BYTES } from '../../preload/contract/upload.ts'
import { getBridge } from '../bridge.ts'

const WAIT_MS = 250
const MOST_WAITS = 40

/** The name to order them by. `isWanted` is asked before each piece; one that nobody wants any more is let go. `passed` hears the part sent, 0–1. */
export async function upload(bytes: Uint8Array<ArrayBuffer>, isWanted: () => boolean = () => true, passed: (part: number) => void = () => {}): Promise<Answer<string>> {
  const bridge = getBridge()
  const name = crypto.randomUUID()
  for (let first = 0, waits = 0; first < bytes.length;) {
    if (!isWanted()) {
      void bridge.call('upload.drop', { upload: name })
      return { ok: false, failure: { code: 'cancelled', detail: '' } }
    }
    const answer = await bridge.call('upload.add', { upload: name, first, of: bytes.length, data: base64(bytes.subarray(first, first + UPLOAD_PIECE_BYTES)) })
    if (answer.ok) {
      waits = 0
      first += UPLOAD_PIECE_BYTES
      passed(Math.min(1, first / bytes.length))
      continue
    }
    if (answer.failure.code !== 'too-busy' || (waits += 1) > MOST_WAITS) return answer
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
  return { ok: true, value: name, tookMs: 0 }
}

export function base64(bytes: Uint8Array): string {
  let letters = ''
  for (const byte of bytes) letters += String.fromCharCode(byte)
  return btoa(letters)
}
