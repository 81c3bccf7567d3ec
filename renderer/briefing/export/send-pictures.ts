/** The maps of a briefing on their way to the console, which writes its file: an order names them afterwards. */
import type { Answer } from '../../../preload/contract/api.ts'
import type { SentPicture } from '../../../preload/contract/briefing.ts'
import type { DrawnPicture } from '../../../preload/contract/deck.ts'
import { upload } from '../../state/upload.ts'

/** `passed` hears the share of all bytes that has gone. */
export async function sendPictures(pictures: readonly DrawnPicture[], isWanted: () => boolean, passed: (share: number) => void): Promise<Answer<SentPicture[]>> {
  const all = pictures.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const sent: SentPicture[] = []
  let have = 0
  for (const { bytes, ...picture } of pictures) {
    const answer = await upload(bytes, isWanted)
    if (!answer.ok) return answer
    sent.push({ ...picture, upload: answer.value })
    have += bytes.length
    passed(have / all)
  }
  return { ok: true, value: sent, tookMs: 0 }
}
