/** What of the list leaves as a file, in which format, and what for: nothing is written without a purpose. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { MOST_CASE_FILE_ROWS } from '../../../preload/contract/case-export.ts'
import { CASE_FILE_FORMATS, type CaseFileFormat, LONGEST_PURPOSE } from '../../../preload/contract/case-output.ts'
import type { CaseOrder, CaseQuestion } from '../../../preload/contract/case-list.ts'
import type { Provenance } from '../../../preload/contract/model.ts'
import { SimulatedMark } from '../../chrome/simulated-mark.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { useSession } from '../../state/session.ts'
import { columnWords } from '../columns.tsx'
import { useColumns } from '../kept-columns.ts'
import { columnsOf, orderOf } from './case-export-order.ts'
import { CaseExportStatus } from './case-export-status.tsx'
import { useCaseExport } from './use-case-export.ts'

export interface ListOnScreen {
  question: CaseQuestion
  order: CaseOrder
  /** Null while it is counted. */
  total: number | null
  provenance: Provenance | null
}

export function CaseExportDialog({ list: { question, order, total, provenance }, close }: { list: ListOnScreen; close: () => void }): ReactNode {
  const text = useText()
  const { t, number, dateTime } = text
  const city = useCity()
  const session = useSession()
  const { hidden } = useColumns()
  const [purpose, setPurpose] = useState('')
  const [format, setFormat] = useState<CaseFileFormat>('xlsx')
  const exporting = useCaseExport()
  const isUnderWay = exporting.export.state === 'writing' || exporting.export.state === 'fetching'
  const fits = (each: CaseFileFormat): boolean => (total ?? 0) <= MOST_CASE_FILE_ROWS[each]
  const chosen = fits(format) ? format : 'csv'
  const facts: [string, ReactNode][] = [
    [t('export.inside.rows'), total === null ? '…' : number(total, 0)],
    [t('export.inside.asOf'), provenance?.asOf == null ? t('age.never') : dateTime(provenance.asOf)],
    [t('caseFile.columns'), columnsOf(hidden).map((column) => columnWords(column, text)).join(text.locale === 'en' ? ', ' : '、')],
    [t('caseFile.author'), session === null ? '' : `${session.name} · ${session.centralName}`],
    [t('export.inside.mark'), provenance?.simulated === true ? <SimulatedMark key="mark" /> : t('export.inside.real')],
  ]
  const start = (): void => {
    if (total !== null && purpose.trim() !== '') exporting.write(orderOf({ question, order, hidden, total, city }, chosen, purpose.trim(), text))
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="case-export-title" data-case-export={exporting.export.state}>
      <Box component="form" sx={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}>
        <DialogTitle id="case-export-title" sx={{ pb: 1 }}>{t('caseFile.title')}</DialogTitle>
        <DialogContent sx={{ pb: 1 }}>
          <Stack spacing={1.5} sx={{ pt: 0.5 }}>
            <Typography variant="body2">{t('caseFile.what')}</Typography>
            <TextField
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field without which nothing leaves
              autoFocus required fullWidth label={t('caseFile.purpose')} helperText={t('caseFile.purpose.hint')} value={purpose} disabled={isUnderWay} onChange={(event) => setPurpose(event.target.value)} slotProps={{ htmlInput: { maxLength: LONGEST_PURPOSE } }} />
            <ToggleButtonGroup size="small" exclusive value={chosen} aria-label={t('export.format')} disabled={isUnderWay} onChange={(_, next: CaseFileFormat | null) => next !== null && setFormat(next)}>
              {CASE_FILE_FORMATS.map((each) => <ToggleButton key={each} value={each} disabled={isUnderWay || !fits(each)} sx={{ px: 1.5 }}>{t(`export.format.${each}`)}</ToggleButton>)}
            </ToggleButtonGroup>
            {fits('xlsx') ? null : <Typography variant="caption">{t('export.format.tooMany', { format: t('export.format.xlsx'), n: number(MOST_CASE_FILE_ROWS.xlsx, 0) })}</Typography>}
            <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 1.5, rowGap: 0.5, m: 0 }}>
              {facts.map(([label, value]) => (
                <Box key={label} sx={{ display: 'contents' }}>
                  <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>{label}</Typography>
                  <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}><bdi>{value}</bdi></Typography>
                </Box>
              ))}
            </Box>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('caseFile.personal')}</Typography>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t(`caseFile.${chosen}`)}</Typography>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('caseFile.recorded')}</Typography>
            {total === null ? <Alert severity="info">{t('caseFile.counting')}</Alert> : total === 0 ? <Alert severity="info">{t('caseFile.empty')}</Alert> : null}
          </Stack>
        </DialogContent>
        <Box sx={{ px: 3, pt: 1, flex: 'none' }}><CaseExportStatus state={exporting.export} /></Box>
        <DialogActions>
          {isUnderWay ? <Button onClick={exporting.cancel}>{t('export.cancel')}</Button> : <Button onClick={close}>{t('frame.close')}</Button>}
          <Button type="submit" variant="contained" disabled={isUnderWay || total === null || total === 0 || purpose.trim() === ''}>{t('export.do')}</Button>
        </DialogActions>
      </Box>
    </Dialog>
  )
}
