/** The areas of the map as a table: the same figures, their intervals, ranks by the lower limit; a press goes into an area. */
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
import type { AreaFigure, AreaFigures } from '../../preload/contract/measure.ts'
import type { City, Filter } from '../../preload/contract/model.ts'
import { Age } from '../chrome/age.tsx'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { changeAddress } from '../state/address.ts'
import { areaOf, nameOf } from '../chrome/ground/areas.ts'
import { unitOf, writeFigure } from '../chrome/ground/area-words.ts'
import { CommunitiesList } from './communities-list.tsx'
import { MeasurePicker } from './measure-picker.tsx'
import type { AreasHere } from './use-areas.ts'
import { useLevel } from './use-level.ts'

export function AreasTab({ areas, city, filter }: { areas: AreasHere; city: City; filter: Filter }): ReactNode {
  const { t } = useText()
  const { figures, asking, failure } = areas
  return (
    <Stack spacing={1} sx={{ p: 1.5 }} aria-busy={asking}>
      <MeasurePicker />
      {failure === null ? null : <FailureNote failure={failure} />}
      {figures === null ? (asking ? <LinearProgress aria-label={t('map.asking')} /> : null) : <Figures figures={figures} city={city} />}
      <CommunitiesList filter={filter} />
    </Stack>
  )
}

function Figures({ figures, city }: { figures: AreaFigures; city: City }): ReactNode {
  const text = useText()
  const { t, number, locale } = text
  const rows = figures.figures.toSorted(byRank)
  return (
    <Box>
      <Typography variant="caption" component="p">{unitOf(figures, text)}</Typography>
      <Table size="small" data-areas={figures.level} sx={{ '& .MuiTableCell-root': { px: 0.5, py: 0.5, fontSize: '0.8125rem' } }}>
        <TableHead>
          <TableRow>
            <TableCell align="right">{t('map.areas.rank')}</TableCell>
            <TableCell>{t('map.areas.area')}</TableCell>
            <TableCell align="right">{t(figures.measure === 'count' || figures.layer === 'bottleneck' ? 'map.areas.value' : 'map.areas.valueInterval')}</TableCell>
            <TableCell align="right">{t(`map.areas.amount.${figures.layer}`)}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((figure) => (
            <TableRow key={figure.area} data-area={figure.area} data-value={figure.value ?? ''} data-amount={figure.amount ?? ''}>
              <TableCell align="right">{figure.rank ?? '–'}</TableCell>
              <TableCell><Name area={figure.area} words={nameOf(areaOf(city, figure.area), locale === 'en') || figure.area} /></TableCell>
              <TableCell align="right">
                {writeFigure(figure, text)}
                {figure.value === null || figure.reliability === 'plain' ? null : <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{t(`map.areas.${figure.reliability}`)}</Typography>}
              </TableCell>
              <TableCell align="right">{figure.amount === null ? '–' : number(figure.amount, figures.layer === 'bottleneck' ? 1 : 0)}</TableCell>
            </TableRow>
          ))}
          <TableRow>
            <TableCell />
            <TableCell sx={{ fontWeight: 600 }}>{t('map.areas.total')}</TableCell>
            <TableCell />
            <TableCell align="right" data-areas-total={figures.total} sx={{ fontWeight: 600 }}>{number(figures.total, figures.layer === 'bottleneck' ? 1 : 0)}</TableCell>
          </TableRow>
        </TableBody>
      </Table>
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 1 }}>{t('map.areas.note')}</Typography>
      <Age provenance={figures.provenance} />
    </Box>
  )
}

/** Ranked ones first; the others by what they have. */
function byRank(a: AreaFigure, b: AreaFigure): number {
  return (a.rank ?? Infinity) - (b.rank ?? Infinity) || (b.amount ?? -1) - (a.amount ?? -1) || (a.area < b.area ? -1 : 1)
}

/** Into a district the table follows with its streets. */
function Name({ area, words }: { area: string; words: string }): ReactNode {
  const level = useLevel()
  const go = (): void => changeAddress({ area, ...(level === 'district' ? { level: 'street' as const } : {}) })
  return <Link component="button" type="button" onClick={go} sx={{ textAlign: 'start', font: 'inherit' }}><bdi>{words}</bdi></Link>
}
