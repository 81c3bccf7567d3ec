/** How far the file is and what became of it, said aloud too. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import type { CaseExport } from './use-case-export.ts'

export function CaseExportStatus({ state }: { state: CaseExport }): ReactNode {
  const { t, number, percent } = useText()
  const share = shareOf(state)
  const words = (): string => {
    if (state.state === 'fetching') return t('caseFile.fetching', { percent: percent(state.share) })
    const progress = state.state === 'writing' ? state.progress : null
    if (progress === null || progress.of === 0) return t('export.running')
    return progress.done === progress.of ? t('caseFile.checking') : t('export.running.rows', { done: number(progress.done, 0), of: number(progress.of, 0) })
  }
  return (
    <Box component="output" data-exported={state.state === 'done' ? state.rows : undefined}>
      {state.state === 'writing' || state.state === 'fetching' ? (
        <>
          <LinearProgress aria-label={t('export.running')} {...(share === null ? {} : { variant: 'determinate', value: 100 * share })} />
          <Typography variant="caption">{words()}</Typography>
        </>
      ) : null}
      {state.state === 'failed' ? state.failure.code === 'changed' ? <Alert severity="warning" role="alert">{t('caseFile.changed')}</Alert> : <FailureNote failure={state.failure} /> : null}
      {state.state === 'done' ? (
        <Alert severity="success" sx={{ wordBreak: 'break-word' }}>
          <bdi>{t('export.done.rows', { name: state.name, n: number(state.rows, 0) })}</bdi>
          {state.path === null ? null : <div><bdi>{t('export.done.path', { path: state.path })}</bdi></div>}
        </Alert>
      ) : null}
    </Box>
  )
}

/** Null: how much there is to do is not known, or all is written and it is being counted. */
function shareOf(state: CaseExport): number | null {
  if (state.state === 'fetching') return state.share
  return state.state !== 'writing' || state.progress === null || state.progress.of === 0 || state.progress.done === state.progress.of ? null : state.progress.done / state.progress.of
}
