/** What the file will say of itself, before it is made. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { ExportFormat } from '../../../preload/contract/export.ts'
import type { Filter } from '../../../preload/contract/model.ts'
import { SimulatedMark } from '../../chrome/simulated-mark.tsx'
import { useText } from '../../chrome/text.ts'
import type { FigureChoice } from './figure-choices.ts'
import type { PictureFacts } from '../../chrome/ground/picture-facts.ts'

interface Props {
  picture: PictureFacts | null
  choice: FigureChoice | null
  format: ExportFormat | null
  filter: Filter
  zone: string
}

export function FileFacts({ picture, choice, format, filter, zone }: Props): ReactNode {
  const { t, day, number, dateTime } = useText()
  const shown = picture === null ? choice : { asOf: picture.provenance.asOf, simulated: picture.provenance.simulated }
  if (shown === null) return null
  const rows: [string, ReactNode][] = [
    ...(picture === null && choice !== null ? [[t('export.inside.rows'), number(choice.rows, 0)] satisfies [string, ReactNode]] : []),
    [t('export.inside.asOf'), shown.asOf === null ? t('age.never') : dateTime(shown.asOf)],
    ...(picture === null && choice?.question.kind === 'sites' ? [] : [[t('export.inside.period'), t('filter.period.range', { from: day(filter.from), to: day(filter.to - 1) })] satisfies [string, ReactNode]]),
    [t('export.inside.zone'), zone],
    ...(choice?.scope ?? []).map(({ label, value }): [string, ReactNode] => [label, value]),
    [t('export.inside.mark'), shown.simulated ? <SimulatedMark key="mark" /> : t('export.inside.real')],
  ]
  const what = picture === null && choice !== null ? t(`export.kind.${choice.question.kind}.what`) : t('export.picture.what')
  return (
    <Box component="section" aria-label={t('export.inside')} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, px: 1.5, py: 1 }}>
      <Typography variant="body2" component="p" sx={{ mb: 0.5 }}>{what}</Typography>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 2, rowGap: 0.25, m: 0, fontSize: '0.8125rem' }}>
        {rows.map(([label, value]) => (
          <Box key={label} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ color: 'text.secondary' }}>{label}</Box>
            <Box component="dd" sx={{ m: 0, fontVariantNumeric: 'tabular-nums' }}><bdi>{value}</bdi></Box>
          </Box>
        ))}
      </Box>
      {format === null ? null : <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 0.5 }}>{t(`export.inside.${format}`)} {t('export.inside.personal')}</Typography>}
    </Box>
  )
}
