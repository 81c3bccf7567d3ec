/** One part of the hand-over under its heading. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

export function Part({ name, title, total, children }: { name: string; title: string; total?: number; children: ReactNode }): ReactNode {
  return (
    <Box component="section" aria-labelledby={`shift-${name}`} data-shift-part={name} data-total={total} sx={{ bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1, p: 2, mb: 2, overflow: 'auto' }}>
      <Typography variant="h3" id={`shift-${name}`} sx={{ mb: 1 }}>{title}</Typography>
      {children}
    </Box>
  )
}
