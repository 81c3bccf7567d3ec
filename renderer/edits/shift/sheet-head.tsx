/** What every sheet says of itself: whose it is, of which span, how old, that it is simulated, and who hands over. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { ShiftReport } from '../../../preload/contract/shift.ts'
import { SimulatedMark } from '../../chrome/simulated-mark.tsx'
import { useText } from '../../chrome/text.ts'
import { useSession } from '../../state/session.ts'

interface Props {
  report: ShiftReport
  office: string | null
  from: number
  to: number
  now: number
}

export function SheetHead({ report: { offices, provenance }, office, from, to, now }: Props): ReactNode {
  const { t, locale, dateTime } = useText()
  const session = useSession()
  const named = offices.filter(({ id }) => office === null || id === office).map(({ name, nameEn }) => (locale === 'en' ? nameEn : null) ?? name)
  const lines: [string, string][] = [
    [t('shift.sheet.office'), named.join(locale === 'en' ? ', ' : '、')],
    [t('shift.sheet.span'), `${dateTime(from)} – ${dateTime(to)}`],
    [t('shift.sheet.asOf'), provenance.asOf === null ? t('age.never') : dateTime(provenance.asOf)],
    [t('shift.sheet.who'), session?.name ?? ''],
    [t('shift.sheet.printed'), dateTime(now)],
  ]
  return (
    <Box data-sheet-head sx={{ mb: 2 }}>
      <Typography variant="h1" component="h2" sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>{t('shift.title')}{provenance.simulated ? <SimulatedMark /> : null}</Typography>
      <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 0.25, m: 0 }}>
        {lines.map(([label, value]) => (
          <Box key={label} sx={{ display: 'flex', gap: 0.75 }}>
            <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>{label}</Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0 }}><bdi>{value}</bdi></Typography>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
