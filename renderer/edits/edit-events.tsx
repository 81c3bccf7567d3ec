/** What befell one edit, each event with its time; asked once somebody unfolds it. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { EditEntry } from '../../preload/contract/edit.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { eventWords } from './event-words.ts'

type Of = Pick<EditEntry, 'opId' | 'madeAt'>

export function EditEvents({ edit }: { edit: Of }): ReactNode {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <Box component="details" data-events={edit.opId} onToggle={(event) => setOpen(event.currentTarget.open)} sx={{ fontSize: '0.8125rem' }}>
      <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', color: 'text.secondary', width: 'fit-content' }}>{t('edits.history')}</Typography>
      {isOpen ? <Events edit={edit} /> : null}
    </Box>
  )
}

function Events({ edit: { opId, madeAt } }: { edit: Of }): ReactNode {
  const text = useText()
  const { dateTime } = text
  const live = useLive('edits.history', { opId }, ['edits'])
  if (live.state === 'failed') return <FailureNote failure={live.failure} />
  const events = live.state === 'here' ? live.value : []
  const lines = [{ at: madeAt, words: text.t('edits.event.saved') }, ...events.map((event) => ({ at: event.at, words: eventWords(event, text) }))]
  return (
    <Box component="ol" sx={{ m: 0, mt: 0.5, pl: 2.5, color: 'text.secondary' }}>
      {lines.map(({ at, words }, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- events are only ever added at the end
        <li key={n}><time dateTime={new Date(at).toISOString()}>{dateTime(at)}</time> · {words}</li>
      ))}
    </Box>
  )
}
