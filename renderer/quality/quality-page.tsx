/** How far this PC's data can be trusted to lie where it says: counts per scope, displaced batches, the records in them. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Quality } from '../../preload/contract/quality.ts'
import { Age } from '../chrome/age.tsx'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { DisplacementTable } from './displacement-table.tsx'
import { FlaggedTable } from './flagged-table.tsx'
import { OutlineTable } from './outline-table.tsx'
import { SourceTable } from './source-table.tsx'

export function QualityPage(): ReactNode {
  const { t } = useText()
  const live = useLive('quality.get', null, ['session', 'sync', 'field', 'places', 'cases'])
  const quality = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 3 }}>
      <Box sx={{ maxWidth: 1600, mx: 'auto', display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Box>
          <Typography variant="h1" component="h2">{t('quality.title')}</Typography>
          <Typography sx={{ color: 'text.secondary' }}>{t('quality.what')}</Typography>
        </Box>
        {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
        {live.state === 'asking' ? <Box><LinearProgress aria-label={t('quality.loading')} /><Typography component="output" sx={{ mt: 1 }}>{t('quality.loading')}</Typography></Box> : null}
        {quality === undefined ? null : (
          <>
            <Basis quality={quality} />
            <DisplacementTable quality={quality} />
            {quality.flagged > 0 ? <FlaggedTable total={quality.flagged} /> : null}
            <OutlineTable origins={quality.outlineOrigins} />
            <SourceTable sources={quality.sources} />
          </>
        )}
      </Box>
    </Box>
  )
}

/** What the judgement rests on, and how old it is. */
function Basis({ quality: { outlines, simulatedOutlines, toleranceMeters, provenance } }: { quality: Quality }): ReactNode {
  const { t, number } = useText()
  return (
    <Box data-quality-ready sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
      {outlines === 0 ? <Alert severity="info" variant="outlined" sx={{ justifySelf: 'stretch' }}>{t('quality.outlines.none')}</Alert>
        : <Typography>{t('quality.outlines', { n: number(outlines), simulated: number(simulatedOutlines), meters: number(toleranceMeters) })}</Typography>}
      <Age provenance={provenance} />
    </Box>
  )
}
