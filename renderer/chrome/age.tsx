/** How old a figure is and where it came from, in words beside the figure itself. */
import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Figure as FigureValue, Provenance } from '../../preload/contract/model.ts'
import { useNow } from '../state/now.ts'
import { SimulatedMark } from './simulated-mark.tsx'
import type { Text } from './phrase.ts'
import { sourceWords } from './source-words.ts'
import { useText } from './text.ts'

/** Past this age a figure stops looking fresh: three missed wake-ups of the sync engine's slowest pace. */
export const STALE_AFTER_MS = 15 * 60_000

export function isStale(provenance: Pick<Provenance, 'asOf'>, now: number): boolean {
  return provenance.asOf === null || now - provenance.asOf > STALE_AFTER_MS
}

/** “数据时间 14:05 · 3 分钟前 · 数据可能已旧 · 来源：…”: all there is to say of a figure's age. */
function ageWords({ asOf, source }: Provenance, now: number, text: Text): string {
  const { t, age, moment } = text
  const words = asOf === null ? [t('age.never')] : [t('age.asOf', { time: moment(asOf, now) }), age(Math.max(0, now - asOf))]
  if (asOf !== null && isStale({ asOf }, now)) words.push(t('age.stale'))
  if (source !== '') words.push(sourceWords(source, text))
  return words.join(' · ')
}

/** The whole line, with the mark of what is simulated. */
export function Age({ provenance }: { provenance: Provenance }): ReactNode {
  const text = useText()
  const now = useNow()
  const stale = isStale(provenance, now)
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, flexWrap: 'wrap' }}>
      <Typography component="span" variant="caption" sx={{ color: stale ? 'warning.text' : 'text.secondary' }}>
        {stale ? '▲ ' : ''}<bdi>{ageWords(provenance, now, text)}</bdi>
      </Typography>
      {provenance.simulated ? <SimulatedMark /> : null}
    </Box>
  )
}

/** “14:05 · 3 分钟前” in one unbroken line; a button, so that the keyboard reaches the whole of it too. */
function ShortAge({ provenance }: { provenance: Provenance }): ReactNode {
  const text = useText()
  const now = useNow()
  const { asOf, simulated } = provenance
  const stale = isStale(provenance, now)
  const short = asOf === null ? text.t('age.never') : `${text.shortMoment(asOf, now)} · ${text.age(Math.max(0, now - asOf))}`
  const whole = [ageWords(provenance, now, text), ...(simulated ? [text.t('mark.simulated')] : [])].join(' · ')
  return (
    <Tooltip title={whole} enterTouchDelay={0} leaveTouchDelay={6_000}>
      <Box component="button" type="button" data-as-of={asOf ?? ''}
        sx={{ display: 'block', maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis', p: 0, border: 0, background: 'none', cursor: 'help', font: 'inherit', fontSize: '0.75rem', lineHeight: 1.5, textAlign: 'start', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums', color: stale ? 'warning.text' : 'text.secondary' }}>
        {stale ? '▲ ' : ''}<bdi>{short}</bdi>
      </Box>
    </Tooltip>
  )
}

/** A figure with its label, unit and age; an unknown value is a word, never a zero. What is simulated is marked at the heading above. */
export function Figure({ figure, label, unit, share = false }: { figure: FigureValue; label: ReactNode; unit?: string; share?: boolean }): ReactNode {
  const { t, number, percent } = useText()
  const now = useNow()
  const stale = isStale(figure.provenance, now)
  return (
    <Box sx={{ minWidth: 0 }} data-figure={figure.id}>
      <Typography variant="caption" component="div" noWrap sx={{ color: 'text.secondary' }}>{label}</Typography>
      <Typography component="div" variant="h6" noWrap sx={{ lineHeight: 1.25, fontVariantNumeric: 'tabular-nums', color: stale ? 'text.secondary' : 'text.primary' }}>
        {figure.value === null ? t('figure.unknown') : share ? percent(figure.value) : number(figure.value)}
        {unit !== undefined && figure.value !== null ? <Typography component="span" variant="caption" sx={{ ml: 0.5, color: 'text.secondary' }}>{unit}</Typography> : null}
      </Typography>
      <ShortAge provenance={figure.provenance} />
    </Box>
  )
}
