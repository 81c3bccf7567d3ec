/** What stays behind on this PC when somebody else signs in: own edits not sent yet, and those that wait for their author. Nothing is said where there is nothing. */
import Alert from '@mui/material/Alert'
import type { ReactNode } from 'react'
import { useLive } from '../state/live.ts'
import { useText } from './text.ts'

export interface LeftBehind {
  unsent: number
  refused: number
}

/** Null: nothing is left behind, as far as is known. */
export function useLeftBehind(): LeftBehind | null {
  const live = useLive('edits.badge', null, ['edits', 'session'])
  const badge = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return badge === undefined || badge.unsent + badge.refused === 0 ? null : { unsent: badge.unsent, refused: badge.refused }
}

export function LeavingNote({ left: { unsent, refused } }: { left: LeftBehind }): ReactNode {
  const { t, number } = useText()
  const sync = useLive('sync.status', null, ['sync', 'session'])
  const isUp = sync.state === 'here' && !['offline', 'signed-out', 'never'].includes(sync.value.state)
  return (
    <>
      {unsent === 0 ? null : <Alert severity="warning" sx={{ mb: 1 }} data-leaving-unsent={unsent}>{t('leaving.unsent', { n: number(unsent, 0) })}{isUp ? ` ${t('leaving.now')}` : ''}</Alert>}
      {refused === 0 ? null : <Alert severity="info" sx={{ mb: 1 }} data-leaving-refused={refused}>{t('leaving.refused', { n: number(refused, 0) })}</Alert>}
    </>
  )
}
