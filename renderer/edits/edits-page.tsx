/** The fate of every own edit: what needs its author, what is only on this PC, and the forms left half-filled. */
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { EditBadge } from '../../preload/contract/edit.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { Late } from '../chrome/late.tsx'
import { useText } from '../chrome/text.ts'
import { useAct } from '../state/act.ts'
import { useLive } from '../state/live.ts'
import { DraftsPart } from './drafts-part.tsx'
import { NeedsPart } from './needs-part.tsx'
import { SupportButton, SupportOutcome, useSupport } from './support-button.tsx'
import { UnsentPart } from './unsent-part.tsx'

export function EditsPage(): ReactNode {
  const { t } = useText()
  const live = useLive('edits.badge', null, ['session', 'edits'])
  const badge = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const [made, support] = useSupport()
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 3 }} data-edits={badge === undefined ? '' : 'here'}>
      <Box sx={{ maxWidth: 1400, mx: 'auto', display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-start' }}>
          <Box sx={{ flex: 1, minWidth: 320 }}>
            <Typography variant="h1" component="h2">{t('edits.title')}</Typography>
            <Typography sx={{ color: 'text.secondary' }}>{t('edits.what')}</Typography>
          </Box>
          <SupportButton state={made.state} run={support} />
          <Box sx={{ flexBasis: '100%', '&:empty': { display: 'none' } }}><SupportOutcome made={made} /></Box>
        </Box>
        {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
        {badge === undefined ? (live.state === 'failed' ? null : <Late><LinearProgress aria-label={t('edits.loading')} /></Late>) : <Parts badge={badge} />}
      </Box>
    </Box>
  )
}

function Parts({ badge: { sealed, isCrowded, refused, unsent } }: { badge: EditBadge }): ReactNode {
  const { t } = useText()
  return (
    <>
      {sealed === null ? null : <Sealed sealed={sealed} />}
      {isCrowded ? <Alert severity="warning" data-crowded>{t('edits.crowded')}</Alert> : null}
      {sealed?.why === 'unavailable' ? null : (
        <>
          <NeedsPart total={refused} />
          <UnsentPart total={unsent} />
          <DraftsPart />
        </>
      )}
    </>
  )
}

function Sealed({ sealed: { why, detail } }: { sealed: NonNullable<EditBadge['sealed']> }): ReactNode {
  const { t } = useText()
  const [going, goOn] = useAct('edits.goOn')
  return (
    <Alert severity="error" role="alert" data-sealed={why} action={why === 'both-damaged' ? <Button color="inherit" disabled={going.state === 'running'} onClick={() => goOn(null)}>{t('edits.sealed.goOn')}</Button> : undefined}>
      <AlertTitle>{t('edits.sealed')}</AlertTitle>
      {t(`edits.sealed.${why}`)}
      <Typography component="bdi" variant="caption" sx={{ display: 'block', color: 'text.secondary', wordBreak: 'break-word' }}>{detail}</Typography>
      {going.state === 'failed' ? <FailureNote failure={going.failure} /> : null}
    </Alert>
  )
}
