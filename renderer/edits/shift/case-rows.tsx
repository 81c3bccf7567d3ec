/** One list of the hand-over's cases. */
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { CASE_ACTIONS } from '../../../preload/contract/case-flow.ts'
import type { ShiftCase, ShiftReport, ShiftRows } from '../../../preload/contract/shift.ts'
import type { Text } from '../../chrome/phrase.ts'
import { useText } from '../../chrome/text.ts'
import { formatAddress, useAddress } from '../../state/address.ts'
import { Part } from './part.tsx'

/** What an act is called; a kind that nobody here knows is one of the others. */
export function actWords({ kind, action }: Pick<ShiftReport['done'][number], 'kind' | 'action'>, { t }: Pick<Text, 't'>): string {
  const known = CASE_ACTIONS.find((one) => one === action)
  if (known !== undefined) return t(`flow.action.${known}`)
  return kind === 'create' || kind === 'edit' || kind === 'note' ? t(`shift.done.${kind}`) : t('shift.done.other')
}

export function CaseRows({ name, title, list: { rows, total }, now }: { name: string; title: string; list: ShiftRows; now: number }): ReactNode {
  const { t, number } = useText()
  return (
    <Part name={name} title={`${title} · ${number(total, 0)}`} total={total}>
      {rows.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('shift.empty')}</Typography> : (
        <Table size="small">
          <TableHead>
            <TableRow>{(['number', 'text', 'place', 'status', 'due'] as const).map((column) => <TableCell key={column}>{t(`desk.column.${column}`)}</TableCell>)}<TableCell>{t('shift.last.step')}</TableCell></TableRow>
          </TableHead>
          <TableBody>{rows.map((row) => <Row key={row.id} row={row} now={now} />)}</TableBody>
        </Table>
      )}
      {total > rows.length && rows.length > 0 ? <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('shift.more', { shown: number(rows.length, 0), total: number(total, 0) })}</Typography> : null}
    </Part>
  )
}

function Row({ row: { id, number, text: words, place, status, department, dueAt, urgent, danger, last }, now }: { row: ShiftCase; now: number }): ReactNode {
  const text = useText()
  const { t, shortMoment, duration } = text
  const [address] = useAddress()
  const due = dueAt === null ? t('desk.due.none') : dueAt < now ? t('desk.due.late', { due: shortMoment(dueAt, now), length: duration(now - dueAt) }) : shortMoment(dueAt, now)
  const marks = [...(danger ? [t('desk.mark.danger')] : []), ...(urgent ? [t('desk.mark.urgent')] : [])]
  return (
    <TableRow data-shift-case={id}>
      <TableCell sx={{ whiteSpace: 'nowrap' }}><Link href={formatAddress({ ...address, section: 'desk', pick: { type: 'case', id } })}><bdi>{number}</bdi></Link></TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>{marks.length === 0 ? null : <strong>{`${marks.join(' · ')} `}</strong>}<bdi>{words}</bdi></TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}><bdi>{place}</bdi></TableCell>
      <TableCell>{t(`status.${status}`)}{department === null ? null : <> · <bdi>{department}</bdi></>}</TableCell>
      <TableCell>{due}</TableCell>
      <TableCell>{last === null ? '–' : <bdi>{t('shift.last.by', { what: actWords(last, text), who: last.byName, when: shortMoment(last.at, now) })}</bdi>}</TableCell>
    </TableRow>
  )
}
