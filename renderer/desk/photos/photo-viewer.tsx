/** One photo as large as the screen allows; the next and the one before by button or arrow key. */
import ChevronLeftIcon from '@mui/icons-material/ChevronLeft'
import ChevronRightIcon from '@mui/icons-material/ChevronRight'
import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { CasePhoto } from '../../../preload/contract/case-photo.ts'
import { SimulatedMark } from '../../chrome/simulated-mark.tsx'
import { useText } from '../../chrome/text.ts'
import { getBridge } from '../../bridge.ts'
import { photoMark, photoTitle } from './photo-words.ts'
import { usePicture } from './use-picture.ts'

interface Props {
  caseId: string
  photos: readonly CasePhoto[]
  /** Index of the one shown. */
  at: number
  simulated: boolean
  round: string
  go: (at: number) => void
  close: () => void
}

export function PhotoViewer({ caseId, photos, at, simulated, round, go, close }: Props): ReactNode {
  const text = useText()
  const { t, number, dateTime } = text
  const [again, setAgain] = useState(0)
  const [isOnItsWay, setOnItsWay] = useState(false)
  const photo = photos[at]
  const picture = usePicture(caseId, photo?.sha256 ?? '', photo !== undefined, `${round} ${again}`)
  if (photo === undefined) return null
  const turn = (by: number): void => {
    setOnItsWay(false)
    go((at + by + photos.length) % photos.length)
  }
  const press = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    turn(by)
  }
  const takeBack = (opId: string): void => {
    void getBridge().call('edits.withdraw', { opIds: [opId] }).then((answer) => (answer.ok && answer.value.opIds.length > 0 ? close() : setOnItsWay(true)))
  }
  const mark = photoMark(photo, text)
  return (
    <Dialog open onClose={close} maxWidth={false} onKeyDown={press} aria-label={t('photo.title', { n: number(at + 1), of: number(photos.length) })}
      slotProps={{ paper: { sx: { m: 2, width: 'calc(100% - 32px)', height: 'calc(100% - 32px)', maxHeight: 'none', display: 'flex' } } }} data-photo-viewer>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, p: 1, pl: 2 }}>
        <Typography variant="h2" sx={{ flex: 1, minWidth: 0 }} aria-live="polite">{t('photo.title', { n: number(at + 1), of: number(photos.length) })}</Typography>
        {simulated ? <SimulatedMark /> : null}
        {photo.mark === 'unsent' && photo.opId !== null ? <Button onClick={() => takeBack(photo.opId ?? '')}>{t('photo.withdraw')}</Button> : null}
        <IconButton aria-label={t('photo.close')} onClick={close}><CloseIcon /></IconButton>
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex', alignItems: 'center', gap: 1, px: 1 }}>
        <IconButton aria-label={t('photo.before')} onClick={() => turn(-1)} disabled={photos.length < 2}><ChevronLeftIcon /></IconButton>
        <Box sx={{ flex: 1, minWidth: 0, height: '100%', display: 'grid', placeItems: 'center' }}>
          {picture.state === 'here' ? <Box component="img" src={picture.url} alt={photoTitle(photo, at + 1, photos.length, text)} sx={{ maxWidth: '100%', maxHeight: '100%', minHeight: 0, objectFit: 'contain' }} /> : null}
          {picture.state === 'asking' ? <Typography component="output">{t('photo.loading')}</Typography> : null}
          {picture.state === 'away' ? (
            <Box sx={{ display: 'grid', gap: 1, justifyItems: 'center', maxWidth: 420, textAlign: 'center' }} role="alert">
              <Typography>{t(`photo.awayWhy.${picture.why}`)}</Typography>
              <Button variant="outlined" onClick={() => setAgain(again + 1)}>{t('photo.again')}</Button>
            </Box>
          ) : null}
        </Box>
        <IconButton aria-label={t('photo.next')} onClick={() => turn(1)} disabled={photos.length < 2}><ChevronRightIcon /></IconButton>
      </Box>
      <Box sx={{ p: 1.5, px: 2, display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5 }}>
        {photo.caption === null ? null : <Typography sx={{ overflowWrap: 'anywhere' }}><bdi>{photo.caption}</bdi></Typography>}
        <Typography sx={{ color: 'text.secondary' }}>
          <bdi>{[photo.by ?? (photo.mark === null ? t('photo.fromReport') : t('photo.byMe')), photo.at === null ? '' : dateTime(photo.at)].filter((part) => part !== '').join(' · ')}</bdi>
        </Typography>
        {mark === null ? null : <Typography sx={{ fontWeight: 600, color: photo.mark === 'refused' || photo.isLost ? 'error.text' : undefined }}>{mark}</Typography>}
        {isOnItsWay ? <Typography role="alert" sx={{ color: 'error.text' }}>{t('photo.onItsWay')}</Typography> : null}
      </Box>
    </Dialog>
  )
}
