/** The hexagons in view as a list: those whose number says most come first; a press goes there. The same figures as on the map. */
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Link from '@mui/material/Link'
import Stack from '@mui/material/Stack'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { CellPlace, Cells } from '../../preload/contract/cells.ts'
import type { City, View } from '../../preload/contract/model.ts'
import { Age } from '../chrome/age.tsx'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { areaOf, districtOf, nameOf } from '../chrome/ground/areas.ts'
import { sizeOfCells, unitOf, writeFigure } from '../chrome/ground/area-words.ts'
import { figureOfCell, middleOfCell } from '../chrome/ground/cell-figures.ts'
import { totalWords } from '../chrome/ground/held-words.ts'
import { NoWorkers } from './cell-legend.tsx'
import { isInView } from './marks.ts'
import { MeasurePicker } from './measure-picker.tsx'
import type { CellsHere } from './use-cells.ts'

/** As many as one reads at a glance. */
const MOST_ROWS = 20

interface Props {
  here: CellsHere
  city: City
  view: View | null
  goTo: (cell: number) => void
}

export function CellsTab({ here, city, view, goTo }: Props): ReactNode {
  const { t } = useText()
  const { cells, asking, failure } = here
  return (
    <Stack spacing={1} sx={{ p: 1.5 }} aria-busy={asking}>
      <MeasurePicker />
      {failure === null ? null : <FailureNote failure={failure} />}
      {cells === null ? (asking ? <LinearProgress aria-label={t('map.asking')} /> : null) : <Ranked cells={cells} city={city} view={view} goTo={goTo} />}
    </Stack>
  )
}

function Ranked({ cells, city, view, goTo }: Omit<Props, 'here'> & { cells: Cells }): ReactNode {
  const text = useText()
  const { t, number } = text
  const rows = cells.top.filter(({ cell }) => view === null || isInView(view, placed(cells, cell))).slice(0, MOST_ROWS)
  return (
    <Box data-cells-list={cells.layer}>
      <Typography variant="caption" component="p">{unitOf(cells, text)} · {sizeOfCells(cells, text)}</Typography>
      {cells.measure === 'per-1000-workers' ? <NoWorkers /> : (
        <Table size="small" sx={{ tableLayout: 'fixed', '& .MuiTableCell-root': { px: 0.5, py: 0.5, fontSize: '0.8125rem', overflowWrap: 'anywhere' }, '& .MuiTableCell-head': { lineHeight: 1.3, whiteSpace: 'normal' } }}>
          <TableHead>
            <TableRow>
              <TableCell align="right" sx={{ width: 40 }}>{t('map.areas.rank')}</TableCell>
              <TableCell>{t('map.cells.place')}</TableCell>
              <TableCell align="right" sx={{ width: 96 }}>{t(cells.measure === 'count' || cells.layer === 'bottleneck' ? 'map.areas.value' : 'map.areas.valueInterval')}</TableCell>
              <TableCell align="right" sx={{ width: 64 }}>{t(cells.layer === 'bottleneck' ? 'map.cells.records' : 'map.cells.events')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>{rows.map((row) => <Row key={cells.ids[row.cell]} cells={cells} row={row} city={city} goTo={goTo} />)}</TableBody>
        </Table>
      )}
      {rows.length === 0 && cells.measure !== 'per-1000-workers' ? <Typography variant="body2" sx={{ my: 1 }}>{t('map.cells.none')}</Typography> : null}
      <Typography variant="body2" component="p" data-cells-total={cells.total} sx={{ fontWeight: 600, mt: 1 }}><bdi>{t('map.cells.total', { cells: number(cells.totalCells, 0) })} · {totalWords({ ...cells, records: cells.totalRecords }, text)}</bdi></Typography>
      {cells.measure === 'per-1000-workers' ? null : <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 0.5 }}>{t('map.cells.note')}</Typography>}
      <Age provenance={cells.provenance} />
    </Box>
  )
}

function Row({ cells, row: { cell, area, place }, city, goTo }: { cells: Cells; row: CellPlace; city: City; goTo: (cell: number) => void }): ReactNode {
  const text = useText()
  const { t, number, locale } = text
  const figure = figureOfCell(cells, cell)
  const english = locale === 'en'
  const areaName = nameOf(areaOf(city, area), english)
  const district = nameOf(areaOf(city, districtOf(city, area)), english)
  const where = [...new Set([district, areaName])].filter((name) => name !== '').join(' ')
  const name = place !== null ? t('map.cells.near', { place }) : where || figure.area
  return (
    <TableRow data-cell={figure.area} data-value={figure.value ?? ''} data-amount={figure.amount ?? ''} data-records={figure.records}>
      <TableCell align="right">{figure.rank ?? '–'}</TableCell>
      <TableCell>
        <Link component="button" type="button" onClick={() => goTo(cell)} sx={{ textAlign: 'start', font: 'inherit' }}><bdi>{name}</bdi></Link>
        {place === null || where === '' ? null : <Typography variant="caption" component="div" sx={{ color: 'text.secondary', lineHeight: 1.2 }}><bdi>{where}</bdi></Typography>}
      </TableCell>
      <TableCell align="right">
        {writeFigure(figure, text)}
        {figure.reliability === 'plain' ? null : <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{t(`map.areas.${figure.reliability}`)}</Typography>}
      </TableCell>
      <TableCell align="right">{number(figure.records, 0)}</TableCell>
    </TableRow>
  )
}

function placed(cells: Cells, cell: number): { lng: number; lat: number } {
  const [lng, lat] = middleOfCell(cells, cell)
  return { lng, lat }
}
