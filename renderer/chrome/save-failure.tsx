/** Why an edit is not saved, and what to do about it. The form stays as it is. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { FailureNote } from './failure-note.tsx'
import { useText } from './text.ts'
import type { Saving } from '../state/save-edits.ts'

export function SaveFailure({ saving }: { saving: Saving }): ReactNode {
  const { t } = useText()
  if (saving.state === 'failed') return <Box data-not-saved="failure"><FailureNote failure={saving.failure} /></Box>
  if (saving.state !== 'refused') return null
  const { why, detail } = saving.by
  return (
    <Alert severity="error" role="alert" data-not-saved={why}>
      <strong>{t('save.not')}</strong> {t(`save.not.${why}`)}
      {detail === '' ? null : (
        <Box component="details" sx={{ mt: 0.5 }}>
          <Typography component="summary" variant="caption" sx={{ cursor: 'pointer', color: 'text.secondary' }}>{t('failure.detail')}</Typography>
          <Typography component="bdi" variant="caption" sx={{ color: 'text.secondary', wordBreak: 'break-word' }}>{detail}</Typography>
        </Box>
      )}
    </Alert>
  )
}
