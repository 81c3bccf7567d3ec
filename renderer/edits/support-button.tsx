/** Everything this account's outbox holds, as one file for support: a download, or the desktop's save dialog. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import { getBridge } from '../bridge.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { deliver } from '../state/deliver.ts'

type Export = { state: 'ready' } | { state: 'running' } | { state: 'done'; name: string; path: string | null } | { state: 'failed'; failure: Failure }

export function useSupport(): [Export, () => void] {
  const [made, setMade] = useState<Export>({ state: 'ready' })
  const run = (): void => {
    if (made.state === 'running') return
    setMade({ state: 'running' })
    void write().catch((error: unknown): Export => ({ state: 'failed', failure: { code: 'internal', detail: String(error) } })).then(setMade)
  }
  return [made, run]
}

export function SupportButton({ state, run }: { state: Export['state']; run: () => void }): ReactNode {
  const { t } = useText()
  return <Button variant="outlined" disabled={state === 'running'} title={t('edits.support.what')} data-support={state} onClick={run}>{t('edits.support')}</Button>
}

export function SupportOutcome({ made }: { made: Export }): ReactNode {
  const { t } = useText()
  return (
    <Box component="output">
      {made.state === 'failed' ? <FailureNote failure={made.failure} /> : null}
      {made.state === 'done' ? <Alert severity="success" sx={{ wordBreak: 'break-word' }}>{t('edits.support.done', { name: made.name })}{made.path === null ? null : <div><bdi>{t('edits.support.path', { path: made.path })}</bdi></div>}</Alert> : null}
    </Box>
  )
}

async function write(): Promise<Export> {
  const answer = await getBridge().call('edits.support', null)
  if (!answer.ok) return { state: 'failed', failure: answer.failure }
  const { name, text } = answer.value
  const delivered = await deliver(name, 'application/json', new TextEncoder().encode(text))
  return delivered.state === 'saved' ? { state: 'done', name, path: delivered.path } : delivered.state === 'cancelled' ? { state: 'ready' } : delivered
}
