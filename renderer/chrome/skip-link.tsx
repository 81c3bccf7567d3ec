/** The first stop of the Tab key: past the frame, to what matters. The address is left alone, since it carries the screen. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useText } from './text.ts'

export function SkipLink(): ReactNode {
  const { t } = useText()
  return (
    <Box component="a" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus() }}
      sx={{ position: 'absolute', insetInlineStart: 8, top: -80, zIndex: 'tooltip', px: 2, py: 1, bgcolor: 'primary.main', color: 'primary.contrastText', borderRadius: 1, '&:focus': { top: 8 } }}>
      {t('frame.skip')}
    </Box>
  )
}
