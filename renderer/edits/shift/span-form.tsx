/** Which office and which span the hand-over is of. */
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { BorderArea } from '../../../preload/contract/place.ts'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { resolveSpan, SHIFT_HOURS, spanInFields, type Span } from './span.ts'

interface Props {
  offices: readonly BorderArea[]
  office: string | null
  span: Span
  change: (patch: { office?: string | null; span?: Span }) => void
}

export function SpanForm({ offices, office, span, change }: Props): ReactNode {
  const { t, locale } = useText()
  const { timeZone } = useCity()
  const isWrong = resolveSpan(span, timeZone, 0) === null && !('last' in span)
  const own = 'last' in span ? null : span
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
      {offices.length < 2 ? null : (
        <TextField select label={t('shift.office')} value={office ?? ''} onChange={(event) => change({ office: event.target.value === '' ? null : event.target.value })} sx={{ minWidth: 180 }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}>
          <MenuItem value="">{t('shift.office.all')}</MenuItem>
          {offices.map(({ id, name, nameEn }) => <MenuItem key={id} value={id}>{(locale === 'en' ? nameEn : null) ?? name}</MenuItem>)}
        </TextField>
      )}
      <ToggleButtonGroup size="small" exclusive value={'last' in span ? span.last : 'own'} aria-label={t('shift.sheet.span')}
        onChange={(_, next: Extract<Span, { last: unknown }>['last'] | 'own' | null) => next !== null && change({ span: next === 'own' ? spanInFields(span, timeZone, Date.now()) : { last: next } })}>
        {SHIFT_HOURS.map((hours) => <ToggleButton key={hours} value={hours} sx={{ px: 1.25 }}>{t('shift.last', { n: hours })}</ToggleButton>)}
        <ToggleButton value="own" sx={{ px: 1.25 }}>{t('shift.own')}</ToggleButton>
      </ToggleButtonGroup>
      {own === null ? null : (['from', 'to'] as const).map((end) => (
        <TextField key={end} type="datetime-local" label={t(`shift.${end}`)} value={own[end]} error={isWrong} onChange={(event) => change({ span: { ...own, [end]: event.target.value } })} slotProps={{ inputLabel: { shrink: true } }} />
      ))}
      {isWrong ? <Typography role="alert" variant="caption" sx={{ color: 'error.text' }}>{t('shift.wrong')}</Typography> : null}
    </Box>
  )
}
