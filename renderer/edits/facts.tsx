/** Facts with their labels, and words that a person wrote: shown as text, whatever they are. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Fact } from '../chrome/edit-words.ts'

export function Facts({ facts }: { facts: readonly Fact[] }): ReactNode {
  if (facts.length === 0) return null
  return (
    <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: 1.5, rowGap: 0.25, m: 0 }}>
      {facts.map(({ label, value }) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>{label}</Typography>
          <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}><bdi>{value}</bdi></Typography>
        </Box>
      ))}
    </Box>
  )
}

export function Words({ words }: { words: string | null }): ReactNode {
  if (words === null || words === '') return null
  return <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', borderInlineStart: 3, borderColor: 'divider', pl: 1, my: 0.5 }} data-words><bdi>{words}</bdi></Typography>
}
