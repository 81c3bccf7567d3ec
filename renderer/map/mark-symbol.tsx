/** A mark's shape, colour and letter in a list or legend: the same picture as on the map. */
import { useTheme } from '@mui/material/styles'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import { CLOCK_HANDS, CLOSED_COLOUR, MARK_COLOUR, outlinePoints } from './mark-atlas.ts'
import type { MarkKind } from './marks.ts'

export function MarkSymbol({ kind, size = 20, closed = false }: { kind: MarkKind; size?: number; closed?: boolean }): ReactNode {
  const { t } = useText()
  const { typography } = useTheme()
  if (kind === 'overdue') return <ClockRing size={size} />
  const points = outlinePoints(kind, 12, 10)
  const ink = { fill: closed ? CLOSED_COLOUR : MARK_COLOUR[kind], stroke: '#111820', strokeWidth: 1.5, strokeLinejoin: 'round' as const }
  const baseline = kind === 'bottleneck' ? 16.6 : kind === 'station' ? 15.4 : 14.6
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false" style={{ flexShrink: 0 }}>
      {points === null ? <circle cx={12} cy={12} r={9.5} {...ink} /> : <polygon points={points} {...ink} />}
      <text x={12} y={baseline + 0.6} textAnchor="middle" fontSize={kind === 'bottleneck' ? 8.5 : 10.5} fontWeight={700} fontFamily={String(typography.fontFamily)} fill="#111820">
        {t(`map.letter.${kind}`)}
      </text>
      {closed ? <><path d="M3 21 21 3" stroke="#fff" strokeWidth={4} strokeLinecap="round" /><path d="M3 21 21 3" stroke="#111820" strokeWidth={2} strokeLinecap="round" /></> : null}
    </svg>
  )
}

function ClockRing({ size }: { size: number }): ReactNode {
  const hands = CLOCK_HANDS.map(([x, y]) => `${12 + 11 * x},${12 + 11 * y}`).join(' ')
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false" style={{ flexShrink: 0 }}>
      <circle cx={12} cy={12} r={9} fill="#fff" stroke="#111820" strokeWidth={4.5} />
      <circle cx={12} cy={12} r={9} fill="none" stroke={MARK_COLOUR.overdue} strokeWidth={3} />
      <polyline points={hands} fill="none" stroke="#111820" strokeWidth={2.2} strokeLinecap="round" />
    </svg>
  )
}
