/** What is only on this PC: each unsent edit with its case, its age, how often it was tried and why it waits. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { caseOfIntent, type EditEntry } from '../../preload/contract/edit.ts'
import type { CaseName } from '../../preload/contract/case-name.ts'
import type { SyncStatus } from '../../preload/contract/model.ts'
import { casesOf, useNames } from '../chrome/case-names.ts'
import { titleOf, type Names } from '../chrome/edit-words.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { SimulatedMark } from '../chrome/simulated-mark.tsx'
import { useText } from '../chrome/text.ts'
import { useAct } from '../state/act.ts'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { CaseLink } from './case-link.tsx'
import { EditEvents } from './edit-events.tsx'
import { EditTold } from './edit-told.tsx'
import { waitWords } from './wait-words.ts'

const PAGE = 100

export function UnsentPart({ total }: { total: number }): ReactNode {
  const { t, number } = useText()
  /** The last number of each page that was left behind. */
  const [pages, setPages] = useState<number[]>([])
  const live = useLive('edits.unsent', { afterN: pages.at(-1) ?? 0, limit: PAGE }, ['session', 'edits'])
  const sync = useLive('sync.status', null, ['sync', 'session'])
  const entries = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? []) : []
  // What was on this page may all have been sent.
  if (pages.length > 0 && live.state === 'here' && !live.asking && entries.length === 0) setPages([])
  const { names, cases } = useNames(entries.flatMap(({ intent }) => casesOf(intent)))
  const [withdrawal, withdraw] = useAct('edits.withdraw')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // The pressed button goes with its row: reading goes on at the list.
    if (withdrawal.state === 'done') heading.current?.focus()
  }, [withdrawal])
  const status = sync.state === 'here' ? sync.value : null
  return (
    <Box component="section" aria-labelledby="edits-unsent" data-unsent={live.state === 'here' ? entries.length : ''} sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Typography variant="h2" component="h3" id="edits-unsent" ref={heading} tabIndex={-1} sx={{ m: 0, outline: 'none' }}>{t('edits.part.unsent')} · {number(Math.max(total, entries.length), 0)}</Typography>
      <Box component="output">
        {withdrawal.state === 'done' ? <Alert severity={withdrawal.value.opIds.length > 0 ? 'success' : 'warning'} data-withdrawn={withdrawal.value.opIds.length}>{t(withdrawal.value.opIds.length > 0 ? 'edits.withdrawn' : 'edits.withdraw.tooLate')}</Alert> : null}
      </Box>
      {withdrawal.state === 'failed' ? <FailureNote failure={withdrawal.failure} /> : null}
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {live.state === 'here' && entries.length === 0 && total === 0 ? <Typography sx={{ color: 'text.secondary' }} role="note">{t('edits.unsent.none')}</Typography> : null}
      {entries.length === 0 ? null : (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}>
          {entries.map((edit) => <Entry key={edit.opId} edit={edit} names={names} cases={cases} sync={status} withdraw={() => withdraw({ opIds: [edit.opId] })} />)}
        </Box>
      )}
      {total > entries.length && entries.length > 0 ? (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('edits.shown', { shown: number(entries.length, 0), total: number(total, 0) })}</Typography>
          <Button disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>{t('edits.page.before')}</Button>
          <Button disabled={entries.length < PAGE} onClick={() => setPages([...pages, entries.at(-1)?.n ?? 0])}>{t('edits.page.next')}</Button>
        </Box>
      ) : null}
    </Box>
  )
}

interface EntryProps {
  edit: EditEntry
  names: Names
  cases: ReadonlyMap<string, CaseName>
  sync: SyncStatus | null
  withdraw: () => void
}

function Entry({ edit, names, cases, sync, withdraw }: EntryProps): ReactNode {
  const text = useText()
  const { t, moment, age, number } = text
  const now = useNow()
  const { intent, madeAt, attempts, simulated } = edit
  const id = intent === null ? null : caseOfIntent(intent)
  const about = (id === null ? undefined : cases.get(id)?.number) ?? t('edits.case.new')
  return (
    <Box component="li" data-unsent-edit={edit.opId} data-state={edit.state} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr) max-content', columnGap: 2, alignItems: 'start', px: 2, py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
      <EditTold edit={edit} names={names} />
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', minWidth: 0 }}><CaseLink id={id} cases={cases} />{simulated ? <SimulatedMark /> : null}</Box>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('edits.madeAt', { when: moment(madeAt, now) })} · {age(Math.max(0, now - madeAt))}{attempts > 0 ? ` · ${t('edits.tried', { n: number(attempts, 0) })}` : ''}</Typography>
        <Typography variant="body2" data-waits><span aria-hidden>◔ </span>{waitWords(edit, sync, text)}</Typography>
        <EditEvents edit={edit} />
      </Box>
      {attempts === 0 && edit.state === 'queued' && intent?.kind !== 'export' ? <Button data-withdraw={edit.opId} aria-label={t('edits.withdraw.what', { what: titleOf(intent, text), case: about })} onClick={withdraw}>{t('edits.withdraw')}</Button> : <span />}
    </Box>
  )
}
