/** Asks before a wall that is on show goes dark. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'

export function RemoveDialog({ name, close, confirm }: { name: string; close: () => void; confirm: () => void }): ReactNode {
  const { t } = useText()
  return (
    <Dialog open onClose={close} aria-labelledby="wall-remove-title" aria-describedby="wall-remove-text" maxWidth="sm">
      <DialogTitle id="wall-remove-title">{t('walls.remove.title')}</DialogTitle>
      <DialogContent id="wall-remove-text">
        <DialogContentText sx={{ color: 'text.primary', overflowWrap: 'anywhere' }}><bdi>{t('walls.remove.text', { name })}</bdi></DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('frame.cancel')}</Button>
        <Button color="error" variant="contained" onClick={confirm}>{t('walls.remove.confirm')}</Button>
      </DialogActions>
    </Dialog>
  )
}
