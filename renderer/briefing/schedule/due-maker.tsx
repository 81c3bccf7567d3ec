/** Stands in the frame of the desktop host: looks every minute whether a scheduled briefing is due, makes it, and says wherever one is in the program that it could not be made. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Bridge } from '../../../preload/contract/api.ts'
import { getBridge } from '../../bridge.ts'
import { useText } from '../../chrome/text.ts'
import { changeAddress } from '../../state/address.ts'
import { useLive } from '../../state/live.ts'
import { sendPictures } from '../export/send-pictures.ts'
import { drawMaps } from '../slides/map-picture.ts'
import { makeDue } from './make-due.ts'
import { troubleWords } from './trouble-words.ts'

/** The first look waits as long: until then the exchange with the center has begun, whose news belongs into the briefing. */
const LOOK_MS = 60_000

const call: Bridge['call'] = (method, input) => getBridge().call(method, input)

export function DueMaker(): ReactNode {
  const { t } = useText()
  const live = useLive('briefing.schedule', null, ['session', 'briefing'])
  const here = live.state === 'here' && live.value.state === 'here' ? live.value : null
  const trouble = here?.schedule?.isOn === true ? here.trouble : null
  const [shut, setShut] = useState<number | null>(null)
  useEffect(() => {
    let isHere = true
    let isMaking = false
    const isWanted = (): boolean => isHere
    const look = async (): Promise<void> => {
      if (isMaking) return
      isMaking = true
      await makeDue({ call, isWanted, draw: (deck, style) => drawMaps(call, deck, style), send: (pictures) => sendPictures(pictures, isWanted, () => {}) })
      isMaking = false
    }
    const timer = setInterval(() => void look(), LOOK_MS)
    return () => {
      isHere = false
      clearInterval(timer)
    }
  }, [])
  return (
    <Box component="output" aria-live="polite" data-schedule-note={trouble?.why ?? ''} sx={{ position: 'fixed', insetInlineStart: 96, bottom: 16, zIndex: 'appBar', maxWidth: 480 }}>
      {trouble === null || trouble.at === shut ? null : (
        <Alert severity="warning" variant="outlined" sx={{ bgcolor: 'background.paper', boxShadow: 8 }}
          action={(
            <>
              <Button color="inherit" variant="outlined" onClick={() => {
                setShut(trouble.at)
                changeAddress({ section: 'briefing', run: null, slide: null })
              }}>{t('schedule.note.open')}</Button>
              <Button color="inherit" onClick={() => setShut(trouble.at)}>{t('frame.close')}</Button>
            </>
          )}>
          <strong>{t('schedule.note')}</strong> {t(troubleWords(trouble.why))} {t('schedule.again')}
        </Alert>
      )}
    </Box>
  )
}
