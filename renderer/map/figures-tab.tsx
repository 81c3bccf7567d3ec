/** The figures of the filter in force, each with its age; sites follow the area only. */
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Filter, Overview } from '../../preload/contract/model.ts'
import { SITE_KINDS } from '../../preload/contract/model.ts'
import { Figure } from '../chrome/age.tsx'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { MarkSymbol } from './mark-symbol.tsx'

export function FiguresTab({ filter }: { filter: Filter }): ReactNode {
  const live = useLive('field.overview', { filter }, ['field', 'cases', 'places'])
  const overview = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return (
    <Stack spacing={1.5} sx={{ p: 1.5 }} aria-busy={live.state === 'asking'}>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {overview === undefined ? (live.state === 'asking' ? <LinearProgress /> : null) : <Figures overview={overview} />}
    </Stack>
  )
}

function Figures({ overview }: { overview: Overview }): ReactNode {
  const { t } = useText()
  const grid = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }
  return (
    <>
      <Typography variant="caption" component="h3" sx={{ color: 'text.secondary', fontWeight: 600 }}>{t('map.figure.filtered')}</Typography>
      <Box sx={grid}>
        <Figure figure={overview.reports} label={t('map.figure.reports')} unit={t('map.unit.reports')} />
        <Figure figure={overview.openReports} label={t('map.figure.open')} unit={t('map.unit.reports')} />
        <Figure figure={overview.lostCourierHours} label={t('map.figure.lost')} unit={t('map.unit.hours')} />
        <Figure figure={overview.bottlenecks} label={t('map.figure.bottlenecks')} unit={t('map.unit.places')} />
        <Figure figure={overview.uncoveredReports} label={t('map.figure.uncovered')} unit={t('map.unit.reports')} />
        <Figure figure={overview.coveredShare} label={t('map.figure.coveredShare')} share />
        <Figure figure={overview.onDutyShifts} label={t('map.figure.onDuty')} unit={t('map.unit.shifts')} />
      </Box>
      <Typography variant="caption" component="h3" sx={{ color: 'text.secondary', fontWeight: 600 }}>{t('map.figure.sites')}</Typography>
      <Box sx={grid}>
        {SITE_KINDS.map((kind) => (
          <Stack key={kind} direction="row" spacing={0.75}>
            <MarkSymbol kind={kind} />
            <Figure figure={overview.sites[kind]} label={t(`map.kind.${kind}`)} unit={t('map.unit.places')} />
          </Stack>
        ))}
        <Figure figure={overview.swapStations} label={t('map.figure.swap')} unit={t('map.unit.places')} />
      </Box>
    </>
  )
}
