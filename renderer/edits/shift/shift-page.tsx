/** The hand-over of a shift: what was done, what fell due, what is open and late, who is waited for, and the own edits that are not settled; as a page and as a sheet of paper. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ShiftReport } from '../../../preload/contract/shift.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { Late } from '../../chrome/late.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { useLive } from '../../state/live.ts'
import { useNow } from '../../state/now.ts'
import { useSession } from '../../state/session.ts'
import { CaseRows } from './case-rows.tsx'
import { OwnEdits } from './own-edits.tsx'
import { PrintStyle } from './print-style.tsx'
import { SheetHead } from './sheet-head.tsx'
import { SpanForm } from './span-form.tsx'
import { resolveSpan, type Span } from './span.ts'
import { Tallies } from './tallies.tsx'

export function ShiftPage(): ReactNode {
  const { t } = useText()
  const city = useCity()
  const session = useSession()
  const now = useNow()
  const [chosen, setChosen] = useState<{ office: string | null; span: Span }>({ office: session?.role === 'office' ? session.homeArea : null, span: { last: 8 } })
  const span = resolveSpan(chosen.span, city.timeZone, now)
  const live = useLive('shift.get', span === null ? null : { office: chosen.office, ...span }, ['session', 'sync', 'cases'])
  const report = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  if (report?.offices.length === 0) return <Box sx={{ p: 4, maxWidth: 560 }} data-no-office><Typography variant="h2">{t('shift.none')}</Typography><Typography sx={{ color: 'text.secondary' }}>{t('shift.none.more')}</Typography></Box>
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 3 }} data-shift={report === undefined || span === null ? '' : 'here'}>
      <PrintStyle />
      <Box sx={{ maxWidth: 1400, mx: 'auto' }}>
        <Box data-screen-only sx={{ display: 'grid', gap: 1, mb: 2 }}>
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
            <Typography sx={{ color: 'text.secondary', flex: 1 }}>{t('shift.what')}</Typography>
            <Button variant="contained" disabled={report === undefined} data-print onClick={() => window.print()}>{t('shift.print')}</Button>
          </Box>
          <SpanForm offices={report?.offices ?? []} office={chosen.office} span={chosen.span} change={(patch) => setChosen({ ...chosen, ...patch })} />
          {live.state === 'failed' ? <FailureNote failure={live.failure} /> : null}
          {live.state === 'asking' && span !== null ? <Late><LinearProgress aria-label={t('shift.loading')} /></Late> : null}
        </Box>
        {report === undefined || span === null ? null : <Sheet report={report} office={chosen.office} span={span} now={now} />}
      </Box>
    </Box>
  )
}

function Sheet({ report, office, span: { from, to }, now }: { report: ShiftReport; office: string | null; span: { from: number; to: number }; now: number }): ReactNode {
  const { t } = useText()
  return (
    <>
      <SheetHead report={report} office={office} from={from} to={to} now={now} />
      <Tallies report={report} />
      <CaseRows name="fellDue" title={t('shift.fellDue')} list={report.fellDue} now={now} />
      <CaseRows name="late" title={t('shift.late')} list={report.late} now={now} />
      <CaseRows name="changed" title={t('shift.changed')} list={report.changed} now={now} />
      <OwnEdits now={now} />
      <Typography sx={{ mt: 3 }}>{t('shift.sheet.signature')}{'\u2003'}______________________</Typography>
    </>
  )
}
