/** How the work stands by street: what is open and late now, and what the period asked to be closed and was. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableFooter from '@mui/material/TableFooter'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { CaseQuestion } from '../../preload/contract/case-list.ts'
import type { UnitCounts, UnitFigures } from '../../preload/contract/unit-figures.ts'
import { Age } from '../chrome/age.tsx'
import { FailureNote } from '../chrome/failure-note.tsx'
import { Late } from '../chrome/late.tsx'
import { useText } from '../chrome/text.ts'
import { changeAddress } from '../state/address.ts'
import { useLive } from '../state/live.ts'

const COLUMNS = ['open', 'overdue', 'shouldBeClosed', 'closed', 'closedInTime'] as const satisfies readonly (keyof UnitCounts)[]

export function UnitTable({ question, close }: { question: CaseQuestion; close: () => void }): ReactNode {
  const { t, day } = useText()
  const live = useLive('cases.units', { question }, ['session', 'sync', 'cases'])
  const figures = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return (
    <Dialog open onClose={close} maxWidth="md" fullWidth aria-labelledby="units-title" transitionDuration={0}>
      <DialogTitle id="units-title">{t('desk.units')}</DialogTitle>
      <DialogContent data-units={figures?.units.length ?? ''}>
        {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
        {figures === undefined ? <Late><LinearProgress aria-label={t('desk.units')} /></Late> : (
          <>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('desk.units.period', { from: day(figures.from), to: day(figures.to - 1) })}</Typography>
            {figures.units.length === 0 ? <Typography role="note" sx={{ mt: 2 }}>{t('desk.units.none')}</Typography> : <Units figures={figures} close={close} />}
            <Box sx={{ mt: 1 }}><Age provenance={figures.provenance} /></Box>
          </>
        )}
      </DialogContent>
      <DialogActions><Button onClick={close}>{t('desk.units.close')}</Button></DialogActions>
    </Dialog>
  )
}

function Units({ figures: { units, total }, close }: { figures: UnitFigures; close: () => void }): ReactNode {
  const { t, locale } = useText()
  const show = (area: string): void => {
    changeAddress({ area, view: 'late', order: null })
    close()
  }
  return (
    <Table size="small" aria-label={t('desk.units')}>
      <TableHead>
        <TableRow>
          <TableCell component="th" scope="col">{t('desk.units.unit')}</TableCell>
          {COLUMNS.map((name) => <TableCell key={name} component="th" scope="col" align="right">{t(`desk.units.${name}`)}</TableCell>)}
          <TableCell component="th" scope="col" align="right">{t('desk.units.share')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {units.map(({ area, ...counts }) => (
          <TableRow key={area.id} data-unit={area.id}>
            <TableCell component="th" scope="row"><Link component="button" onClick={() => show(area.id)}><bdi>{(locale === 'en' ? area.nameEn : null) ?? area.name}</bdi></Link></TableCell>
            <Counts counts={counts} />
          </TableRow>
        ))}
      </TableBody>
      {units.length < 2 ? null : (
        <TableFooter>
          <TableRow data-unit="total"><TableCell component="th" scope="row">{t('desk.units.total')}</TableCell><Counts counts={total} /></TableRow>
        </TableFooter>
      )}
    </Table>
  )
}

function Counts({ counts }: { counts: UnitCounts }): ReactNode {
  const { number } = useText()
  const { overdue, shouldBeClosed, closedInTime } = counts
  return (
    <>
      {COLUMNS.map((name) => (
        <TableCell key={name} align="right" data-count={name} sx={{ fontVariantNumeric: 'tabular-nums', ...(name === 'overdue' && overdue > 0 ? { fontWeight: 600, color: 'error.text' } : {}) }}>
          {name === 'overdue' && overdue > 0 ? '▲ ' : ''}{number(counts[name])}
        </TableCell>
      ))}
      <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>{shouldBeClosed === 0 ? '—' : `${number((100 * closedInTime) / shouldBeClosed, 0)} %`}</TableCell>
    </>
  )
}
