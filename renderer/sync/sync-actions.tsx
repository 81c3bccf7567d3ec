/** What an operator may do: sync now, check against central, rebuild the cache. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { SyncPage } from '../../preload/contract/model.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useAct } from '../state/act.ts'
import type { Act } from '../state/act.ts'
import { wordCheck } from './check-words.ts'
import { RebuildDialog } from './rebuild-dialog.tsx'

export function SyncActions({ page }: { page: SyncPage }): ReactNode {
  const text = useText()
  const { t } = text
  const [asking, setAsking] = useState(false)
  /** Only the outcome of the last thing done is told. */
  const [last, setLast] = useState<'now' | 'check' | 'rebuild' | null>(null)
  const [syncing, sync] = useAct('sync.now')
  const [checking, check] = useAct('sync.check')
  const [rebuilding, rebuild] = useAct('sync.rebuild')
  const offline = page.status.state === 'offline' || page.status.state === 'signed-out'
  const outcome: Record<'now' | 'check' | 'rebuild', ReactNode> = {
    now: told(syncing, () => <Alert severity="success">{t('syncPage.now.done')}</Alert>),
    check: told(checking, (checked) => <Alert severity={wordCheck(checked.scopes, text).good ? 'success' : 'warning'}>{wordCheck(checked.scopes, text).words}</Alert>),
    rebuild: told(rebuilding, () => <Alert severity="success">{t('syncPage.rebuild.done')}</Alert>),
  }
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="contained" disabled={syncing.state === 'running'} onClick={() => { setLast('now'); sync(null) }}>{t('syncPage.now')}</Button>
        <Button variant="outlined" disabled={checking.state === 'running'} onClick={() => { setLast('check'); check(null) }}>{t(checking.state === 'running' ? 'syncPage.checking' : 'syncPage.check')}</Button>
        <Button variant="outlined" color="error" disabled={rebuilding.state === 'running'} onClick={() => setAsking(true)}>{t(rebuilding.state === 'running' ? 'syncPage.rebuilding' : 'syncPage.rebuild')}</Button>
      </Box>
      <Box component="output" sx={{ display: 'block' }}>{last === null ? null : outcome[last]}</Box>
      <RebuildDialog open={asking} offline={offline} close={() => setAsking(false)} confirm={() => { setAsking(false); setLast('rebuild'); rebuild(null) }} />
    </Box>
  )
}

function told<T>(act: Act<T>, done: (value: T) => ReactNode): ReactNode {
  return act.state === 'failed' ? <FailureNote failure={act.failure} /> : act.state === 'done' ? done(act.value) : null
}
