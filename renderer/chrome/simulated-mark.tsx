/** 模拟数据: the mark everything synthetic carries. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useText } from './text.ts'

export function SimulatedMark(): ReactNode {
  const { t } = useText()
  return (
    <Box component="span" sx={(theme) => ({ px: 0.75, borderRadius: 0.5, fontSize: '0.75rem', lineHeight: '18px', fontWeight: 600, whiteSpace: 'nowrap', border: '1px dashed', borderColor: theme.vars?.palette.warning.main ?? 'currentcolor', color: 'warning.text' })}>
      {t('mark.simulated')}
    </Box>
  )
}
