/** Where the area outlines come from, level by level: the central's or a file's of this PC, with maker, day and coordinate system. */
import Paper from '@mui/material/Paper'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { OutlineOrigin } from '../../preload/contract/quality.ts'
import { useText } from '../chrome/text.ts'
import { wordSystem } from './quality-words.ts'

/** Nothing where there is no outline at all: the page says so above. */
export function OutlineTable({ origins }: { origins: readonly OutlineOrigin[] }): ReactNode {
  const { t } = useText()
  if (origins.length === 0) return null
  return (
    <Paper component="section" variant="outlined" aria-labelledby="quality-outlines" sx={{ p: 2 }}>
      <Typography id="quality-outlines" variant="h3" sx={{ mb: 1 }}>{t('quality.origins')}</Typography>
      <TableContainer component="section" tabIndex={0} aria-labelledby="quality-outlines">
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t('quality.origins.level')}</TableCell><TableCell>{t('quality.origins.from')}</TableCell><TableCell>{t('quality.origins.source')}</TableCell>
              <TableCell>{t('quality.origins.asOf')}</TableCell><TableCell>{t('quality.declared')}</TableCell><TableCell align="right">{t('quality.origins.outlines')}</TableCell><TableCell>{t('quality.origins.state')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>{origins.map((origin) => <OriginRow key={`${origin.from} ${origin.level} ${origin.source} ${origin.asOf}`} origin={origin} />)}</TableBody>
        </Table>
      </TableContainer>
    </Paper>
  )
}

function OriginRow({ origin: { level, from, source, asOf, system, outlines, simulated, unknown, state } }: { origin: OutlineOrigin }): ReactNode {
  const text = useText()
  const { t, number, day } = text
  const notes = [t(`quality.origins.state.${state}`), ...(simulated > 0 ? [t('quality.origins.simulated', { n: number(simulated) })] : []), ...(unknown > 0 ? [t('quality.origins.unknown', { n: number(unknown) })] : [])]
  const isFault = state === 'unreadable' || state === 'changed' || unknown > 0
  return (
    <TableRow hover data-origin={`${from} ${level ?? ''} ${state}`}>
      <TableCell component="th" scope="row">{level === null ? '–' : t(`quality.level.${level}`)}</TableCell>
      <TableCell>{t(`quality.origins.from.${from}`)}</TableCell>
      <TableCell sx={{ wordBreak: 'break-word' }}><bdi>{source}</bdi></TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{asOf === null ? t('quality.origins.unstated') : day(asOf)}</TableCell>
      <TableCell>{wordSystem(system, text)}</TableCell>
      <TableCell align="right">{number(outlines)}</TableCell>
      <TableCell sx={{ color: isFault ? 'warning.text' : 'text.primary' }}>{isFault ? '▲ ' : ''}{notes.join(' · ')}</TableCell>
    </TableRow>
  )
}
