/** The records of the displaced groups that lie outside their area, page by page, each with links to the map. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Paper from '@mui/material/Paper'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'
import { useLive } from '../state/live.ts'
import { FlaggedRecord } from './flagged-record.tsx'

const PAGE = 25

export function FlaggedTable({ total }: { total: number }): ReactNode {
  const { t, number } = useText()
  const [wanted, setWanted] = useState(0)
  // The list may have become shorter since the page was turned.
  const from = Math.min(wanted, Math.floor((total - 1) / PAGE) * PAGE)
  const live = useLive('quality.flagged', { from, limit: PAGE }, ['session', 'sync', 'field', 'places', 'cases'])
  const page = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return (
    <Paper component="section" variant="outlined" aria-labelledby="quality-flagged" sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1, flexWrap: 'wrap' }}>
        <Typography id="quality-flagged" variant="h3" sx={{ flex: 1 }}>{t('quality.flagged')}</Typography>
        <Typography component="output" sx={{ fontVariantNumeric: 'tabular-nums' }} data-flagged-range={`${from + 1} ${total}`}>{t('quality.range', { from: number(from + 1), to: number(Math.min(total, from + PAGE)), total: number(total) })}</Typography>
        <Button variant="outlined" size="small" disabled={from === 0} onClick={() => setWanted(from - PAGE)}>{t('quality.previous')}</Button>
        <Button variant="outlined" size="small" disabled={from + PAGE >= total} onClick={() => setWanted(from + PAGE)}>{t('quality.next')}</Button>
      </Box>
      {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
      {page === undefined ? (live.state === 'asking' ? <LinearProgress aria-label={t('quality.flagged.loading')} /> : null) : page.rows.length === 0 ? <Typography role="note">{t('quality.flagged.empty')}</Typography> : (
        <TableContainer component="section" tabIndex={0} aria-labelledby="quality-flagged" aria-busy={page.from !== from} sx={{ maxHeight: 560 }}>
          <Table size="small" stickyHeader>
            <TableHead>
              <TableRow>
                <TableCell>{t('quality.record')}</TableCell>
                <TableCell>{t('quality.named')}</TableCell>
                <TableCell>{t('quality.found')}</TableCell>
                <TableCell>{t('quality.offset.title')}</TableCell>
                <TableCell>{t('quality.suspected')}</TableCell>
                <TableCell>{t('quality.evidence.title')}</TableCell>
                <TableCell>{t('quality.map')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>{page.rows.map((row) => <FlaggedRecord key={JSON.stringify([row.type, row.id])} row={row} />)}</TableBody>
          </Table>
        </TableContainer>
      )}
    </Paper>
  )
}
