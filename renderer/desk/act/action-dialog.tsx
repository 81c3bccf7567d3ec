/** The form of one action: where the case goes, what has to be said, and how it is saved. What is typed is kept per action and case. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { useNow } from '../../state/now.ts'
import { minuteOf } from '../../state/days.ts'
import type { DraftHere } from '../../state/draft.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { PhotoField } from '../photos/photo-field.tsx'
import { useChosen } from '../photos/use-chosen.ts'
import { StatusMark } from '../status-mark.tsx'
import { ActionFields } from './action-fields.tsx'
import { DraftGate } from './draft-gate.tsx'
import { DraftNote } from './draft-note.tsx'
import { FormDialog } from './form-dialog.tsx'
import { faultsOf, fieldsOf, readPhotos, readValues, setOf, startValues, type FormValues, type TypedField } from './form-values.ts'
import { useDraftValues } from './use-draft-values.ts'
import { useProposedLimit } from './use-proposed-limit.ts'
import { SeenNote } from './seen-note.tsx'
import { useSeen } from './use-seen.ts'
import { newName, transitionOf, type Possible } from './intents.ts'
import type { Done } from './outcome.ts'

interface Props {
  /** As it is now: what the person sees and builds on. */
  whole: CaseWhole
  possible: Possible
  done: (done: Done) => void
  close: () => void
}

export const draftOf = (action: string, id: string): { form: string; key: string } => ({ form: `case.${action}`, key: id })

export function ActionDialog(props: Props): ReactNode {
  return <DraftGate name={draftOf(props.possible.action, props.whole.id)}>{(draft) => <ActionForm {...props} draft={draft} />}</DraftGate>
}

interface ActionValues {
  typed: FormValues
  photos: readonly string[]
}

function ActionForm({ whole, possible, done, close, draft }: Props & { draft: DraftHere }): ReactNode {
  const { t } = useText()
  const { timeZone: zone } = useCity()
  const now = useNow()
  const fields = fieldsOf(possible)
  const takesPhotos = possible.may.includes('photos')
  const form = useDraftValues<ActionValues>({
    draft,
    read(body) {
      const restored = readValues(body)
      return restored === null ? null : { typed: { ...startValues(whole, zone, now), ...restored }, photos: readPhotos(body) }
    },
    start: () => ({ typed: startValues(whole, zone, now), photos: [] }),
    kept: ({ typed, photos }) => ({ ...Object.fromEntries(fields.map((each) => [each, typed[each]])), ...(takesPhotos ? { photos } : {}) }),
  })
  const { typed, photos } = form.values
  const chosen = useChosen(photos, (next) => form.change((before) => ({ ...before, photos: next(before.photos) })))
  const isReading = chosen.part !== null
  const proposed = useProposedLimit(whole.id, typed.class, possible)
  // What is left empty is what the class's limit leads to: it is shown, and not said, for the central reckons it; a deadline that is said is one that somebody named.
  const values = typed.due_at === '' && proposed?.dueAt != null && proposed.dueAt > now ? { ...typed, due_at: minuteOf(proposed.dueAt, zone) } : typed
  const [opId] = useState(newName)
  const [isTried, setTried] = useState(false)
  const [saving, save] = useSaveEdits()
  // What it was when the form was opened: another status is another step, and must be seen before it is taken.
  const [from] = useState(whole.status)
  const { action, to } = possible
  const hasMoved = whole.status !== from
  const { changes, look } = useSeen(whole, ['dispatch', ...(fields.includes('place') ? ['location' as const] : [])])
  const faults = faultsOf(values, possible, { id: whole.id, zone, now })

  const change = (field: TypedField, value: string): void => {
    if (values[field] !== value) form.change((before) => ({ ...before, typed: { ...before.typed, [field]: value } }))
  }
  const discard = (): void => {
    chosen.stop()
    form.discard()
  }
  // Opened again at once, the form would not know of a photo that is still being read.
  const leave = (): void => void (isReading ? chosen.settled().then(close) : close())
  const submit = async (): Promise<void> => {
    setTried(true)
    const wrong = fields.find((field) => faults[field] !== undefined)
    if (wrong !== undefined) return document.querySelector<HTMLElement>(`[data-form] [data-field="${wrong}"]`)?.focus()
    // What is on its way would come after the draft has gone with the edit.
    await draft.rest()
    const isNamed = typed.due_at !== startValues(whole, zone, now).due_at
    if (await save([transitionOf(whole, possible, { ...setOf({ ...values, due_at: isNamed ? typed.due_at : '' }, possible, zone), ...(photos.length === 0 ? {} : { photos: [...photos] }) }, opId)], fields.length === 0 ? null : draftOf(action, whole.id))) {
      done({ words: t('act.done', { action: t(`flow.action.${action}`), status: t(`status.${to}`) }), opIds: [opId] })
    }
  }
  return (
    <FormDialog name={action} title={t(`flow.action.${action}`)} subject={whole.number} submitWords={t('act.submit', { action: t(`flow.action.${action}`) })} saving={saving} isBare={fields.length === 0}
      isGrave={action === 'force_close' || action === 'void'} canSubmit={!hasMoved && changes.length === 0 && !isReading} submit={() => void submit()} close={leave}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }} data-from-to={`${whole.status} ${to}`}>
        <StatusMark status={whole.status} /><Box component="span" aria-hidden>→</Box><StatusMark status={to} />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(`act.hint.${action}`)}</Typography>
      {hasMoved ? <Alert severity="warning" role="alert" data-moved action={<Button color="inherit" onClick={leave}>{t('act.moved.look')}</Button>}>{t('act.moved', { status: t(`status.${whole.status}`) })}</Alert> : null}
      {hasMoved ? null : <SeenNote changes={changes} look={look} />}
      <DraftNote draft={draft} isRestored={form.isRestored} discard={discard} />
      <ActionFields whole={whole} possible={possible} values={values} limit={proposed?.limit ?? null} faults={isTried ? faults : {}} change={change} />
      {takesPhotos ? <PhotoField caseId={whole.id} chosen={chosen} /> : null}
    </FormDialog>
  )
}
