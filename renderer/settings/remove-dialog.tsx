/** Asks before a file is deleted from the folder of base maps. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import type { ReactNode } from 'react'
import type { BaseMapFile } from '../../preload/contract/base-map.ts'
import { useText } from '../chrome/text.ts'

export function RemoveDialog({ file, isShown, close, confirm }: { file: BaseMapFile; isShown: boolean; close: () => void; confirm: () => void }): ReactNode {
  const { t } = useText()
  return (
    <Dialog open onClose={close} aria-labelledby="remove-title" aria-describedby="remove-text" maxWidth="sm">
      <DialogTitle id="remove-title">{t('settings.base.remove.title')}</DialogTitle>
      <DialogContent id="remove-text">
        <DialogContentText sx={{ color: 'text.primary', wordBreak: 'break-all' }}><bdi>{t('settings.base.remove.text', { name: file.name })}</bdi></DialogContentText>
        {isShown ? <DialogContentText sx={{ color: 'text.primary', mt: 1 }}>{t('settings.base.remove.shown')}</DialogContentText> : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('frame.cancel')}</Button>
        <Button color="error" variant="contained" onClick={confirm}>{t('settings.base.remove.confirm')}</Button>
      </DialogActions>
    </Dialog>
  )
}
