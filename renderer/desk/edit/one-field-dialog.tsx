/** Corrects one field of a case beside the flow: its text, its class, or its deadline. What is typed is kept until it is saved. */
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { groupOf } from '../../../preload/contract/case-flow.ts'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { LONGEST_TEXT } from '../../../preload/contract/edit-schema.ts'
import { changeWords, namesOf } from '../../chrome/edit-words.ts'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { instantOf, minuteOf } from '../../state/days.ts'
import { readWords, type DraftHere } from '../../state/draft.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { ClassField } from '../act/class-field.tsx'
import { DraftGate } from '../act/draft-gate.tsx'
import { DraftNote } from '../act/draft-note.tsx'
import { FormDialog } from '../act/form-dialog.tsx'
import { editOf, newName, type EditSet } from '../act/intents.ts'
import type { Done } from '../act/outcome.ts'
import { SeenNote } from '../act/seen-note.tsx'
import { TimeField } from '../act/time-field.tsx'
import { useDraftValues } from '../act/use-draft-values.ts'
import { useSeen } from '../act/use-seen.ts'
import { WordsField } from '../act/words-field.tsx'

export type OneField = 'text' | 'class' | 'due_at'
interface Props { whole: CaseWhole; field: OneField; done: (done: Done) => void; close: () => void }

export function OneFieldDialog(props: Props): ReactNode {
  return <DraftGate name={{ form: `case.${props.field}`, key: props.whole.id }}>{(draft) => <Form {...props} draft={draft} />}</DraftGate>
}

/** As the field shows it. */
export const shownOf = (whole: Pick<CaseWhole, 'text' | 'class' | 'dueAt'>, field: OneField, zone: string): string =>
  field === 'due_at' ? (whole.dueAt === null ? '' : minuteOf(whole.dueAt, zone)) : whole[field]

/** Null: nothing that could be saved. */
export function setOfField(field: OneField, value: string, zone: string): EditSet | null {
  if (field !== 'due_at') return value.trim() === '' || [...value].length > LONGEST_TEXT ? null : { [field]: value.trim().toWellFormed() }
  const at = instantOf(value, zone)
  return at === null ? null : { due_at: new Date(at).toISOString() }
}

function Form({ whole, field, done, close, draft }: Props & { draft: DraftHere }): ReactNode {
  const text = useText()
  const { t, number } = text
  const city = useCity()
  const zone = city.timeZone
  const before = shownOf(whole, field, zone)
  const { values: value, isRestored, change: put, discard } = useDraftValues({ draft, read: readWords, start: () => before })
  const [opId] = useState(newName)
  const [isTried, setTried] = useState(false)
  const [saving, save] = useSaveEdits()
  const { changes, look } = useSeen(whole, [groupOf(field)])
  const set = setOfField(field, value, zone)
  const fault = !isTried || set !== null ? '' : t(value.trim() === '' ? 'act.fault.missing' : field === 'due_at' ? 'act.fault.no-time' : 'act.fault.too-long', { most: number(LONGEST_TEXT, 0) })
  const submit = async (): Promise<void> => {
    setTried(true)
    if (set === null) return
    // Nothing is changed: then there is nothing to save, and nothing left of the draft.
    if (value.trim() === before.trim()) {
      await draft.drop()
      return close()
    }
    await draft.rest()
    if (!(await save([editOf(whole, set, opId)], { form: `case.${field}`, key: whole.id }))) return
    done({ words: changeWords(set, namesOf(city, new Map(), text), text), opIds: [opId], undo: setOfField(field, before, zone) })
  }
  const props = { value, change: (next: string) => put(() => next), label: t(`flow.field.${field}`), fault, isFirst: true }
  return (
    <FormDialog name={field} title={t('edit.one', { field: t(`flow.field.${field}`) })} subject={whole.number} submitWords={t('edit.submit')} saving={saving} canSubmit={changes.length === 0} submit={() => void submit()} close={close}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(`edit.hint.${field}`)}</Typography>
      <SeenNote changes={changes} look={look} />
      <DraftNote {...{ draft, isRestored, discard }} />
      {field === 'class' ? <ClassField {...props} /> : field === 'due_at' ? <TimeField name={field} {...props} /> : <WordsField name={field} {...props} />}
    </FormDialog>
  )
}
