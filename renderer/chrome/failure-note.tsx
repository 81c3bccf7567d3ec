/** What went wrong in the operator's words and what to do; the technical detail stays folded away. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import { useText } from './text.ts'

/** `words`: where a screen has better ones for this failure. */
export function FailureNote({ failure, action, words }: { failure: Failure; action?: ReactNode; words?: string }): ReactNode {
  const { t } = useText()
  return (
    <Alert severity="error" role="alert" action={action}>
      {words ?? t(`failure.${failure.code}`)}
      {failure.detail === '' ? null : (
        <Box component="details" sx={{ mt: 0.5 }}>
          <Typography component="summary" variant="caption" sx={{ cursor: 'pointer', color: 'text.secondary' }}>{t('failure.detail')}</Typography>
          <Typography component="bdi" variant="caption" sx={{ color: 'text.secondary', wordBreak: 'break-word' }}>{failure.code} · {failure.detail}</Typography>
        </Box>
      )}
    </Alert>
  )
}
