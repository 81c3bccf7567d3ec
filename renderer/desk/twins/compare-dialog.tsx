/** Two cases side by side: where they differ, how far apart they are, and which of them is to stay. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { DuplicateCandidate } from '../../../preload/contract/duplicate.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { Late } from '../../chrome/late.tsx'
import { SaveFailure } from '../../chrome/save-failure.tsx'
import { useText } from '../../chrome/text.ts'
import { useLive } from '../../state/live.ts'
import { useNow } from '../../state/now.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { useSession } from '../../state/session.ts'
import { whyWords } from '../act/action-bar.tsx'
import { newName, transitionOf, type Possible } from '../act/intents.ts'
import type { Done } from '../act/outcome.ts'
import { MINUTE_MS } from '../case-question.ts'
import { frameAround } from '../place/ground-frame.ts'
import { SmallMap } from '../place/small-map.tsx'
import { useOutlines } from '../place/use-outlines.ts'
import { CompareTable } from './compare-table.tsx'
import { likenessWords } from './likeness-words.ts'
import { useSetApart } from './set-apart.ts'

interface Props {
  whole: CaseWhole
  candidate: DuplicateCandidate
  done: (done: Done) => void
  close: () => void
}

export function CompareDialog({ whole, candidate, done, close }: Props): ReactNode {
  const text = useText()
  const { t } = text
  const session = useSession()
  const { setApart } = useSetApart(session === null ? '' : `${session.central} ${session.sub}`)
  const at = useNow(MINUTE_MS)
  const live = useLive('cases.get', { id: candidate.row.id, at }, ['session', 'cases', 'sync', 'edits'])
  const other = live.state === 'here' ? live.value : null
  const outlines = useOutlines(whole)
  const [opId] = useState(newName)
  const [saving, save] = useSaveEdits()
  const merge = async (from: CaseWhole, into: CaseWhole, possible: Possible): Promise<void> => {
    if (await save([transitionOf(from, possible, { into: into.id }, opId)])) done({ words: t('twin.merged', { from: from.number, into: into.number }), opIds: [opId] })
  }
  const frame = frameAround([[whole.lng, whole.lat], [candidate.lng, candidate.lat]], { width: 360, height: 180 }, 200)
  return (
    <Dialog open onClose={close} fullWidth maxWidth="md" aria-labelledby="compare-title" data-form="compare" data-saving={saving.state}>
      <DialogTitle id="compare-title" sx={{ pb: 0.5 }}>{t('twin.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
        {live.state === 'asking' ? <Late><LinearProgress aria-label={t('twin.compare')} /></Late> : null}
        {live.state === 'here' && live.value === null ? <Alert severity="warning">{t('desk.case.missing')}</Alert> : null}
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
          <SmallMap frame={frame} outlines={outlines} own={whole.street.id} label={t('twin.drawn')} points={[{ kind: 'place', lng: whole.lng, lat: whole.lat }, { kind: 'other', lng: candidate.lng, lat: candidate.lat }]} />
          <Box sx={{ flex: 1, minWidth: 200, display: 'grid', gap: 0.5 }}>
            <Typography sx={{ fontWeight: 600 }}>{likenessWords(candidate.likeness, text)}</Typography>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('twin.points')}</Typography>
          </Box>
        </Box>
        {other === null ? null : <CompareTable one={whole} other={other} />}
        <SaveFailure saving={saving} />
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', rowGap: 1 }}>
        <Button onClick={close}>{t('act.shut')}</Button>
        <Button color="inherit" variant="outlined" data-apart onClick={() => {
          setApart(whole.id, candidate.row.id, true)
          close()
        }}>{t('twin.setApart')}</Button>
        {other === null ? null : <MergeButton name="into" from={whole} into={other} busy={saving.state === 'saving'} merge={merge} />}
        {other === null ? null : <MergeButton name="stays" from={other} into={whole} busy={saving.state === 'saving'} merge={merge} />}
      </DialogActions>
    </Dialog>
  )
}

function MergeButton({ name, from, into, busy, merge }: { name: 'into' | 'stays'; from: CaseWhole; into: CaseWhole; busy: boolean; merge: (from: CaseWhole, into: CaseWhole, possible: Possible) => Promise<void> }): ReactNode {
  const text = useText()
  const { t } = text
  const step = from.actions.find(({ action }) => action === 'merge')
  if (step === undefined) return null
  if (!step.possible) return <Typography variant="caption" data-merge-not={name} sx={{ color: 'text.secondary', maxWidth: 260 }}>{t('twin.cannot', { number: from.number, why: whyWords(step, text) })}</Typography>
  return <Button variant={name === 'stays' ? 'contained' : 'outlined'} disabled={busy} data-merge={name} onClick={() => void merge(from, into, step)}>{t(`twin.${name}`, { number: into.number })}</Button>
}
