/** What an operator must know beyond the status: scopes left out, versions that do not meet, a damaged cache. */
import Alert from '@mui/material/Alert'
import type { ReactNode } from 'react'
import type { SyncPage } from '../../preload/contract/model.ts'
import { useText } from '../chrome/text.ts'

export function SyncNotices({ page: { status, leftOut, cache } }: { page: SyncPage }): ReactNode {
  const { t, number } = useText()
  const why = status.state === 'waiting' ? status.why : null
  return (
    <>
      {why === 'damaged' || why === 'too-old' || why === 'central-too-old' ? <Alert severity="error">{t(`syncPage.advice.${why}`)}</Alert> : null}
      {cache.recovered === null ? null : <Alert severity="warning">{t(`syncPage.cache.recovered.${cache.recovered.shown}`)} <bdi>({cache.recovered.why})</bdi></Alert>}
      {leftOut.beyond > 0 ? <Alert severity="warning">{t('syncPage.leftOut.beyond', { n: number(leftOut.beyond) })}</Alert> : null}
      {leftOut.unreadable > 0 ? <Alert severity="warning">{t('syncPage.leftOut.unreadable', { n: number(leftOut.unreadable) })}</Alert> : null}
    </>
  )
}
