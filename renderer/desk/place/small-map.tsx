/** Where a case is, drawn without a graphics context: the outlines of the streets around it, and its point. */
import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import type { ReactNode, SVGProps } from 'react'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import { useText } from '../../chrome/text.ts'
import { pathOf, scaleBar, toPixel, type GroundFrame } from './ground-frame.ts'

/** `place` the case itself; `other` one it is compared with; `before` where it was until now. */
export interface GroundPoint { kind: 'place' | 'other' | 'before'; lng: number; lat: number }

interface Props extends Omit<SVGProps<SVGSVGElement>, 'ref' | 'children' | 'points'> {
  frame: GroundFrame
  outlines: readonly AreaBoundary[]
  /** The street it is registered in. */
  own: string
  points: readonly GroundPoint[]
  label: string
}

export function SmallMap({ frame, outlines, own, points, label, ...svg }: Props): ReactNode {
  const { t, number } = useText()
  const { palette, typography } = useTheme()
  const { width, height } = frame
  const bar = scaleBar(frame, 90)
  const paths = outlines.flatMap((outline) => {
    const d = pathOf(frame, outline)
    return d === '' ? [] : [{ d, id: outline.id }]
  })
  const words = bar.meters >= 1000 ? t('place.km', { n: number(bar.meters / 1000) }) : t('place.m', { n: number(bar.meters, 0) })
  return (
    <Box>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn here, and is one picture */}
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} data-small-map {...svg} style={{ display: 'block', maxWidth: '100%', background: palette.background.default, border: `1px solid ${palette.divider}`, borderRadius: 6, ...svg.style }}>
        {paths.map(({ d, id }) => <path key={id} d={d} fill={id === own ? palette.action.selected : 'none'} stroke={palette.text.secondary} strokeWidth={id === own ? 1.6 : 0.8} strokeDasharray={id === own ? undefined : '4 3'} fillRule="evenodd" />)}
        {points.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)).map((point) => <Point key={point.kind} point={point} at={toPixel(frame, [point.lng, point.lat])} colours={[palette.error.main, palette.background.paper, palette.text.primary]} />)}
        <g transform={`translate(10 ${height - 10})`} stroke={palette.text.primary} fill={palette.text.primary}>
          <path d={`M0 -5V0H${bar.pixels.toFixed(1)}V-5`} fill="none" strokeWidth={1.4} />
          <text x={bar.pixels + 6} y={0} stroke="none" fontSize={11} fontFamily={String(typography.fontFamily)}>{words}</text>
        </g>
      </svg>
      {outlines.some(({ simulated }) => simulated) ? <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('place.simulated')}</Typography> : null}
    </Box>
  )
}

/** The case itself lies on top of what it is compared with. */
const ORDER: readonly GroundPoint['kind'][] = ['before', 'other', 'place']

/** Their shapes tell them apart without any colour. */
function Point({ point: { kind }, at: [x, y], colours: [red, paper, ink] }: { point: GroundPoint; at: [number, number]; colours: [string, string, string] }): ReactNode {
  if (kind === 'before') return <circle data-point={kind} cx={x} cy={y} r={5} fill="none" stroke={ink} strokeWidth={1.6} strokeDasharray="3 2" />
  if (kind === 'other') return <rect data-point={kind} x={x - 10} y={y - 10} width={20} height={20} fill={paper} stroke={ink} strokeWidth={2} />
  return <g data-point={kind}><circle cx={x} cy={y} r={6.5} fill={red} stroke={paper} strokeWidth={2} /><circle cx={x} cy={y} r={1.8} fill={paper} /></g>
}
