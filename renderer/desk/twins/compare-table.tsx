/** Two cases line by line; what one text says alone is marked by a line under it, not by a colour alone. */
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { MessageKey } from '../../catalogue.ts'
import { nameClass } from '../../chrome/filter/class-picker.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { StatusMark } from '../status-mark.tsx'
import { differenceOf, type TextPart } from './text-difference.ts'

export function CompareTable({ one, other }: { one: CaseWhole; other: CaseWhole }): ReactNode {
  const { t, locale, dateTime, number } = useText()
  const { classes } = useCity()
  const [texts, places] = [differenceOf(one.text, other.text), differenceOf(one.place, other.place)]
  const name = (id: string): string => {
    const known = classes.find((each) => each.id === id)
    return known === undefined ? id : nameClass(known, locale)
  }
  const plain = (of: (whole: CaseWhole) => ReactNode): [ReactNode, ReactNode] => [of(one), of(other)]
  const rows: [MessageKey, [ReactNode, ReactNode]][] = [
    ['desk.column.status', plain(({ status }) => <StatusMark status={status} />)],
    ['desk.column.text', [<Parts key="one" parts={texts.one} />, <Parts key="other" parts={texts.other} />]],
    ['desk.column.place', [<Parts key="one" parts={places.one} />, <Parts key="other" parts={places.other} />]],
    ['desk.column.class', plain((whole) => name(whole.class))],
    ['desk.fact.reported', plain(({ reportedAt }) => dateTime(reportedAt))],
    ['desk.column.due', plain(({ dueAt }) => (dueAt === null ? t('desk.due.none') : dateTime(dueAt)))],
    ['flow.field.department', plain(({ department }) => department ?? t('edits.none'))],
    ['desk.fact.reporter', plain(({ reporter }) => (reporter === null ? t('desk.reporter.none') : `${reporter.name} ${reporter.phone}`))],
    ['desk.fact.photos', plain(({ photos }) => t('desk.photos', { n: number(photos, 0) }))],
  ]
  return (
    <Table size="small" aria-label={t('twin.title')} data-compared={other.id} sx={{ tableLayout: 'fixed', '& td, & th': { verticalAlign: 'top', overflowWrap: 'anywhere' } }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: 96 }}>{t('desk.column.number')}</TableCell>
          <TableCell><bdi>{one.number}</bdi> {t('twin.this')}</TableCell>
          <TableCell><bdi>{other.number}</bdi> {t('twin.other')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(([label, [left, right]]) => (
          <TableRow key={label}>
            <TableCell component="th" scope="row" sx={{ color: 'text.secondary' }}>{t(label)}</TableCell>
            <TableCell><bdi>{left}</bdi></TableCell>
            <TableCell><bdi>{right}</bdi></TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Parts({ parts }: { parts: readonly TextPart[] }): ReactNode {
  return parts.map(({ text, isOwn }, n) => (isOwn ? <Box component="mark" key={n} sx={{ bgcolor: 'action.selected', color: 'inherit', textDecoration: 'underline', textDecorationStyle: 'wavy', textUnderlineOffset: 3, textDecorationColor: 'currentcolor' }}>{text}</Box> : <span key={n}>{text}</span>))
}
