/** Figures of a checked deck, page by page: where each stands, what was written, what the file shows, what the data say now and how old that is. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CheckedFigure, PlacedFigure } from '../../../preload/contract/deck.ts'
import { useText } from '../../chrome/text.ts'
import { useNow } from '../../state/now.ts'
import { FateMark } from './fate-mark.tsx'

const PAGE = 50
const COLUMNS = ['page', 'slide', 'figure', 'fate', 'was', 'shown', 'now'] as const

export function FigureTable({ figures }: { figures: readonly CheckedFigure[] }): ReactNode {
  const { t, number } = useText()
  const [from, setFrom] = useState(0)
  const total = figures.length
  return (
    <Box sx={{ minWidth: 0 }}>
      <TableContainer component="section" tabIndex={0} aria-label={t('check.list')} sx={{ maxHeight: 560 }}>
        <Table size="small" stickyHeader>
          <TableHead><TableRow>{COLUMNS.map((column) => <TableCell key={column}>{t(`check.column.${column}`)}</TableCell>)}</TableRow></TableHead>
          <TableBody>{figures.slice(from, from + PAGE).map((figure, n) => <Row key={from + n} figure={figure} />)}</TableBody>
        </Table>
      </TableContainer>
      {total <= PAGE ? null : (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 1, flexWrap: 'wrap' }}>
          <Typography component="output" sx={{ flex: 1, fontVariantNumeric: 'tabular-nums' }}>{t('check.range', { from: number(from + 1), to: number(Math.min(total, from + PAGE)), total: number(total) })}</Typography>
          <Button variant="outlined" size="small" disabled={from === 0} onClick={() => setFrom(from - PAGE)}>{t('check.previous')}</Button>
          <Button variant="outlined" size="small" disabled={from + PAGE >= total} onClick={() => setFrom(from + PAGE)}>{t('check.next')}</Button>
        </Box>
      )}
    </Box>
  )
}

const isShape = (shape: string): shape is PlacedFigure['shape'] => ['title', 'so-what', 'visual', 'beside', 'footer'].includes(shape)

function Row({ figure }: { figure: CheckedFigure }): ReactNode {
  const { t, number } = useText()
  const { page, slideTitle, shape, place, label, fate, was, shown, now, query, params, records, asOf, nowAsOf } = figure
  const isOwn = shape === ''
  return (
    <TableRow data-fate={fate} sx={{ '& td': { verticalAlign: 'top' } }}>
      <TableCell sx={{ fontVariantNumeric: 'tabular-nums' }}>{number(page)}</TableCell>
      <TableCell sx={{ maxWidth: 220, overflowWrap: 'anywhere' }}><bdi>{slideTitle}</bdi></TableCell>
      <TableCell sx={{ maxWidth: 260, overflowWrap: 'anywhere' }}>
        {t(isShape(shape) ? `check.shape.${shape}` : 'check.shape.own')} · {t(`check.place.${place}`)}
        {label === '' ? null : <div><bdi>{label}</bdi></div>}
        {query === null ? null : (
          <Box component="details">
            <Typography component="summary" variant="caption" sx={{ cursor: 'pointer', color: 'text.secondary' }}>{t('check.query')}</Typography>
            <Typography component="bdi" variant="caption" sx={{ overflowWrap: 'anywhere' }}>{query} {JSON.stringify(params)}</Typography>
            {records === null ? null : <Typography component="div" variant="caption">{t('check.records', { n: number(records) })}</Typography>}
          </Box>
        )}
      </TableCell>
      <TableCell><FateMark fate={fate} /></TableCell>
      <Value text={was} otherwise={t('check.nothing')} asOf={asOf} />
      <Value text={shown} otherwise={t('check.gone.figure')} asOf={null} isStrong={fate === 'edited'} />
      <Value text={now} otherwise={isOwn || query === null ? t('check.nothing') : t('check.unasked')} asOf={nowAsOf} isStrong={fate === 'drifted'} />
    </TableRow>
  )
}

function Value({ text, otherwise, asOf, isStrong = false }: { text: string | null; otherwise: string; asOf: number | null; isStrong?: boolean }): ReactNode {
  const { t, moment } = useText()
  const now = useNow()
  return (
    <TableCell sx={{ maxWidth: 240, overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums', fontWeight: isStrong ? 700 : 400, color: text === null ? 'text.secondary' : 'text.primary' }}>
      <bdi>{text ?? otherwise}</bdi>
      {asOf === null || text === null ? null : <Typography component="div" variant="caption" sx={{ color: 'text.secondary' }}>{t('check.asOf', { time: moment(asOf, now) })}</Typography>}
    </TableCell>
  )
}
