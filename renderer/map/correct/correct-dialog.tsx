/** 提出更正: what is known of a friendly point, to be put right; kept as it is typed, and saved on this PC before the screen says so. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { ACCESS_RULES } from '../../../preload/contract/site-edit.ts'
import { SaveFailure } from '../../chrome/save-failure.tsx'
import { useText } from '../../chrome/text.ts'
import { useAddress } from '../../state/address.ts'
import { useDraft, type DraftHere } from '../../state/draft.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { factWords } from '../facts.ts'
import { correctionOf, faultsOf, formOf, hasFault, readForm, type SiteEditing, type SiteForm } from './site-form.ts'

export const FORM = 'site.correct'

interface Props {
  id: string
  name: string
  editing: SiteEditing
  saved: () => void
  close: () => void
}

export function CorrectDialog(props: Props): ReactNode {
  const draft = useDraft({ form: FORM, key: props.id })
  return draft.found === undefined ? null : <Form {...props} draft={draft} />
}

function Form({ id, name, editing, saved, close, draft }: Props & { draft: DraftHere }): ReactNode {
  const text = useText()
  const { t } = text
  const heading = useId()
  const [address] = useAddress()
  // As it was when the dialog was opened: what the correction builds on.
  const [before] = useState(editing)
  const restored = draft.found ? readForm(draft.found.body) : null
  const [form, setForm] = useState<SiteForm>(restored ?? formOf(before.now))
  const [isRestored, setRestored] = useState(restored !== null)
  const [opId] = useState(() => crypto.randomUUID())
  const [saving, save] = useSaveEdits()
  const faults = faultsOf(form)
  const intent = faults.length > 0 ? null : correctionOf(id, before, form, opId)
  const change = (patch: Partial<SiteForm>): void => {
    setForm({ ...form, ...patch })
    draft.type({ ...form, ...patch })
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (intent === null) return
    await draft.rest()
    if (await save([intent], { form: FORM, key: id })) saved()
  }
  const discard = (): void => {
    setForm(formOf(before.now))
    setRestored(false)
    void draft.drop()
  }
  const has = (field: SiteEditing['fields'][number]): boolean => before.fields.includes(field)
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby={heading} data-form="correct">
      <Box component="form" noValidate onSubmit={(event) => void submit(event)} sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <DialogTitle id={heading} sx={{ pb: 0.5 }}>{t('correct.title')} <Typography component="bdi" sx={{ color: 'text.secondary' }}>{name}</Typography></DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5, alignContent: 'start', '&&': { pt: 1 } }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('correct.what')}</Typography>
          {isRestored ? <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }} component="output"><Typography variant="body2" sx={{ flex: 1 }}>{t('correct.restored')}</Typography><Button size="small" onClick={discard}>{t('correct.discard')}</Button></Box> : null}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins in its first field */}
          <TextField autoFocus label={t('correct.name')} value={form.name} error={faults.includes('name')} helperText={faults.includes('name') ? t('correct.fault.name') : ''} onChange={(event) => change({ name: event.target.value })} slotProps={{ htmlInput: { 'data-field': 'name' } }} />
          {has('access') ? (
            <TextField select label={t('map.fact.access')} value={form.access} onChange={(event) => change({ access: event.target.value as SiteForm['access'] })} slotProps={{ htmlInput: { 'data-field': 'access' } }}>
              {ACCESS_RULES.map((rule) => <MenuItem key={rule} value={rule}>{factWords('access', rule, text)}</MenuItem>)}
            </TextField>
          ) : null}
          <FormControlLabel control={<Checkbox checked={form.isClosed} onChange={(_, isClosed) => change({ isClosed })} slotProps={{ input: { 'data-field': 'closed' } as object }} />} label={t('correct.closed')} />
          <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, display: 'grid', gap: 1 }}>
            <Typography component="legend" variant="body2" sx={{ p: 0, fontWeight: 600 }}>{t('correct.place')}</Typography>
            <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr auto', gap: 1, alignItems: 'start', mt: 1 }}>
              {(['lng', 'lat'] as const).map((field) => <TextField key={field} label={t(`correct.${field}`)} value={form[field]} error={faults.includes('place')} onChange={(event) => change({ [field]: event.target.value })} slotProps={{ htmlInput: { 'data-field': field, inputMode: 'decimal', dir: 'ltr' } }} />)}
              {address.camera === null ? null : <Button variant="outlined" onClick={() => change({ lng: address.camera?.lng.toFixed(6) ?? form.lng, lat: address.camera?.lat.toFixed(6) ?? form.lat })}>{t('correct.middle')}</Button>}
            </Box>
            {faults.includes('place') ? <Typography variant="caption" role="alert" sx={{ color: 'error.text' }}>{t('correct.fault.place')}</Typography> : null}
          </Box>
          {has('hours') ? (
            <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, display: 'grid', gap: 0.5 }}>
              <Typography component="legend" variant="body2" sx={{ p: 0, fontWeight: 600 }}>{t('correct.hours')}</Typography>
              {form.days.map((day, i) => {
                const weekday = t(`weekday.${(i + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)
                const put = (patch: Partial<typeof day>): void => change({ days: form.days.map((one, at) => (at === i ? { ...one, ...patch } : one)) })
                return (
                  <Box key={weekday} sx={{ display: 'grid', gridTemplateColumns: '72px 1fr 1fr', gap: 1, alignItems: 'center' }}>
                    <Typography variant="body2">{weekday}</Typography>
                    {(['from', 'to'] as const).map((end) => <TextField key={end} size="small" value={day[end]} error={hasFault(day)} placeholder={end === 'from' ? '08:00' : '20:00'} onChange={(event) => put({ [end]: event.target.value })} slotProps={{ htmlInput: { 'aria-label': `${weekday} ${t(`correct.${end}`)}`, 'data-field': `${end}-${i + 1}`, inputMode: 'numeric', dir: 'ltr' } }} />)}
                  </Box>
                )
              })}
              <Typography variant="caption" sx={{ color: faults.includes('hours') ? 'error.text' : 'text.secondary' }}>{t('correct.hours.how')}</Typography>
            </Box>
          ) : null}
        </DialogContent>
        <Box sx={{ px: 3 }}><SaveFailure saving={saving} /></Box>
        <DialogActions>
          <Button onClick={close}>{t('correct.later')}</Button>
          <Button type="submit" variant="contained" disabled={intent === null || saving.state === 'saving'} data-submit>{t('correct.save')}</Button>
        </DialogActions>
      </Box>
    </Dialog>
  )
}
