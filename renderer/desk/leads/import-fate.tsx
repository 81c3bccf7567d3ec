/** What became of an import, counted; said aloud too. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import type { ReactNode } from 'react'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import type { ImportState } from './use-import.ts'

export function ImportFate({ now, askAgain }: { now: ImportState; askAgain: () => void }): ReactNode {
  const { t, number } = useText()
  const count = (state: 'taken' | 'refused' | 'unknown'): number => (now.state === 'answered' ? now.verdicts.filter((verdict) => verdict.state === state).length : 0)
  return (
    <Box component="output" data-import-fate={now.state} data-taken={now.state === 'kept' ? now.count : count('taken')} data-unknown={count('unknown')} data-refused-rows={count('refused')} sx={{ display: 'block' }}>
      {now.state === 'running' ? <LinearProgress aria-label={t('lead.sending')} /> : null}
      {now.state === 'kept' ? <Alert severity="success">{t('leads.kept', { n: number(now.count) })}</Alert> : null}
      {now.state === 'offline' ? <Alert severity="warning">{t('leads.offline')}</Alert> : null}
      {now.state === 'unsaved' ? <Alert severity="error" role="alert">{t(`lead.unsaved.${now.saved.why}`)}</Alert> : null}
      {now.state === 'failed' ? <FailureNote failure={now.failure} /> : null}
      {now.state === 'answered' ? (
        <Alert severity={count('refused') > 0 ? 'error' : count('unknown') > 0 ? 'warning' : 'success'} role="alert" action={count('unknown') > 0 ? <Button color="inherit" onClick={askAgain}>{t('lead.ask')}</Button> : undefined}>
          {t('leads.answered', { taken: number(count('taken')), refused: number(count('refused')), unknown: number(count('unknown')) })}
          {count('refused') > 0 ? <div>{t('leads.mend')}</div> : null}
        </Alert>
      ) : null}
    </Box>
  )
}
