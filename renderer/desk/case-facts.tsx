/** The single facts of a case, label by label; what the row does not state is left out. */
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../preload/contract/case-list.ts'
import type { MessageKey } from '../catalogue.ts'
import { nameClass } from '../chrome/filter/class-picker.tsx'
import { useText } from '../chrome/text.ts'
import { useCity } from '../state/city.ts'
import { EditButton } from './edit/edit-button.tsx'

/** `correctClass` null: this account may not. */
export function CaseFacts({ whole, open, correctClass }: { whole: CaseWhole; open: (id: string) => void; correctClass: (() => void) | null }): ReactNode {
  const { t, locale, dateTime, number } = useText()
  const { classes } = useCity()
  const { duplicateOf, original, reporter, closedAt, externalId } = whole
  const own = classes.find((one) => one.id === whole.class)
  const facts: [MessageKey, ReactNode][] = [
    ['desk.column.class', <span key="class">{own === undefined ? whole.class : nameClass(own, locale)}{correctClass === null ? null : <EditButton name="class" what={t('flow.field.class')} begin={correctClass} />}</span>],
    ...(whole.department === null ? [] : [['flow.field.department', whole.department] as [MessageKey, ReactNode]]),
    ...(whole.askedUntil === null ? [] : [['flow.field.until', dateTime(whole.askedUntil)] as [MessageKey, ReactNode]]),
    ['desk.column.place', whole.place],
    ['desk.fact.area', whole.line.map((area) => (locale === 'en' ? area.nameEn : null) ?? area.name).join(' · ')],
    ['desk.fact.position', `${whole.lat.toFixed(5)}, ${whole.lng.toFixed(5)} (WGS-84)`],
    ...(original === null || original.crs === 'wgs84' ? [] : [['desk.fact.original', `${original.y}, ${original.x} (${original.crs === 'gcj02' ? 'GCJ-02' : 'BD-09'})`] as [MessageKey, ReactNode]]),
    ['desk.fact.reporter', reporter === null ? t('desk.reporter.none') : `${reporter.name} ${reporter.phone}`],
    ['desk.fact.reported', dateTime(whole.reportedAt)],
    ['desk.fact.updated', dateTime(whole.updatedAt)],
    ...(closedAt === null ? [] : [['desk.fact.closed', dateTime(closedAt)] as [MessageKey, ReactNode]]),
    ...(whole.dueAt === null ? [] : [['desk.fact.due', dateTime(whole.dueAt)] as [MessageKey, ReactNode]]),
    ['desk.fact.photos', t('desk.photos', { n: number(whole.photos) })],
    ...(duplicateOf === null ? [] : [['desk.fact.duplicate', duplicateOf.number === null ? duplicateOf.id : <Link key="duplicate" component="button" onClick={() => open(duplicateOf.id)}>{duplicateOf.number}</Link>] as [MessageKey, ReactNode]]),
    ...(externalId === null ? [] : [['desk.fact.external', externalId] as [MessageKey, ReactNode]]),
  ]
  return (
    <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 1.5, rowGap: 0.5, m: 0 }}>
      {facts.map(([label, value]) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>{t(label)}</Typography>
          <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }} data-fact={label}><bdi>{value}</bdi></Typography>
        </Box>
      ))}
    </Box>
  )
}
