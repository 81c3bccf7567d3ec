/** Every held scope and type: how many rows, and how many of them lie nowhere, outside the city, or outside the area they name. */
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { QualitySource } from '../../preload/contract/quality.ts'
import { Age } from '../chrome/age.tsx'
import { useText } from '../chrome/text.ts'
import { wordSystem } from './quality-words.ts'

export function SourceTable({ sources }: { sources: readonly QualitySource[] }): ReactNode {
  const { t } = useText()
  return (
    <Paper component="section" variant="outlined" aria-labelledby="quality-sources" sx={{ p: 2 }}>
      <Typography id="quality-sources" variant="h3" sx={{ mb: 1 }}>{t('quality.sources')}</Typography>
      {sources.length === 0 ? <Typography role="note" sx={{ color: 'text.secondary' }}>{t('quality.sources.empty')}</Typography> : (
        <TableContainer component="section" tabIndex={0} aria-labelledby="quality-sources">
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{t('quality.scope')}</TableCell>
                <TableCell>{t('quality.type')}</TableCell>
                <TableCell align="right">{t('quality.rows')}</TableCell>
                <TableCell align="right" title={t('quality.withoutPoint.why')}>{t('quality.withoutPoint')}</TableCell>
                <TableCell align="right">{t('quality.outsideCity')}</TableCell>
                <TableCell align="right" title={t('quality.outsideArea.why')}>{t('quality.outsideArea')}</TableCell>
                <TableCell align="right">{t('quality.displaced')}</TableCell>
                <TableCell title={t('quality.declared.why')}>{t('quality.declared')}</TableCell>
                <TableCell>{t('quality.age')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>{sources.map((source) => <SourceRow key={`${source.scope} ${source.type}`} source={source} />)}</TableBody>
          </Table>
        </TableContainer>
      )}
    </Paper>
  )
}

function SourceRow({ source }: { source: QualitySource }): ReactNode {
  const text = useText()
  const { t, number } = text
  const { rows, judged, declared } = source
  return (
    <TableRow hover data-quality-source={`${source.scope} ${source.type}`}>
      <TableCell component="th" scope="row"><bdi>{source.scopeName}</bdi><Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}><bdi>{source.scope}</bdi></Typography></TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{t(`type.${source.type}`)}</TableCell>
      <Count value={rows} />
      <Count value={source.withoutPoint} isFault />
      <Count value={source.outsideCity} isFault />
      <Count value={source.outsideArea} isFault note={judged < rows && judged > 0 ? t('quality.ofJudged', { n: number(judged) }) : null} />
      {source.displaced === null && judged > 0
        ? <TableCell align="right" title={t('quality.notSearched.why')} sx={{ color: 'text.secondary' }}>{t('quality.notSearched')}</TableCell>
        : <Count value={source.displaced} isFault />}
      <TableCell sx={{ color: 'text.secondary' }}>{declared.map(({ system, rows: n }) => (declared.length === 1 ? wordSystem(system, text) : `${wordSystem(system, text)} ${number(n)}`)).join(' · ')}</TableCell>
      <TableCell><Age provenance={source.provenance} /></TableCell>
    </TableRow>
  )
}

/** A fault that is there is bold besides its colour; what cannot be judged is a word. */
function Count({ value, isFault = false, note = null }: { value: number | null; isFault?: boolean; note?: string | null }): ReactNode {
  const { t, number } = useText()
  const isThere = isFault && value !== null && value > 0
  return (
    <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums', color: value === null ? 'text.secondary' : isThere ? 'warning.text' : undefined, fontWeight: isThere ? 650 : 400 }}>
      {value === null ? t('quality.unknown') : number(value)}
      {note === null ? null : <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{note}</Typography>}
    </TableCell>
  )
}
