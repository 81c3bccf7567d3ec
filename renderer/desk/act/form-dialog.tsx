/** The frame of every form of the desk: what it is about, what will happen, the fields, and how saving went. Closing it keeps the draft. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { FormEvent, KeyboardEvent, ReactNode } from 'react'
import { SaveFailure } from '../../chrome/save-failure.tsx'
import { useText } from '../../chrome/text.ts'
import type { Saving } from '../../state/save-edits.ts'

interface Props {
  /** Names the form for whoever looks for it. */
  name: string
  title: string
  /** Number of the case. */
  subject: string
  submitWords: string
  saving: Saving
  canSubmit?: boolean
  isGrave?: boolean
  wide?: boolean
  /** What closing does; else it keeps the draft. */
  closeWords?: string | undefined
  /** There is no field to begin at. */
  isBare?: boolean
  submit: () => void
  close: () => void
  children: ReactNode
}

export function FormDialog({ name, title, subject, submitWords, saving, canSubmit = true, isGrave = false, wide = false, closeWords, isBare = false, submit, close, children }: Props): ReactNode {
  const { t } = useText()
  const heading = useId()
  const isSaving = saving.state === 'saving'
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (canSubmit && !isSaving) submit()
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth={wide ? 'md' : 'sm'} aria-labelledby={heading} data-form={name} data-saving={saving.state}>
      <Box component="form" noValidate onSubmit={send} onKeyDown={submitOnEnter} sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <DialogTitle id={heading} sx={{ pb: 0.5 }}>{title} <Typography component="bdi" sx={{ color: 'text.secondary' }}>{subject}</Typography></DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5, alignContent: 'start', '&&': { pt: 1 } }}>{children}</DialogContent>
        <Box sx={{ px: 3, flex: 'none' }}><SaveFailure saving={saving} /></Box>
        <DialogActions>
          <Button onClick={close}>{closeWords ?? t(isBare ? 'act.shut' : 'act.later')}</Button>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins at its only answer */}
          <Button type="submit" autoFocus={isBare} variant="contained" color={isGrave ? 'error' : 'primary'} disabled={!canSubmit || isSaving} data-submit>{isSaving ? t('save.saving') : submitWords}</Button>
        </DialogActions>
      </Box>
    </Dialog>
  )
}

/** Enter saves in a text of several lines too, Shift+Enter begins a new one. What an input method takes is none of ours. */
function submitOnEnter(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.defaultPrevented) return
  if (!(event.target instanceof HTMLTextAreaElement)) return
  event.preventDefault()
  event.target.form?.requestSubmit()
}
