/** Changing to another practice account without leaving the place in the address. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import type { ReactNode } from 'react'
import type { OpenSession } from '../state/session.ts'
import { LeavingNote, useLeftBehind } from './leaving-note.tsx'
import { PracticeAccounts } from './practice-accounts.tsx'
import { useText } from './text.ts'

export function SwitchDialog({ session, close }: { session: OpenSession; close: () => void }): ReactNode {
  const { t } = useText()
  const left = useLeftBehind()
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="switch-title">
      <DialogTitle id="switch-title">{t('connect.switch.title')}</DialogTitle>
      <DialogContent>
        {left === null ? null : <LeavingNote left={left} />}
        <PracticeAccounts central={session.central} current={session.sub} done={close} />
      </DialogContent>
      <DialogActions><Button onClick={close}>{t('frame.cancel')}</Button></DialogActions>
    </Dialog>
  )
}
