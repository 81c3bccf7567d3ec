/** The page before it knows anything, or when nobody answers behind it. */
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import { FailureNote } from './failure-note.tsx'
import { useText } from './text.ts'

export function Splash({ failure }: { failure: Failure | null }): ReactNode {
  const { t } = useText()
  return (
    <Box component="main" sx={{ height: '100%', display: 'grid', placeContent: 'center', gap: 2, p: 4, gridTemplateColumns: 'minmax(240px, 560px)' }}>
      <Typography variant="h1">{t('product.name')}</Typography>
      {failure === null ? <><LinearProgress aria-label={t('frame.starting')} /><Typography component="output">{t('frame.starting')}</Typography></> : <FailureNote failure={failure} />}
    </Box>
  )
}
