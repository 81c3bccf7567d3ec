/** For which offices overdue reports are known here, and what the rings mean: only full rows state a deadline. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Overdue } from '../../preload/contract/place.ts'
import { Age } from '../chrome/age.tsx'
import { useText } from '../chrome/text.ts'

/** Names that still fit beside the map; the rest are counted. */
const MOST_NAMES = 3

export function OverdueNote({ overdue }: { overdue: Overdue | null }): ReactNode {
  const { t, number, locale } = useText()
  if (overdue === null) return null
  const { offices, undated, provenance } = overdue
  const names = offices.slice(0, MOST_NAMES).map(({ name, nameEn }) => (locale === 'en' ? nameEn : null) ?? name).join(locale === 'en' ? ', ' : '、')
  const known = offices.length === 0 ? t('map.overdue.nowhere') : t(offices.length > MOST_NAMES ? 'map.overdue.knownMore' : 'map.overdue.known', { names, n: number(offices.length) })
  return (
    <Box sx={{ px: 1, pb: 1, display: 'grid', gap: 0.25, justifyItems: 'start' }} data-overdue={overdue.total}>
      <Typography variant="caption" sx={{ color: 'text.secondary', lineHeight: 1.4 }}>
        <bdi>{known}</bdi>{undated > 0 ? t('map.overdue.undated', { n: number(undated) }) : ''}
      </Typography>
      {offices.length === 0 ? null : <Age provenance={provenance} />}
    </Box>
  )
}
