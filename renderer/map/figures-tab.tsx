/** The figures of the filter in force, each with its age; sites follow the area only. */
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Figure as FigureValue, Overview, SiteKind } from '../../preload/contract/model.ts'
import { SITE_KINDS } from '../../preload/contract/model.ts'
import { Figure } from '../chrome/age.tsx'
import { FailureNote } from '../chrome/failure-note.tsx'
import { SimulatedMark } from '../chrome/simulated-mark.tsx'
import { useText } from '../chrome/text.ts'
import type { Live } from '../state/live.ts'
import { MarkSymbol } from './mark-symbol.tsx'

export function FiguresTab({ live }: { live: Live<Overview> }): ReactNode {
  const { t } = useText()
  const overview = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return (
    <Stack spacing={1.5} sx={{ p: 1.5 }} aria-busy={live.state === 'asking'}>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {overview === undefined ? (live.state === 'asking' ? <LinearProgress aria-label={t('map.asking')} /> : null) : <Figures overview={overview} />}
    </Stack>
  )
}

function Figures({ overview }: { overview: Overview }): ReactNode {
  const { t } = useText()
  const grid = { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', columnGap: 1.5, rowGap: 1.5 }
  const { sites, swapStations, ...filtered } = overview
  return (
    <>
      <Heading words={t('map.figure.filtered')} figures={Object.values(filtered)} />
      <Box sx={grid}>
        <Figure figure={filtered.reports} label={t('map.figure.reports')} unit={t('map.unit.reports')} />
        <Figure figure={filtered.openReports} label={t('map.figure.open')} unit={t('map.unit.reports')} />
        <Figure figure={filtered.lostCourierHours} label={t('map.figure.lost')} unit={t('map.unit.hours')} />
        <Figure figure={filtered.bottlenecks} label={t('map.figure.bottlenecks')} unit={t('map.unit.places')} />
        <Figure figure={filtered.uncoveredReports} label={t('map.figure.uncovered')} unit={t('map.unit.reports')} />
        <Figure figure={filtered.coveredShare} label={t('map.figure.coveredShare')} share />
        <Figure figure={filtered.onDutyShifts} label={t('map.figure.onDuty')} unit={t('map.unit.shifts')} />
      </Box>
      <Heading words={t('map.figure.sites')} figures={[...Object.values(sites), swapStations]} />
      <Box sx={grid}>
        {SITE_KINDS.map((kind) => (
          <Figure key={kind} figure={sites[kind]} label={<Labelled kind={kind} words={t(`map.kind.${kind}`)} />} unit={t('map.unit.places')} />
        ))}
        <Figure figure={swapStations} label={t('map.figure.swap')} unit={t('map.unit.places')} />
      </Box>
    </>
  )
}

/** One mark for the section, when any figure in it is simulated. */
function Heading({ words, figures }: { words: string; figures: readonly FigureValue[] }): ReactNode {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', justifyContent: 'space-between' }}>
      <Typography variant="caption" component="h3" sx={{ color: 'text.secondary', fontWeight: 600 }}>{words}</Typography>
      {figures.some(({ provenance }) => provenance.simulated) ? <SimulatedMark /> : null}
    </Box>
  )
}

function Labelled({ kind, words }: { kind: SiteKind; words: string }): ReactNode {
  return <Box component="span" sx={{ display: 'inline-flex', gap: 0.5, alignItems: 'center' }}><MarkSymbol kind={kind} size={16} />{words}</Box>
}
