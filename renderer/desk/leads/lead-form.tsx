/** One lead by telephone: what, where, how urgent, and who called, if they say so. */
import Alert from '@mui/material/Alert'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import type { BorderArea } from '../../../preload/contract/place.ts'
import { nameClass } from '../../chrome/filter/class-picker.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { degreesOf } from '../../state/degrees.ts'
import { isInside } from '../../state/inside.ts'
import type { LeadFault, LeadFields } from './lead-fields.ts'
import { PlacePicker } from '../place/place-picker.tsx'

interface Props {
  fields: LeadFields
  offices: readonly BorderArea[]
  outlines: readonly AreaBoundary[]
  /** Shown once somebody has tried to file it. */
  faults: readonly LeadFault[]
  disabled: boolean
  isContactFixed: boolean
  change: (patch: Partial<LeadFields>) => void
}

export function LeadForm({ fields, offices, outlines, faults, disabled, isContactFixed, change }: Props): ReactNode {
  const { t, locale } = useText()
  const city = useCity()
  const wrong = (...kinds: LeadFault[]): { error: boolean; helperText: string } => {
    const found = faults.find((fault) => kinds.includes(fault))
    return { error: found !== undefined, helperText: found === undefined ? '' : t(`lead.fault.${found}`) }
  }
  const [lng, lat] = [degreesOf(fields.lng), degreesOf(fields.lat)]
  const point = lng === null || lat === null ? null : { lng, lat }
  const home = outlines.find(({ id }) => id === fields.area)
  const chosen = city.classes.find(({ id }) => id === fields.class) ?? null
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', lg: '1fr 538px' }, gap: 2 }} data-lead-form>
      <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        {fields.danger ? <Alert severity="error" role="alert" data-danger sx={{ fontWeight: 600 }}>{t('lead.danger')}</Alert> : null}
        <Box sx={{ display: 'flex', gap: 2 }}>
          <FormControlLabel control={<Checkbox checked={fields.danger} disabled={disabled} onChange={(_, danger) => change({ danger })} />} label={t('desk.mark.danger')} />
          <FormControlLabel control={<Checkbox checked={fields.urgent || fields.danger} disabled={disabled || fields.danger} onChange={(_, urgent) => change({ urgent })} />} label={t('desk.mark.urgent')} />
        </Box>
        <TextField
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever holds a telephone begins to type what is said
          autoFocus required multiline minRows={3} maxRows={8} label={t('desk.column.text')} value={fields.text} disabled={disabled} onChange={(event) => change({ text: event.target.value })} {...wrong('text', 'text-long', 'text-broken')} />
        <Autocomplete options={city.classes} value={chosen} disabled={disabled} getOptionLabel={(one) => nameClass(one, locale)} getOptionKey={(one) => one.id} onChange={(_, one) => change({ class: one?.id ?? '' })} autoHighlight noOptionsText={t('filter.class.none')}
          renderInput={(params) => <TextField {...params} required label={t('desk.column.class')} {...wrong('class')} />} />
        <TextField select required label={t('desk.column.street')} value={offices.some(({ id }) => id === fields.area) ? fields.area : ''} disabled={disabled} onChange={(event) => change({ area: event.target.value })} {...wrong('area')}>
          {offices.map(({ id, name, nameEn }) => <MenuItem key={id} value={id}>{(locale === 'en' ? nameEn : null) ?? name}</MenuItem>)}
        </TextField>
        <TextField label={t('desk.column.place')} placeholder={t('lead.place.hint')} value={fields.place} disabled={disabled} onChange={(event) => change({ place: event.target.value })} {...wrong('place-long')} />
        <Box component="fieldset" sx={{ border: 1, borderColor: 'divider', borderRadius: 0.5, p: 1.5, m: 0, display: 'grid', gap: 1 }}>
          <Typography component="legend" variant="caption" sx={{ px: 0.5 }}>{t('lead.contact')}</Typography>
          <Box sx={{ display: 'flex', gap: 1.5 }}>
            <TextField fullWidth label={t('lead.name')} value={fields.name} disabled={isContactFixed} autoComplete="off" onChange={(event) => change({ name: event.target.value })} {...wrong('name-long')} />
            <TextField fullWidth label={t('lead.phone')} value={fields.phone} disabled={isContactFixed} autoComplete="off" type="tel" onChange={(event) => change({ phone: event.target.value })} {...wrong('phone')} />
          </Box>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('lead.contact.what')}</Typography>
        </Box>
      </Box>
      <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        {home === undefined && fields.area === '' ? <Typography variant="body2" sx={{ height: 260, display: 'grid', placeContent: 'center', border: 1, borderColor: 'divider', borderRadius: 1, color: 'text.secondary' }}>{t('lead.point.first')}</Typography> : <PlacePicker whole={{ ...middleOf(home, city.bounds), street: { id: fields.area, name: '', nameEn: null } }} isNew outlines={outlines} point={point} put={({ lng, lat }) => !disabled && change({ lng: lng.toFixed(6), lat: lat.toFixed(6) })} />}
        {point !== null && home !== undefined && !isInside(home.polygons, point.lng, point.lat) ? <Typography role="note" variant="caption" data-elsewhere sx={{ color: 'warning.text' }}>▲ {t('lead.point.elsewhere')}</Typography> : null}
        <Box sx={{ display: 'flex', gap: 1.5 }}>
          <TextField required fullWidth label={t('lead.lng')} value={fields.lng} disabled={disabled} onChange={(event) => change({ lng: event.target.value })} {...wrong('point', 'point-range', 'point-outside')} />
          <TextField required fullWidth label={t('lead.lat')} value={fields.lat} disabled={disabled} onChange={(event) => change({ lat: event.target.value })} error={wrong('point', 'point-range', 'point-outside').error} />
        </Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('lead.point.how')}</Typography>
      </Box>
    </Box>
  )
}

/** Where the drawing looks before there is a point. */
function middleOf(home: AreaBoundary | undefined, [west, south, east, north]: [number, number, number, number]): { lng: number; lat: number } {
  const corner = home?.polygons[0]?.[0]?.[0]
  return corner === undefined ? { lng: (west + east) / 2, lat: (south + north) / 2 } : { lng: corner[0], lat: corner[1] }
}
