/** Groups that lie off as a mistaken coordinate system would have it, each with the figures that say so. */
import Alert from '@mui/material/Alert'
import Paper from '@mui/material/Paper'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Displacement, Quality } from '../../preload/contract/quality.ts'
import { Age } from '../chrome/age.tsx'
import { useText } from '../chrome/text.ts'
import { wordCause, wordGroup, wordOffset } from './quality-words.ts'

export function DisplacementTable({ quality: { displacements, sources } }: { quality: Quality }): ReactNode {
  const { t } = useText()
  const isJudged = sources.some(({ judged }) => judged > 0)
  return (
    <Paper component="section" variant="outlined" aria-labelledby="quality-displacements" sx={{ p: 2 }}>
      <Typography id="quality-displacements" variant="h3" sx={{ mb: 0.5 }}>{t('quality.displacements')}</Typography>
      <Typography sx={{ color: 'text.secondary', mb: 1 }}>{t('quality.displacements.what')}</Typography>
      {displacements.length > 0 ? <Findings displacements={displacements} />
        : <Alert severity={isJudged ? 'success' : 'info'} variant="outlined" data-no-displacement>{t(isJudged ? 'quality.displacements.empty' : 'quality.displacements.unknown')}</Alert>}
      <Typography variant="caption" component="p" sx={{ mt: 1, mb: 0, color: 'text.secondary' }}>{t('quality.displacements.limits')}</Typography>
    </Paper>
  )
}

function Findings({ displacements }: { displacements: readonly Displacement[] }): ReactNode {
  const { t } = useText()
  return (
    <TableContainer component="section" tabIndex={0} aria-labelledby="quality-displacements">
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('quality.group')}</TableCell>
            <TableCell>{t('quality.suspected')}</TableCell>
            <TableCell>{t('quality.offset.title')}</TableCell>
            <TableCell>{t('quality.share.title')}</TableCell>
            <TableCell>{t('quality.evidence.title')}</TableCell>
            <TableCell>{t('quality.age')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>{displacements.map((displacement) => <Finding key={JSON.stringify([displacement.type, displacement.grouping, displacement.group?.id, displacement.actual, displacement.declared])} displacement={displacement} />)}</TableBody>
      </Table>
    </TableContainer>
  )
}

function Finding({ displacement }: { displacement: Displacement }): ReactNode {
  const text = useText()
  const { t, number, percent } = text
  const { records, strays, repaired, expected, z, alike } = displacement
  return (
    <TableRow hover data-displacement={`${displacement.actual} ${displacement.declared}`}>
      <TableCell component="th" scope="row" sx={{ minWidth: 140, wordBreak: 'break-word' }}>
        {t(`type.${displacement.type}`)}
        <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}><bdi>{wordGroup(displacement, text)}</bdi></Typography>
      </TableCell>
      <TableCell sx={{ color: 'warning.text', fontWeight: 600 }}>
        {wordCause(displacement, text)}
        {alike.length > 0 ? <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{t('quality.alike', { causes: alike.map((one) => wordCause(one, text)).join(' · ') })}</Typography> : null}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{wordOffset(displacement, text)}</TableCell>
      <TableCell sx={{ minWidth: 96 }}>{t('quality.share', { share: percent(Math.round(displacement.share * 100) / 100) })}</TableCell>
      <TableCell sx={{ minWidth: 260, fontVariantNumeric: 'tabular-nums' }}>
        {t('quality.evidence', { records: number(records), strays: number(strays), repaired: number(repaired), expected: number(expected, 0), z: number(z) })}
      </TableCell>
      <TableCell><Age provenance={displacement.provenance} /></TableCell>
    </TableRow>
  )
}
