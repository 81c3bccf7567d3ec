/** The photos of a case in its drawer: small pictures that open large, and more of them by file picker, by pasting and by dropping. */
import AddAPhotoIcon from '@mui/icons-material/AddAPhotoOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import { PHOTO_TYPES } from '../../../preload/contract/photo.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import { useLive } from '../../state/live.ts'
import { useSession } from '../../state/session.ts'
import { AddingList } from './adding-list.tsx'
import { PhotoThumb } from './photo-thumb.tsx'
import { PhotoViewer } from './photo-viewer.tsx'
import { useAdding } from './use-adding.ts'

const isPhoto = ({ type }: File): boolean => (PHOTO_TYPES as readonly string[]).includes(type) || type.startsWith('image/')

/** What is pasted under an open dialog is meant for the dialog; and words pasted into a field are that field's, though cells of a spreadsheet bring a picture of themselves along. */
function isElsewhere({ target, clipboardData }: ClipboardEvent): boolean {
  if (document.querySelector('[role="dialog"]') !== null) return true
  const isEditable = target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))
  return isEditable && clipboardData?.getData('text/plain') !== ''
}

export function PhotoStrip({ id }: { id: string }): ReactNode {
  const { t, number } = useText()
  const live = useLive('photos.list', { id }, ['session', 'cases', 'edits'])
  const sync = useLive('sync.status', null, ['session', 'sync'])
  const mayAdd = (useSession()?.duties.length ?? 0) > 0
  const adding = useAdding(id)
  const [shown, setShown] = useState<{ id: string; at: number } | null>(null)
  const [isOver, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const { add } = adding
  useEffect(() => {
    if (!mayAdd) return
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])].filter(isPhoto)
      if (files.length === 0 || event.defaultPrevented || isElsewhere(event)) return
      event.preventDefault()
      add(files)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [add, mayAdd])
  const value = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
  const photos = value?.photos ?? []
  const round = sync.state === 'here' ? sync.value.state : 'asking'
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    if (mayAdd) add([...event.dataTransfer.files])
  }
  return (
    <Box component="section" aria-label={t('photo.photos')} data-photos={photos.length} onDrop={drop}
      onDragOver={(event) => { event.preventDefault(); setOver(mayAdd) }} onDragLeave={() => setOver(false)}
      sx={{ display: 'grid', gap: 1, p: 1, mx: -1, borderRadius: 1, border: '1px dashed', borderColor: isOver ? 'primary.main' : 'transparent' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="h3" sx={{ flex: 1 }}>{t('photo.photos')}{photos.length === 0 ? null : ` ${number(photos.length)}`}</Typography>
        {mayAdd ? <Button size="small" startIcon={<AddAPhotoIcon />} onClick={() => picker.current?.click()} data-photo-add>{t('photo.add')}</Button> : null}
        <input ref={picker} type="file" accept={PHOTO_TYPES.join(',')} multiple hidden aria-hidden tabIndex={-1} onChange={(event) => { add([...(event.target.files ?? [])]); event.target.value = '' }} />
      </Box>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {photos.length === 0 ? null : (
        <Box component="ul" sx={{ m: 0, p: 0, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {photos.map((photo, at) => <PhotoThumb key={`${photo.opId ?? ''} ${photo.sha256}`} caseId={id} photo={photo} n={at + 1} of={photos.length} round={round} open={() => setShown({ id, at })} />)}
        </Box>
      )}
      {live.state === 'here' && photos.length === 0 && (value?.unlisted ?? 0) === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('photo.none')}</Typography> : null}
      {(value?.unlisted ?? 0) > 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }} data-photos-unlisted>{t('photo.unlisted', { n: number(value?.unlisted ?? 0) })}</Typography> : null}
      {mayAdd ? <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('photo.hint')}</Typography> : null}
      <AddingList adding={adding} />
      {shown === null || shown.id !== id || photos.length === 0 ? null : (
        <PhotoViewer caseId={id} photos={photos} at={Math.min(shown.at, photos.length - 1)} simulated={value?.simulated ?? false} round={round} go={(at) => setShown({ id, at })} close={() => setShown(null)} />
      )}
    </Box>
  )
}
