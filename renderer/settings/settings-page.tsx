/** What one sets for this console: the base map under every map, the approval number printed on it, and the style of briefings. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { ApprovalForm } from './approval-form.tsx'
import { BaseMapSection } from './base-map-section.tsx'
import { DeckStyleSection } from './deck-style-section.tsx'

export function SettingsPage(): ReactNode {
  const { t } = useText()
  const live = useLive('settings.get', null, ['settings'])
  const settings = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 3 }}>
      <Box sx={{ maxWidth: 1200, mx: 'auto', display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Box>
          <Typography variant="h1" component="h2">{t('settings.title')}</Typography>
          <Typography sx={{ color: 'text.secondary' }}>{t('settings.what')}</Typography>
        </Box>
        {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
        {live.state === 'asking' ? <LinearProgress aria-label={t('settings.loading')} /> : null}
        {settings?.damaged === true ? <Alert severity="warning" data-settings-damaged="">{t('settings.damaged')}</Alert> : null}
        {settings === undefined ? null : <ApprovalForm kept={settings.approvalNumber} />}
        <BaseMapSection />
        <DeckStyleSection />
      </Box>
    </Box>
  )
}
