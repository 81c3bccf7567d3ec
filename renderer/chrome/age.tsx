/** How old a figure is and where it came from, in words beside the figure itself. */
import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Figure as FigureValue, Provenance } from '../../preload/contract/model.ts'
import { useNow } from '../state/now.ts'
import { SimulatedMark } from './simulated-mark.tsx'
import { useText } from './text.ts'

/** Past this age a figure stops looking fresh: three missed wake-ups of the sync engine's slowest pace. */
export const STALE_AFTER_MS = 15 * 60_000

export function isStale(provenance: Provenance, now: number): boolean {
  return provenance.asOf === null || now - provenance.asOf > STALE_AFTER_MS
}

/** “数据时间 14:05 · 3 分钟前 · 来源 · 模拟数据”; old data changes colour and says so. `compact` leaves the source to the tooltip. */
export function Age({ provenance, compact = false }: { provenance: Provenance; compact?: boolean }): ReactNode {
  const { t, age, moment } = useText()
  const now = useNow()
  const { asOf, source, simulated } = provenance
  const stale = isStale(provenance, now)
  const words = asOf === null ? [t('age.never')] : [t('age.asOf', { time: moment(asOf, now) }), age(Math.max(0, now - asOf))]
  if (stale && asOf !== null) words.push(t('age.stale'))
  if (!compact && source !== '') words.push(source)
  return (
    <Tooltip title={compact ? source : ''}>
      <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, flexWrap: 'wrap' }}>
        <Typography component="span" variant="caption" sx={{ color: stale ? 'warning.text' : 'text.secondary' }}>
          {stale ? '▲ ' : ''}<bdi>{words.join(' · ')}</bdi>
        </Typography>
        {simulated ? <SimulatedMark /> : null}
      </Box>
    </Tooltip>
  )
}

/** A figure with its label, unit and age; an unknown value is a word, never a zero. */
export function Figure({ figure, label, unit, share = false }: { figure: FigureValue; label: ReactNode; unit?: string; share?: boolean }): ReactNode {
  const { t, number, percent } = useText()
  const now = useNow()
  const stale = isStale(figure.provenance, now)
  return (
    <Box sx={{ minWidth: 0 }} data-figure={figure.id}>
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{label}</Typography>
      <Typography component="div" variant="h6" sx={{ lineHeight: 1.25, fontVariantNumeric: 'tabular-nums', color: stale ? 'text.secondary' : 'text.primary' }}>
        {figure.value === null ? t('figure.unknown') : share ? percent(figure.value) : number(figure.value)}
        {unit !== undefined && figure.value !== null ? <Typography component="span" variant="caption" sx={{ ml: 0.5, color: 'text.secondary' }}>{unit}</Typography> : null}
      </Typography>
      <Age provenance={figure.provenance} compact />
    </Box>
  )
}
