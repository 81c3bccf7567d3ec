/** One small picture of the strip: asked for when it comes into view, and saying in words how it stands. */
import BrokenImageIcon from '@mui/icons-material/BrokenImageOutlined'
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { CasePhoto } from '../../../preload/contract/case-photo.ts'
import type { Text } from '../../chrome/phrase.ts'
import { useText } from '../../chrome/text.ts'
import type { Picture } from './picture-urls.ts'
import { photoMark, photoTitle } from './photo-words.ts'
import { usePicture } from './use-picture.ts'

export const THUMB_PX = 84

interface Props {
  caseId: string
  photo: CasePhoto
  n: number
  of: number
  round: string
  open: () => void
}

export function PhotoThumb({ caseId, photo, n, of, round, open }: Props): ReactNode {
  const text = useText()
  const [isSeen, setSeen] = useState(false)
  const place = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const element = place.current
    if (element === null || isSeen) return
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true), { rootMargin: '120px' })
    observer.observe(element)
    return () => observer.disconnect()
  }, [isSeen])
  const picture = usePicture(caseId, photo.sha256, isSeen, round)
  const mark = photoMark(photo, text)
  const instead = insteadWords(picture, text)
  return (
    <Box component="li" ref={place} sx={{ width: THUMB_PX, listStyle: 'none' }} data-photo={photo.sha256} data-photo-mark={photo.mark ?? ''} data-photo-state={picture.state === 'away' ? picture.why : picture.state}>
      <ButtonBase onClick={open} aria-label={[photoTitle(photo, n, of, text), instead].filter((part) => part !== null).join(' · ')}
        sx={(theme) => ({ width: THUMB_PX, height: THUMB_PX, borderRadius: 1, overflow: 'hidden', border: 1, borderColor: 'divider', bgcolor: 'action.hover', '&:focus-visible': { outline: `2px solid ${theme.vars?.palette.primary.main ?? 'currentcolor'}`, outlineOffset: 2 } })}>
        {picture.state === 'here' ? <Box component="img" src={picture.url} alt="" sx={{ width: '100%', height: '100%', objectFit: 'cover' }} /> : null}
        {picture.state === 'asking' ? <Typography variant="caption" sx={{ color: 'text.secondary' }}>{instead}</Typography> : null}
        {picture.state === 'away' ? (
          <Box sx={{ display: 'grid', justifyItems: 'center', gap: 0.25, color: 'text.secondary' }}>
            {picture.why === 'offline' ? <CloudOffIcon fontSize="small" /> : <BrokenImageIcon fontSize="small" />}
            <Typography variant="caption">{instead}</Typography>
          </Box>
        ) : null}
      </ButtonBase>
      {mark === null ? null : (
        <Typography variant="caption" component="p" sx={{ m: 0, mt: 0.25, lineHeight: 1.3, fontWeight: 600, color: photo.mark === 'refused' || photo.isLost ? 'error.text' : 'text.secondary' }}>{mark}</Typography>
      )}
    </Box>
  )
}

/** What stands where the picture would be, and is part of the button's name; null: the picture itself, or nothing yet. */
function insteadWords(picture: Picture, { t }: Text): string | null {
  switch (picture.state) {
    case 'asking': return t('photo.loading')
    case 'away': return t(`photo.away.${picture.why}`)
    default: return null
  }
}
