/** The striped band of a practice desk: nobody may take a drill for real work, or real work for a drill. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useLiveCity } from '../state/city.ts'
import { useText } from './text.ts'

export function PracticeBand(): ReactNode {
  const { t } = useText()
  const live = useLiveCity()
  const city = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : null
  // An imported city is real data in a practice central: nobody may take it for invented.
  const words = t(city?.simulated === false ? 'frame.practice.imported' : 'frame.practice.long')
  return (
    <Box
      role="note"
      sx={{
        flex: 'none', height: 28, display: 'flex', alignItems: 'center', gap: 1, px: 2,
        color: '#1f1500', fontSize: '0.8125rem',
        background: 'repeating-linear-gradient(135deg, #f0b545 0 14px, #e2a22b 14px 28px)',
      }}
    >
      <Box component="strong" sx={{ px: 1, bgcolor: '#1f1500', color: '#ffd98a', borderRadius: 0.5, letterSpacing: '0.1em' }}>{t('frame.practice')}</Box>
      <Box component="span" sx={{ px: 0.75, bgcolor: 'rgba(255, 236, 196, 0.92)', borderRadius: 0.5, fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{words}</Box>
    </Box>
  )
}
