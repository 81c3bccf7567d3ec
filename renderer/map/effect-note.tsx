/** A bottleneck before its latest measure and since: plain averages, said to be no more. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { EffectSpan } from '../../preload/contract/place.ts'
import { Age } from '../chrome/age.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'

export function EffectNote({ id }: { id: string }): ReactNode {
  const { t, number, day } = useText()
  const live = useLive('places.effect', { id }, ['places', 'field'])
  if (live.state !== 'here') return null
  const effect = live.value
  if (effect === null) return <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 0 }}>{t('map.effect.none')}</Typography>
  const cells = (span: EffectSpan): string[] => [number(span.orders, 0), span.minutesPerOrder === null ? '–' : number(span.minutesPerOrder, 1), number(span.lostHoursPerDay, 2)]
  const spans = [['map.effect.before', effect.before], ['map.effect.after', effect.after]] as const
  return (
    <Box data-effect="" sx={{ mb: 1 }}>
      <Typography variant="caption" component="p" sx={{ m: 0, fontWeight: 600 }}>{t('map.effect', { measure: t(`map.value.${effect.measure}`), n: number(effect.days) })}</Typography>
      <Box component="table" sx={{ width: '100%', fontSize: '0.75rem', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums', '& th': { fontWeight: 400, color: 'text.secondary', textAlign: 'start' }, '& td, & thead th:not(:first-of-type)': { textAlign: 'end' } }}>
        <thead><tr><th scope="col">{t('map.effect.span')}</th><th scope="col">{t('map.fact.orders')}</th><th scope="col">{t('map.effect.minutes')}</th><th scope="col">{t('map.fact.lostHoursPerDay')}</th></tr></thead>
        <tbody>
          {spans.map(([key, span]) => (
            <tr key={key}>
              <th scope="row" title={`${day(span.from)} – ${day(span.to)}`}>{t(key)} {span.from.slice(5)} – {span.to.slice(5)}</th>
              {cells(span).map((words, i) => <td key={i}>{words}</td>)}
            </tr>
          ))}
        </tbody>
      </Box>
      <Typography variant="caption" component="p" sx={{ m: 0, color: 'text.secondary' }}>{t('map.effect.plain')}</Typography>
      <Age provenance={effect.provenance} />
    </Box>
  )
}
