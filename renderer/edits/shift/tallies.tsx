/** The figures of the hand-over: what was done, what is open, and who is waited for. */
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Awaited, ShiftReport } from '../../../preload/contract/shift.ts'
import { useText } from '../../chrome/text.ts'
import { actWords } from './case-rows.tsx'
import { Part } from './part.tsx'

export function Tallies({ report: { reported, done, open, duties, departments } }: { report: ShiftReport }): ReactNode {
  const text = useText()
  const { t } = text
  const late = duties.reduce((sum, one) => sum + one.late, 0)
  const figures: [string, number][] = [[t('shift.reported'), reported], ...done.map((one): [string, number] => [actWords(one, text), one.count])]
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', columnGap: 2, alignItems: 'start' }}>
      <Part name="done" title={t('shift.done')}><Figures figures={figures} /></Part>
      <Part name="waiting" title={t('shift.waiting')}>
        <Figures figures={[[t('shift.open'), open], [t('shift.open.late'), late]]} />
        <Awaiting rows={duties.map((one) => ({ ...one, who: t(`flow.duty.${one.duty}`) }))} />
      </Part>
      <Part name="departments" title={t('shift.departments')}>
        {departments.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('shift.empty')}</Typography> : <Awaiting rows={departments.map((one) => ({ ...one, who: one.name ?? t('shift.departments.none') }))} />}
      </Part>
    </Box>
  )
}

function Figures({ figures }: { figures: [string, number][] }): ReactNode {
  const { number } = useText()
  return (
    <Box component="dl" sx={{ m: 0, mb: 1, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) max-content', rowGap: 0.25 }}>
      {figures.map(([label, value]) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Typography component="dt" variant="body2">{label}</Typography>
          <Typography component="dd" variant="body2" sx={{ m: 0, fontWeight: 600, fontVariantNumeric: 'tabular-nums', textAlign: 'end' }}>{number(value, 0)}</Typography>
        </Box>
      ))}
    </Box>
  )
}

function Awaiting({ rows }: { rows: readonly (Awaited & { who: string })[] }): ReactNode {
  const { t, number } = useText()
  return (
    <Table size="small">
      <TableHead><TableRow><TableCell>{t('shift.waiting.who')}</TableCell><TableCell align="right">{t('shift.waiting.count')}</TableCell><TableCell align="right">{t('shift.waiting.late')}</TableCell></TableRow></TableHead>
      <TableBody>
        {rows.map(({ who, count, late: overdue }) => (
          <TableRow key={who}><TableCell sx={{ overflowWrap: 'anywhere' }}><bdi>{who}</bdi></TableCell><TableCell align="right">{number(count, 0)}</TableCell><TableCell align="right" sx={{ color: overdue > 0 ? 'error.text' : undefined }}>{overdue > 0 ? '▲ ' : ''}{number(overdue, 0)}</TableCell></TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
