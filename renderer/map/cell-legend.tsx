/** The legend while hexagons are painted: quantity, unit, size of a cell, period, class limits, what is hatched, total and age. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Cells } from '../../preload/contract/cells.ts'
import type { City, Filter } from '../../preload/contract/model.ts'
import { Age } from '../chrome/age.tsx'
import { useText } from '../chrome/text.ts'
import { sizeOfCells, unitOf } from '../chrome/ground/area-words.ts'
import { floorOf } from '../chrome/ground/colour.ts'
import { hatchedCells } from '../chrome/ground/hatched-words.ts'
import { totalWords } from '../chrome/ground/held-words.ts'
import { Classes, Hatched, LegendFrame, ScaleLine, Scope, SharedLimits } from './legend.tsx'
import { numberWriter } from '../chrome/ground/limits.ts'
import type { Shade } from '../chrome/ground/palette.ts'

interface Props {
  cells: Cells
  filter: Filter
  city: City
  shade: Shade
  hasUnknown: boolean
  /** Two periods share this legend: periods, totals and ages stand above the halves. */
  isShared: boolean
}

export function CellLegend({ cells, filter, city, shade, hasUnknown, isShared }: Props): ReactNode {
  const text = useText()
  const { t } = text
  const hatched = hatchedCells(cells, filter, hasUnknown)
  return (
    <LegendFrame title={t(`map.layer.${cells.layer}.title`)} isNarrow={isShared}>
      <Typography variant="caption" component="p">{unitOf(cells, text)} · {sizeOfCells(cells, text)}</Typography>
      <Scope answer={isShared ? null : cells} layer={cells.layer} filter={filter} city={city} />
      {cells.measure === 'per-1000-workers' ? <NoWorkers /> : (
        <>
          <Classes limits={cells.limits} shade={shade} />
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>{t('map.legend.zero', { floor: numberWriter(text.locale)(floorOf(cells.limits), 8) })}</Typography>
          {hatched === null ? null : <Hatched shade={shade} words={t(hatched)} />}
        </>
      )}
      {isShared ? <SharedLimits scale={cells.scale} /> : (
        <>
          <ScaleLine scale={cells.scale} />
          <Box component="p" sx={{ m: 0, typography: 'caption', fontWeight: 600 }}><bdi>{totalWords({ ...cells, records: cells.totalRecords }, text)}</bdi></Box>
          <Age provenance={cells.provenance} />
        </>
      )}
    </LegendFrame>
  )
}

/** Why a hexagon has no rate of workers, instead of an invented one. */
export function NoWorkers(): ReactNode {
  const { t } = useText()
  return <Typography variant="caption" component="p" role="note" data-no-workers="" sx={{ my: 0.75, fontWeight: 600 }}>{t('map.cells.noWorkers')}</Typography>
}
