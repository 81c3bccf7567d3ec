/** The rows of a spreadsheet as they will be filed, the wrong ones first, each with its line and what to mend. */
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { LeadVerdict } from '../../../preload/contract/lead.ts'
import { nameClass } from '../../chrome/filter/class-picker.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { areaName } from '../list-words.ts'
import { hasContact } from './lead-fields.ts'
import type { FileLead } from './read-leads-file.ts'

const ROWS_SHOWN = 200

export function SheetPreview({ leads, verdicts }: { leads: readonly FileLead[]; verdicts: readonly LeadVerdict[] }): ReactNode {
  const text = useText()
  const { t, locale, number } = text
  const city = useCity()
  const said = new Map(verdicts.map((verdict) => [verdict.opId, verdict]))
  const ordered = leads.toSorted((a, b) => Number(b.faults.length > 0) - Number(a.faults.length > 0) || a.line - b.line)
  const fate = (lead: FileLead): string => {
    const verdict = said.get(lead.op_id)
    if (lead.faults.length > 0) return lead.faults.map((fault) => t(`lead.fault.${fault}`)).join(text.locale === 'en' ? '; ' : '；')
    if (lead.isKnown) return t('leads.row.known')
    return verdict === undefined ? t('leads.row.ready') : t(`leads.row.${verdict.state}`)
  }
  return (
    <Box component="section" sx={{ maxHeight: 320, overflow: 'auto', border: 1, borderColor: 'divider' }} tabIndex={0} aria-label={t('leads.preview')}>
      <Table size="small" stickyHeader>
        <TableHead><TableRow>{[t('leads.row.line'), t('leads.row.fate'), t('desk.column.street'), t('desk.column.class'), t('desk.column.text'), t('desk.column.place'), t('desk.column.marks'), t('lead.contact')].map((head) => <TableCell key={head}>{head}</TableCell>)}</TableRow></TableHead>
        <TableBody>
          {ordered.slice(0, ROWS_SHOWN).map((lead) => {
            const { fields } = lead
            const own = city.classes.find(({ id }) => id === fields.class)
            return (
              <TableRow key={lead.op_id} data-lead-row={lead.line} data-faults={lead.faults.join(' ')}>
                <TableCell>{lead.line}</TableCell>
                <TableCell sx={{ color: lead.faults.length > 0 || said.get(lead.op_id)?.state === 'refused' ? 'error.text' : undefined, minWidth: 140 }}>{lead.faults.length > 0 ? '▲ ' : ''}{fate(lead)}</TableCell>
                <TableCell><bdi>{fields.area === '' ? '' : areaName(fields.area, city, text)}</bdi></TableCell>
                <TableCell><bdi>{own === undefined ? '' : nameClass(own, locale)}</bdi></TableCell>
                <TableCell sx={{ maxWidth: 280, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}><bdi>{fields.text}</bdi></TableCell>
                <TableCell><bdi>{fields.place}</bdi></TableCell>
                <TableCell>{[fields.danger ? t('desk.mark.danger') : '', fields.urgent ? t('desk.mark.urgent') : ''].filter((mark) => mark !== '').join(' ')}</TableCell>
                <TableCell>{hasContact(fields) ? t('leads.row.contact') : ''}</TableCell>
              </TableRow>
            )
          })}
        </TableBody>
      </Table>
      {leads.length > ROWS_SHOWN ? <Typography variant="caption" sx={{ p: 1, display: 'block' }}>{t('leads.more', { n: number(leads.length - ROWS_SHOWN) })}</Typography> : null}
    </Box>
  )
}
