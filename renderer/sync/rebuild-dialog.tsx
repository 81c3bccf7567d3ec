/** Asks before the cache is thrown away, and says what is not touched. */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'

export function RebuildDialog({ open, offline, close, confirm }: { open: boolean; offline: boolean; close: () => void; confirm: () => void }): ReactNode {
  const { t } = useText()
  return (
    <Dialog open={open} onClose={close} aria-labelledby="rebuild-title" aria-describedby="rebuild-text" maxWidth="sm">
      <DialogTitle id="rebuild-title">{t('syncPage.rebuild.title')}</DialogTitle>
      <DialogContent id="rebuild-text">
        <DialogContentText sx={{ color: 'text.primary' }}>{t('syncPage.rebuild.text')}</DialogContentText>
        <DialogContentText sx={{ mt: 1, fontWeight: 600, color: 'text.primary' }}>{t('syncPage.rebuild.edits')}</DialogContentText>
        {offline ? <Alert severity="warning" sx={{ mt: 2 }}>{t('syncPage.rebuild.offline')}</Alert> : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('frame.cancel')}</Button>
        <Button color="error" variant="contained" onClick={confirm}>{t('syncPage.rebuild.confirm')}</Button>
      </DialogActions>
    </Dialog>
  )
}
