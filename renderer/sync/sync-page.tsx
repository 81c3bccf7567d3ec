/** Whether this PC holds what central holds: status, scopes, the cache, and what one may do about it. */
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { AsideTable } from './aside-table.tsx'
import { ScopeTable } from './scope-table.tsx'
import { SyncActions } from './sync-actions.tsx'
import { SyncFacts } from './sync-facts.tsx'
import { SyncNotices } from './sync-notices.tsx'

export function SyncPage(): ReactNode {
  const { t } = useText()
  const live = useLive('sync.page', null, ['sync', 'session'])
  const page = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 3 }}>
      <Box sx={{ maxWidth: 1600, mx: 'auto', display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Box>
          <Typography variant="h1" component="h2">{t('syncPage.title')}</Typography>
          <Typography sx={{ color: 'text.secondary' }}>{t('syncPage.what')}</Typography>
        </Box>
        {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
        {page === undefined ? (live.state === 'asking' ? <Box><LinearProgress aria-label={t('syncPage.loading')} /><Typography component="output" sx={{ mt: 1 }}>{t('syncPage.loading')}</Typography></Box> : null) : (
          <>
            <SyncActions page={page} />
            <SyncNotices page={page} />
            <SyncFacts page={page} />
            <ScopeTable scopes={page.scopes} />
            <AsideTable page={page} />
          </>
        )}
      </Box>
    </Box>
  )
}
