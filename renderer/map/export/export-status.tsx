/** How far an export is and what became of it, said aloud too. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'
import type { Export } from './use-export.ts'

export function ExportStatus({ state }: { state: Export }): ReactNode {
  const { t, number } = useText()
  const progress = state.state === 'running' ? state.progress : null
  const counts = progress !== null && progress.of > 0 ? progress : null
  return (
    <Box component="output" data-exported={state.state === 'done' ? (state.rows ?? '') : undefined}>
      {state.state === 'running' ? (
        <>
          <LinearProgress aria-label={t('export.running')} {...(counts === null ? {} : { variant: 'determinate', value: (100 * counts.done) / counts.of })} />
          <Typography variant="caption">{counts === null ? t('export.running') : t('export.running.rows', { done: number(counts.done, 0), of: number(counts.of, 0) })}</Typography>
        </>
      ) : null}
      {state.state === 'done' ? (
        <Alert severity="success" sx={{ wordBreak: 'break-word' }}>
          <bdi>{state.rows === null ? t('export.done', { name: state.name }) : t('export.done.rows', { name: state.name, n: number(state.rows, 0) })}</bdi>
          {state.path === null ? null : <div><bdi>{t('export.done.path', { path: state.path })}</bdi></div>}
        </Alert>
      ) : null}
    </Box>
  )
}
