/** Why a wall does not do as it was told, in words of walls: what else is refused is so by the center, here it is by this PC. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'

const OWN = ['refused', 'disk-full', 'not-writable', 'bad-input'] as const
const isOwn = (code: string): code is (typeof OWN)[number] => (OWN as readonly string[]).includes(code)

export function WallFailure({ failure }: { failure: Failure }): ReactNode {
  const { t } = useText()
  if (!isOwn(failure.code)) return <FailureNote failure={failure} />
  return (
    <Alert severity="error" role="alert" data-wall-failure={failure.code}>
      {t(`walls.failure.${failure.code}`)}
      {failure.detail === '' ? null : (
        <Box component="details" sx={{ mt: 0.5 }}>
          <Typography component="summary" variant="caption" sx={{ cursor: 'pointer', color: 'text.secondary' }}>{t('failure.detail')}</Typography>
          <Typography component="bdi" variant="caption" sx={{ color: 'text.secondary', wordBreak: 'break-word' }}>{failure.code} · {failure.detail}</Typography>
        </Box>
      )}
    </Alert>
  )
}
