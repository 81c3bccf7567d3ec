/** What became of a lead, and what can be done now; said aloud too. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { OP_PROBLEM_WORDS, type ProblemWord } from './lead-problems.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import type { LeadState } from './use-lead.ts'

/** `isSent`: it may be with the center; kept on this PC as well it goes by the same name, and is filed once. */
export function LeadFate({ now, isSent, keepWithout, askAgain }: { now: LeadState; isSent: boolean; keepWithout: () => void; askAgain: () => void }): ReactNode {
  const { t } = useText()
  const ask = <><Button color="inherit" onClick={askAgain}>{t('lead.ask')}</Button>{isSent ? <Button color="inherit" onClick={keepWithout}>{t('lead.without')}</Button> : null}</>
  return (
    <Box component="output" data-lead-fate={now.state === 'filed' ? now.where : now.state} sx={{ display: 'block' }}>
      {now.state === 'sending' ? <LinearProgress aria-label={t('lead.sending')} /> : null}
      {now.state === 'filed' ? <Alert severity="success">{t(`lead.filed.${now.where}`)}</Alert> : null}
      {now.state === 'offline' ? <Alert severity="warning" action={<><Button color="inherit" onClick={askAgain}>{t('lead.retry')}</Button><Button color="inherit" onClick={keepWithout}>{t('lead.without')}</Button></>}>{t('lead.offline')}</Alert> : null}
      {now.state === 'unknown' ? <Alert severity="warning" role="alert" action={ask}>{t('lead.unknown')}</Alert> : null}
      {now.state === 'refused' ? <Alert severity="error" role="alert">{t('lead.refused', { why: problemWords(now.problem, now.detail) })}</Alert> : null}
      {now.state === 'unsaved' ? <Alert severity="error" role="alert" action={isSent ? ask : undefined}>{t(`lead.unsaved.${now.saved.why}`)}</Alert> : null}
      {now.state === 'failed' ? <FailureNote failure={now.failure} action={ask} /> : null}
      {now.state === 'failed' && isSent ? <Typography variant="body2" sx={{ mt: 0.5 }}>{t('lead.unknown')}</Typography> : null}
    </Box>
  )

  function problemWords(problem: string, detail: string | null): string {
    const words = OP_PROBLEM_WORDS.find((known) => known === problem) as ProblemWord | undefined
    return [words === undefined ? problem : t(`lead.problem.${words}`), detail ?? ''].filter((part) => part !== '').join(' · ')
  }
}
