/** The maps of a deck while it is on the screen: drawn once for each deck as it was composed, whatever is edited of it afterwards. */
import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import type { Deck, DeckStyle } from '../../../preload/contract/deck.ts'
import { getBridge } from '../../bridge.ts'
import type { Pictures } from './lay-slide.ts'
import { drawMaps } from './map-picture.ts'

export interface PicturesHere {
  pictures: Pictures
  isDrawing: boolean
  failure: Failure | null
  /** After a failure. */
  again: () => void
}

const NONE: Pictures = new Map()

/** Null while there is no deck. A deck of another run, font, or approval number is drawn anew. */
export function usePictures(deck: Deck | null, style: DeckStyle | null): PicturesHere {
  const [tries, setTries] = useState(0)
  const [drawn, setDrawn] = useState<{ key: string; pictures: Pictures; failure: Failure | null }>({ key: '', pictures: NONE, failure: null })
  const key = deck === null || style === null ? '' : JSON.stringify([deck.run, deck.approvalNumber, style.font, tries])
  useEffect(() => {
    if (deck === null || style === null) return
    let current = true
    const call: ReturnType<typeof getBridge>['call'] = (method, input) => getBridge().call(method, input)
    void drawMaps(call, deck, style).then((answer) => {
      if (!current) return
      setDrawn('failure' in answer ? { key, pictures: NONE, failure: answer.failure } : { key, pictures: new Map(answer.pictures.map((picture) => [picture.id, picture])), failure: null })
    })
    return () => void (current = false)
    // oxlint-disable-next-line react/exhaustive-deps -- the key stands for what a map depends on; titles and the order of slides do not
  }, [key])
  const again = useCallback(() => setTries((before) => before + 1), [])
  const isHere = drawn.key === key
  return { pictures: isHere ? drawn.pictures : NONE, isDrawing: key !== '' && !isHere, failure: isHere ? drawn.failure : null, again }
}
