/** Fields that belong together, under their name. */
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { ReactNode } from 'react'

export function Group({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId()
  return (
    <Paper component="section" variant="outlined" aria-labelledby={id} sx={{ p: 2, display: 'grid', gap: 2, alignContent: 'start', gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 }}>
      <Typography id={id} variant="h3">{title}</Typography>
      {children}
    </Paper>
  )
}

/** Groups beside one another where there is room. */
export const GROUPS = { display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))' } as const
