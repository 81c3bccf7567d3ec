/** How far the file of a briefing is and what became of it, said aloud too. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import type { BriefingExport } from './export-state.ts'

export function ExportStatus({ state }: { state: BriefingExport }): ReactNode {
  const { t, number, percent } = useText()
  const share = shareOf(state)
  const isUnderWay = state.state === 'sending' || state.state === 'writing' || state.state === 'fetching'
  const words = isUnderWay ? t(`briefing.export.${state.state}`, { percent: share === null ? '' : percent(share) }) : ''
  return (
    <Box component="output" data-exported={state.state === 'done' ? state.slides : undefined}>
      {isUnderWay ? (
        <>
          <LinearProgress aria-label={t('export.running')} {...(share === null ? {} : { variant: 'determinate', value: 100 * share })} />
          <Typography variant="caption">{words}</Typography>
        </>
      ) : null}
      {state.state === 'failed' ? <FailureNote failure={state.failure} /> : null}
      {state.state === 'printed' ? <Alert severity="success">{t('briefing.export.printed')}</Alert> : null}
      {state.state === 'done' ? (
        <Alert severity="success" sx={{ wordBreak: 'break-word' }}>
          <bdi>{t('briefing.export.done', { name: state.name, n: number(state.slides, 0) })}</bdi>
          {state.path === null ? null : <div><bdi>{t('export.done.path', { path: state.path })}</bdi></div>}
        </Alert>
      ) : null}
    </Box>
  )
}

/** Null: how much there is to do is not known. */
function shareOf(state: BriefingExport): number | null {
  if (state.state === 'sending' || state.state === 'fetching') return state.share
  return state.state !== 'writing' || state.progress === null || state.progress.of === 0 ? null : state.progress.done / state.progress.of
}
