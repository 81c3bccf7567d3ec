/** Photos on their way into the case: how far each is, a way to stop it, and why one is not in it. */
import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { PHOTO_LIMITS } from '../../../preload/contract/photo.ts'
import { useText } from '../../chrome/text.ts'
import type { AddPhotos } from './use-adding.ts'

export function AddingList({ adding: { adding, leftOut, cancel, clear } }: { adding: AddPhotos }): ReactNode {
  const { t, number } = useText()
  if (adding.length === 0 && leftOut === 0) return null
  const isOver = adding.every(({ part }) => part === null)
  return (
    <Box component="ul" sx={{ m: 0, p: 0, display: 'grid', gap: 0.75 }} aria-label={t('photo.adding')} data-photos-adding>
      {adding.map(({ job, name, part, notAdded }) => (
        <Box component="li" key={job} sx={{ listStyle: 'none', display: 'grid', gridTemplateColumns: '1fr auto', alignItems: 'center', columnGap: 1 }}>
          <Typography variant="body2" sx={{ overflowWrap: 'anywhere', color: notAdded === null ? undefined : 'error.text' }} role={notAdded === null ? undefined : 'alert'}>
            <bdi>{name}</bdi>{notAdded === null ? null : `${t('photo.colon')}${t(`photo.not.${notAdded}`, { most: number(PHOTO_LIMITS.bytes / 1_048_576) })}`}
          </Typography>
          {part === null ? null : <IconButton size="small" aria-label={t('photo.cancel', { name })} onClick={() => cancel(job)}><CloseIcon fontSize="small" /></IconButton>}
          {part === null ? null : <LinearProgress variant="determinate" value={100 * part} aria-label={name} sx={{ gridColumn: '1 / -1' }} />}
        </Box>
      ))}
      {leftOut > 0 ? <Typography component="li" variant="body2" role="alert" sx={{ listStyle: 'none', color: 'error.text' }}>{t('photo.leftOut', { most: number(PHOTO_LIMITS.atOnce), n: number(leftOut) })}</Typography> : null}
      {isOver ? <Box component="li" sx={{ listStyle: 'none' }}><Button size="small" onClick={clear}>{t('photo.clear')}</Button></Box> : null}
    </Box>
  )
}
