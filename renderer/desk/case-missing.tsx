/** A case that this desk does not hold: unknown here; or its data is still to come, or went elsewhere, while own edits on it wait, which stay on the screen. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { HistoryList } from './notes/history-list.tsx'

export function CaseMissing({ id }: { id: string }): ReactNode {
  const { t } = useText()
  const live = useLive('cases.history', { id }, ['session', 'cases', 'sync', 'edits'])
  const isOwn = live.state === 'here' && live.value?.id === id
  if (!isOwn) return <Typography role="note" data-case-missing sx={{ p: 2 }}>{t('desk.case.missing')}</Typography>
  return (
    <Box data-case-waiting sx={{ p: 2, display: 'grid', gap: 1.5, alignContent: 'start', overflow: 'auto' }}>
      <Alert severity="info">{t('desk.case.waiting')}</Alert>
      <HistoryList id={id} />
    </Box>
  )
}
