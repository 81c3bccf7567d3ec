/** What was done to a case, the newest first: who, when, what, from what to what; own edits that have not come back stand on top with their mark. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { HistoryEntry } from '../../../preload/contract/case-history.ts'
import { Age } from '../../chrome/age.tsx'
import { useNames } from '../../chrome/case-names.ts'
import { EditMark } from '../../chrome/edit-mark.tsx'
import { fieldWords, valueWords, type Names } from '../../chrome/edit-words.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { Late } from '../../chrome/late.tsx'
import { useText } from '../../chrome/text.ts'
import { useLive } from '../../state/live.ts'
import { useNow } from '../../state/now.ts'
import { Fold } from './fold.tsx'
import { deedWords, isTold } from './history-words.ts'

export function HistoryList({ id }: { id: string }): ReactNode {
  const { t, number } = useText()
  const live = useLive('cases.history', { id }, ['session', 'cases', 'sync', 'edits'])
  const known = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const { names } = useNames(casesIn(known?.entries ?? []))
  const failure = live.state === 'failed' ? <FailureNote failure={live.failure} /> : null
  if (known === undefined || (known !== null && known.id !== id)) return failure ?? <Late><LinearProgress aria-label={t('note.title')} /></Late>
  if (known === null) return <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('history.unknown')}</Typography>
  return (
    <>
      {failure}
      {known.entries.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('history.none')}</Typography> : (
        <Box component="ol" reversed data-history={known.entries.length} sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1.25 }}>
          {known.entries.toReversed().map((entry) => <Entry key={`${entry.id} ${entry.mark ?? ''}`} entry={entry} names={names} />)}
        </Box>
      )}
      {known.earlier === 0 ? null : <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('history.earlier', { n: number(known.earlier, 0) })}</Typography>}
      <Age provenance={known.provenance} />
    </>
  )
}

/** The cases that its changes name. */
const casesIn = (entries: readonly HistoryEntry[]): string[] => entries.flatMap(({ changes }) => changes.flatMap(({ field, was, now }) => (field === 'duplicate_of' ? [was, now] : []))).filter((id) => typeof id === 'string')

function Entry({ entry, names }: { entry: HistoryEntry; names: Names }): ReactNode {
  const text = useText()
  const { t, shortMoment, dateTime } = text
  const now = useNow()
  const changes = entry.changes.filter(({ field }) => isTold(field))
  return (
    <Box component="li" data-entry={entry.id} data-mark={entry.mark ?? ''} sx={{ borderInlineStart: 2, borderColor: entry.mark === null ? 'divider' : 'warning.main', pl: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline' }}>
        <Typography component="bdi" variant="body2" sx={{ fontWeight: 600 }}>{entry.byName === '' ? entry.by : entry.byName}</Typography>
        <Typography component="time" dateTime={new Date(entry.at).toISOString()} title={dateTime(entry.at)} variant="caption" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>{shortMoment(entry.at, now)}</Typography>
        {entry.mark === null ? null : <EditMark mark={entry.mark} />}
      </Box>
      <Typography variant="body2"><bdi>{deedWords(entry, text)}</bdi></Typography>
      {entry.text === null || entry.text === '' ? null : <Fold text={entry.text} />}
      {changes.map(({ field, was, now: is }) => (
        <Typography key={field} variant="caption" component="div" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          <bdi>{t('history.changed', { field: fieldWords(field, text), was: valueWords(field, was, names, text), now: valueWords(field, is, names, text) })}</bdi>
        </Typography>
      ))}
      {entry.clockOff ? <Alert severity="info" icon={false} sx={{ py: 0, mt: 0.5 }}>{t('history.clockOff')}</Alert> : null}
    </Box>
  )
}
