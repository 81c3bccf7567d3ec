/** The approval number of the map in use: typed once, printed wherever the map is shown. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { LONGEST_APPROVAL_NUMBER } from '../../preload/contract/settings.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useAct } from '../state/act.ts'

export function ApprovalForm({ kept }: { kept: string }): ReactNode {
  const { t } = useText()
  /** Null while nothing was typed that is not kept. */
  const [typed, setTyped] = useState<string | null>(null)
  const [saving, save] = useAct('settings.set')
  const value = typed ?? kept
  const isChanged = typed !== null && typed.trim() !== kept
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isChanged) save({ approvalNumber: value })
  }
  return (
    <Paper component="section" variant="outlined" aria-labelledby="settings-approval" sx={{ p: 2 }}>
      <Typography id="settings-approval" variant="h3">{t('settings.approval')}</Typography>
      <Typography sx={{ color: 'text.secondary', mb: 1.5 }}>{t('settings.approval.what')}</Typography>
      <Box component="form" noValidate onSubmit={submit} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <TextField label={t('settings.approval.label')} value={value} autoComplete="off" sx={{ width: 360 }}
          slotProps={{ htmlInput: { maxLength: LONGEST_APPROVAL_NUMBER } }} helperText={t('settings.approval.hint', { most: LONGEST_APPROVAL_NUMBER })}
          // A pasted line break or a character that turns text around is none of the number.
          onChange={(event) => setTyped(event.target.value.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ''))} />
        <Button type="submit" variant="contained" disabled={!isChanged || saving.state === 'running'} sx={{ mt: 0.5 }}>{t('settings.save')}</Button>
        {isChanged ? <Button onClick={() => setTyped(null)} sx={{ mt: 0.5 }}>{t('settings.undo')}</Button> : null}
      </Box>
      <Box component="output" sx={{ display: 'block' }}>
        {saving.state === 'failed' ? <FailureNote failure={saving.failure} /> : saving.state === 'done' && !isChanged ? <Alert severity="success" sx={{ mt: 1 }}>{t('settings.saved')}</Alert> : null}
      </Box>
    </Paper>
  )
}
