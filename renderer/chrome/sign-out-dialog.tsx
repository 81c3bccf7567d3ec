/** Asks before somebody signs out whose edits are not all at the center. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { LeavingNote, type LeftBehind } from './leaving-note.tsx'
import { useText } from './text.ts'

/** `left`: as it is now. Edits that are sent or saved meanwhile change what is said; the dialog stays until it is answered. */
export function SignOutDialog({ left, close, confirm }: { left: LeftBehind | null; close: () => void; confirm: () => void }): ReactNode {
  const { t } = useText()
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="sign-out-title">
      <DialogTitle id="sign-out-title">{t('leaving.signOut')}</DialogTitle>
      <DialogContent>
        {left === null ? null : <LeavingNote left={left} />}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('connect.kept')}</Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('frame.cancel')}</Button>
        <Button variant="contained" data-sign-out onClick={confirm}>{t('frame.signOut')}</Button>
      </DialogActions>
    </Dialog>
  )
}
