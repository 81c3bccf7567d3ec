/** Published figures, each with its own source and time. They count different things: nothing here is ever added up. */
import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Indicator } from '../../preload/contract/model.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { SimulatedMark } from '../chrome/simulated-mark.tsx'
import type { Text } from '../chrome/phrase.ts'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'

export function IndicatorsTab(): ReactNode {
  const { t } = useText()
  const live = useLive('city.indicators', null, ['places'])
  const indicators = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? []) : null
  return (
    <Stack spacing={1} sx={{ p: 1.5 }}>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t(indicators?.length === 0 ? 'map.indicators.empty' : 'map.indicators.note')}</Typography>
      {(indicators ?? []).map((indicator) => <IndicatorLine key={indicator.id} indicator={indicator} all={indicators ?? []} />)}
    </Stack>
  )
}

const POLICIES = ['overview', 'entry', 'meals', 'charging', 'housing', 'growth', 'participation'] as const

/** A policy this version does not know is shown as it came. */
function policyWords(policy: string, t: Text['t']): string {
  const known = POLICIES.find((each) => each === policy)
  return known ? t(`map.policy.${known}`) : policy
}

function IndicatorLine({ indicator, all }: { indicator: Indicator; all: readonly Indicator[] }): ReactNode {
  const { t, number, day, locale } = useText()
  const nameOf = (each: Indicator): string => (locale === 'en' ? each.nameEn : null) ?? each.name
  const unit = (locale === 'en' ? indicator.unitEn : null) ?? indicator.unit
  const whole = all.find(({ id }) => id === indicator.partOf)
  return (
    <Box data-indicator={indicator.id} sx={{ pb: 1, borderBottom: 1, borderColor: 'divider' }}>
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}><bdi>{policyWords(indicator.policy, t)}</bdi></Typography>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, alignItems: 'baseline' }}>
        <Typography variant="body2"><bdi>{nameOf(indicator)}</bdi></Typography>
        <Typography variant="body1" sx={{ fontWeight: 650, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
          {t(`map.qualifier.${indicator.qualifier}`, { value: number(indicator.value) })} <Typography component="span" variant="caption">{unit}</Typography>
        </Typography>
      </Box>
      {whole ? <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{t('map.indicators.partOf', { name: nameOf(whole) })}</Typography> : null}
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
        <bdi>{t('map.indicators.source', { source: indicator.source, asOf: day(indicator.asOf) })}</bdi> {indicator.simulated ? <SimulatedMark /> : null}
      </Typography>
    </Box>
  )
}
