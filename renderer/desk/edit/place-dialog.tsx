/** Corrects where a case is: words, a point on a small map or as coordinates, and the street it belongs to where the point lies in another. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { borderWords } from '../../chrome/border-words.ts'
import { changeWords, namesOf } from '../../chrome/edit-words.ts'
import { nameArea } from '../../chrome/filter/area-picker.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { degreesOf } from '../../state/degrees.ts'
import type { DraftHere } from '../../state/draft.ts'
import { areaAt } from '../../state/inside.ts'
import { useLive } from '../../state/live.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { DraftGate } from '../act/draft-gate.tsx'
import { DraftNote } from '../act/draft-note.tsx'
import { FormDialog } from '../act/form-dialog.tsx'
import { editOf, newName } from '../act/intents.ts'
import type { Done } from '../act/outcome.ts'
import { SeenNote } from '../act/seen-note.tsx'
import { useDraftValues } from '../act/use-draft-values.ts'
import { useSeen } from '../act/use-seen.ts'
import { PlacePicker } from '../place/place-picker.tsx'
import { degrees, placeFaults, readPlace, setOfPlace, startPlace, type PlaceValues } from '../place/place-values.ts'
import { useOutlines } from '../place/use-outlines.ts'

const FORM = 'case.place'
interface Props { whole: CaseWhole; done: (done: Done) => void; close: () => void }

export function PlaceDialog(props: Props): ReactNode {
  return <DraftGate name={{ form: FORM, key: props.whole.id }}>{(draft) => <Form {...props} draft={draft} />}</DraftGate>
}

function Form({ whole, done, close, draft }: Props & { draft: DraftHere }): ReactNode {
  const text = useText()
  const { t, number, locale } = text
  const city = useCity()
  const outlines = useOutlines(whole)
  // Where it was when the form was opened: what the drawing compares with.
  const [before] = useState(whole)
  const form = useDraftValues<PlaceValues>({ draft, read: readPlace, start: () => startPlace(before) })
  const { values } = form
  const [opId] = useState(newName)
  const [saving, save] = useSaveEdits()
  const faults = placeFaults(values, city.bounds)
  const [lng, lat] = [degreesOf(values.lng), degreesOf(values.lat)]
  const point = faults.lng === undefined && faults.lat === undefined && lng !== null && lat !== null ? { lng, lat } : null
  const { changes, look } = useSeen(whole, ['location'])
  const set = setOfPlace(values, before)
  const borders = useLive('places.border', point, ['places'])
  const around = point === null ? null : areaAt(outlines, point.lng, point.lat)
  const elsewhere = around === null || around === before.street.id ? null : (city.areas.find(({ id }) => id === around) ?? null)

  const change = (patch: Partial<PlaceValues>): void => form.change((typed) => ({ ...typed, ...patch }))
  // A point in another street: whether the case goes there too is said by the person, and asked anew for another street.
  const put = (to: { lng: number; lat: number }): void => change({ lng: degrees(to.lng), lat: degrees(to.lat), area: '' })
  const submit = async (): Promise<void> => {
    if (Object.keys(faults).length > 0 || set === null) return
    await draft.rest()
    if (!(await save([editOf(whole, set, opId)], { form: FORM, key: whole.id }))) return
    const undo = { ...(set.place === undefined ? {} : { place: before.place }), ...(set.lng === undefined ? {} : { lng: before.lng, lat: before.lat }), ...(set.area === undefined ? {} : { area: before.area }) }
    done({ words: changeWords(set, namesOf(city, new Map(), text), text), opIds: [opId], undo })
  }
  const faultWords = (field: 'place' | 'lng' | 'lat'): string => {
    const fault = faults[field]
    return fault === undefined ? '' : t(fault === 'missing' ? 'act.fault.missing' : fault === 'too-long' ? 'act.fault.too-long' : `place.fault.${fault}`, { most: number(500, 0) })
  }
  const field = (name: 'place' | 'lng' | 'lat', isFirst = false): ReactNode => (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins in its first field
    <TextField fullWidth autoFocus={isFirst} label={t(`flow.field.${name}`)} value={values[name]} error={faults[name] !== undefined} helperText={faultWords(name)}
      onChange={(event) => change({ [name]: event.target.value, ...(name === 'place' ? {} : { area: '' }) })} slotProps={{ htmlInput: { 'data-field': name, ...(name === 'place' ? {} : { inputMode: 'decimal', dir: 'ltr' }) } }} />
  )
  return (
    <FormDialog name="place" title={t('place.correct')} subject={whole.number} submitWords={t('edit.submit')} saving={saving} canSubmit={set !== null && changes.length === 0 && Object.keys(faults).length === 0} submit={() => void submit()} close={close}>
      <SeenNote changes={changes} look={look} />
      <DraftNote draft={draft} isRestored={form.isRestored} discard={form.discard} />
      {field('place', true)}
      <PlacePicker whole={before} outlines={outlines} point={point} put={put} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1 }}>{field('lng')}{field('lat')}</Box>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('place.system')}</Typography>
      {borders.state === 'here' && point !== null ? borders.value.map((border) => <Alert key={border.level} severity="warning" data-border={border.level} sx={{ py: 0 }}><bdi>{borderWords(border, text)}</bdi></Alert>) : null}
      {elsewhere === null ? null : (
        <Alert severity="warning" icon={false} data-elsewhere={elsewhere.id} sx={{ py: 0 }}>
          <div>{t('place.elsewhere', { street: nameArea(elsewhere, locale) })}</div>
          <FormControlLabel control={<Checkbox size="small" checked={values.area === elsewhere.id} onChange={(_, on) => change({ area: on ? elsewhere.id : '' })} />} label={t('place.elsewhere.move', { street: nameArea(elsewhere, locale) })} slotProps={{ typography: { variant: 'body2' } }} />
        </Alert>
      )}
    </FormDialog>
  )
}
