/** Photos of a form that is not saved yet: chosen, kept on this PC at once, shown small, and taken out again by a press. */
import AddAPhotoIcon from '@mui/icons-material/AddAPhotoOutlined'
import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { PHOTO_LIMITS, PHOTO_TYPES } from '../../../preload/contract/photo.ts'
import { useText } from '../../chrome/text.ts'
import { THUMB_PX } from './photo-thumb.tsx'
import type { ChosenPhotos } from './use-chosen.ts'
import { usePicture } from './use-picture.ts'

export function PhotoField({ caseId, chosen: { names, part, notAdded, leftOut, add, remove } }: { caseId: string; chosen: ChosenPhotos }): ReactNode {
  const { t, number } = useText()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <Box component="fieldset" data-field="photos" sx={{ m: 0, p: 0, border: 0, display: 'grid', gap: 1 }}>
      <Typography component="legend" variant="body2" sx={{ p: 0 }}>{t('photo.photos')}{t('act.field.optional')}</Typography>
      {names.length === 0 ? null : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {names.map((name, i) => <Chosen key={name} caseId={caseId} name={name} words={t('photo.title', { n: number(i + 1), of: number(names.length) })} remove={() => remove(name)} />)}
        </Box>
      )}
      {part === null ? null : <LinearProgress variant="determinate" value={100 * Math.min(1, part)} aria-label={t('photo.adding')} />}
      <Typography component="output" variant="body2" data-photos-reading={part !== null} sx={{ '&:empty': { display: 'none' } }}>{part === null ? null : t('photo.reading')}</Typography>
      {notAdded.map(({ job, name, why }) => <Typography key={job} variant="body2" role="alert" sx={{ color: 'error.text' }}><bdi>{name}</bdi>{t('photo.colon')}{t(`photo.not.${why}`, { most: number(PHOTO_LIMITS.bytes / 1_048_576) })}</Typography>)}
      {leftOut > 0 ? <Typography variant="body2" role="alert" data-left-out={leftOut} sx={{ color: 'error.text' }}>{t('photo.full', { most: number(PHOTO_LIMITS.atOnce), n: number(leftOut) })}</Typography> : null}
      <Box>
        <Button size="small" variant="outlined" startIcon={<AddAPhotoIcon />} disabled={part !== null || names.length >= PHOTO_LIMITS.atOnce} onClick={() => picker.current?.click()}>{t('photo.add')}</Button>
        <input ref={picker} type="file" accept={PHOTO_TYPES.join(',')} multiple hidden aria-hidden tabIndex={-1} onChange={(event) => { add([...(event.target.files ?? [])]); event.target.value = '' }} />
      </Box>
    </Box>
  )
}

function Chosen({ caseId, name, words, remove }: { caseId: string; name: string; words: string; remove: () => void }): ReactNode {
  const { t } = useText()
  const picture = usePicture(caseId, name, true, 'chosen')
  return (
    <Box component="li" data-chosen-photo={name} sx={{ position: 'relative', width: THUMB_PX, height: THUMB_PX, borderRadius: 1, overflow: 'hidden', border: 1, borderColor: 'divider', bgcolor: 'action.hover' }}>
      {picture.state === 'here' ? <Box component="img" src={picture.url} alt={words} sx={{ width: '100%', height: '100%', objectFit: 'cover' }} /> : <Typography variant="caption">{words}</Typography>}
      <IconButton size="small" aria-label={t('photo.leave', { what: words })} onClick={remove} sx={{ position: 'absolute', top: 2, right: 2, bgcolor: 'background.paper', '&:hover': { bgcolor: 'background.paper' } }}><CloseIcon fontSize="inherit" /></IconButton>
    </Box>
  )
}
