/** Photos of a form that is not saved yet: chosen, kept on this PC at once, shown small, and taken out again by a press. */
import AddAPhotoIcon from '@mui/icons-material/AddAPhotoOutlined'
import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { PHOTO_LIMITS, PHOTO_TYPES } from '../../../preload/contract/photo.ts'
import { useText } from '../../chrome/text.ts'
import { THUMB_PX } from './photo-thumb.tsx'
import { sendFile } from './send-file.ts'
import type { NotAdded } from './use-adding.ts'
import { usePicture } from './use-picture.ts'

interface Props {
  caseId: string
  /** Names of the photos so far. */
  names: readonly string[]
  change: (names: string[]) => void
}

export function PhotoField({ caseId, names, change }: Props): ReactNode {
  const { t, number } = useText()
  const picker = useRef<HTMLInputElement>(null)
  const [part, setPart] = useState<number | null>(null)
  const [not, setNot] = useState<{ name: string; why: NotAdded }[]>([])
  const add = async (files: readonly File[]): Promise<void> => {
    const kept = [...names]
    const refused: { name: string; why: NotAdded }[] = []
    for (const [i, file] of files.slice(0, PHOTO_LIMITS.atOnce - names.length).entries()) {
      setPart(i / files.length)
      const sent = await sendFile(file, crypto.randomUUID(), (done) => setPart((i + done) / files.length), () => false)
      if (sent.state !== 'kept') refused.push({ name: file.name, why: sent.state === 'refused' ? sent.why : sent.state })
      else if (!kept.includes(sent.photo.sha256)) kept.push(sent.photo.sha256)
    }
    setPart(null)
    setNot(refused)
    change(kept)
  }
  return (
    <Box component="fieldset" data-field="photos" sx={{ m: 0, p: 0, border: 0, display: 'grid', gap: 1 }}>
      <Typography component="legend" variant="body2" sx={{ p: 0 }}>{t('photo.photos')}{t('act.field.optional')}</Typography>
      {names.length === 0 ? null : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {names.map((name, i) => <Chosen key={name} caseId={caseId} name={name} words={t('photo.title', { n: number(i + 1), of: number(names.length) })} remove={() => change(names.filter((one) => one !== name))} />)}
        </Box>
      )}
      {part === null ? null : <LinearProgress variant="determinate" value={100 * Math.min(1, part)} aria-label={t('photo.adding')} />}
      {not.map(({ name, why }) => <Typography key={name} variant="body2" role="alert" sx={{ color: 'error.text' }}><bdi>{name}</bdi>{t('photo.colon')}{t(`photo.not.${why}`, { most: number(PHOTO_LIMITS.bytes / 1_048_576) })}</Typography>)}
      <Box>
        <Button size="small" variant="outlined" startIcon={<AddAPhotoIcon />} disabled={part !== null || names.length >= PHOTO_LIMITS.atOnce} onClick={() => picker.current?.click()}>{t('photo.add')}</Button>
        <input ref={picker} type="file" accept={PHOTO_TYPES.join(',')} multiple hidden aria-hidden tabIndex={-1} onChange={(event) => { void add([...(event.target.files ?? [])]); event.target.value = '' }} />
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
