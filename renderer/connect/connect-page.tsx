/** The first page of a desk that is not signed in: a choice, not an error. */
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Session } from '../../preload/contract/model.ts'
import { PracticeAccounts } from '../chrome/practice-accounts.tsx'
import { TasteButtons } from '../chrome/taste-buttons.tsx'
import { useText } from '../chrome/text.ts'
import { CentralForm } from './central-form.tsx'

export function ConnectPage({ session }: { session: Extract<Session, { state: 'none' }> }): ReactNode {
  const { t } = useText()
  return (
    <Box sx={{ height: '100%', overflow: 'auto' }}>
      <Box component="header" sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1, p: 1 }}><TasteButtons /></Box>
      <Box component="main" sx={{ maxWidth: 1040, mx: 'auto', px: 3, pb: 4 }}>
        <Typography variant="h1">{t('product.name')}</Typography>
        <Typography sx={{ color: 'text.secondary', mb: 3 }}>{t('product.what')}</Typography>
        <Typography variant="h2" component="p" sx={{ mb: 2 }}>{t('connect.first')}</Typography>
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }}>
          <Card title={t('connect.practice')} striped>
            <Typography sx={{ color: 'text.secondary', mb: 1 }}>{t('connect.practice.what')}</Typography>
            {session.practiceAvailable ? <><Typography sx={{ fontWeight: 600 }}>{t('connect.practice.choose')}</Typography><PracticeAccounts central={null} /></> : <Typography role="note">{t('connect.practice.none')}</Typography>}
          </Card>
          <Card title={t('connect.real')}><CentralForm proposed={session.proposedCentral} /></Card>
        </Box>
      </Box>
    </Box>
  )
}

function Card({ title, striped = false, children }: { title: string; striped?: boolean; children: ReactNode }): ReactNode {
  return (
    <Paper component="section" aria-label={title} variant="outlined" sx={{ overflow: 'hidden' }}>
      <Box aria-hidden sx={{ height: 8, background: striped ? 'repeating-linear-gradient(135deg, #f0b545 0 14px, #e2a22b 14px 28px)' : 'none', bgcolor: striped ? undefined : 'primary.main' }} />
      <Box sx={{ p: 3 }}>
        <Typography variant="h2" sx={{ mb: 1.5 }}>{title}</Typography>
        {children}
      </Box>
    </Paper>
  )
}
