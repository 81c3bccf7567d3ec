/** One picture, asked for once it is wanted; what is away is asked for again when the line comes back. */
import { useEffect, useState } from 'react'
import { askForPicture, knownPicture, type Picture } from './picture-urls.ts'

/** `round` another: ask again for what is away. */
export function usePicture(caseId: string, sha256: string, isWanted: boolean, round: number | string): Picture {
  const [answer, setAnswer] = useState<{ sha256: string; picture: Picture } | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let isOver = false
    void askForPicture(caseId, sha256).then((picture) => {
      if (!isOver) setAnswer({ sha256, picture })
    })
    return () => {
      isOver = true
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another round asks again for what is away
  }, [caseId, sha256, isWanted, round])
  if (answer?.sha256 === sha256) return answer.picture
  const url = knownPicture(sha256)
  return url === null ? { state: 'asking' } : { state: 'here', url }
}
