/** A supervision order (督办), or its end: the mark and the words that go with it are saved together. */
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { LONGEST_TEXT } from '../../../preload/contract/edit-schema.ts'
import { useText } from '../../chrome/text.ts'
import { readWords, type DraftHere } from '../../state/draft.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { DraftGate } from '../act/draft-gate.tsx'
import { DraftNote } from '../act/draft-note.tsx'
import { FormDialog } from '../act/form-dialog.tsx'
import { editOf, newName, noteOf } from '../act/intents.ts'
import type { Done } from '../act/outcome.ts'
import { SeenNote } from '../act/seen-note.tsx'
import { useDraftValues } from '../act/use-draft-values.ts'
import { useSeen } from '../act/use-seen.ts'
import { WordsField } from '../act/words-field.tsx'

const FORM = 'case.supervised'
interface Props { whole: CaseWhole; done: (done: Done) => void; close: () => void }

export function SuperviseDialog(props: Props): ReactNode {
  return <DraftGate name={{ form: FORM, key: props.whole.id }}>{(draft) => <Form {...props} draft={draft} />}</DraftGate>
}

function Form({ whole, done, close, draft }: Props & { draft: DraftHere }): ReactNode {
  const { t, number } = useText()
  // As it was when the form was opened: what it is turned into must not turn under the hands.
  const [isOn] = useState(!whole.supervised)
  const { values: words, isRestored, change, discard } = useDraftValues({ draft, read: readWords, start: () => '' })
  const [names] = useState(() => ({ edit: newName(), op: newName(), note: newName() }))
  const [isTried, setTried] = useState(false)
  const [saving, save] = useSaveEdits()
  const { changes, look } = useSeen(whole, ['supervision'])
  const said = words.trim().toWellFormed()
  const fault = said === '' ? t('act.fault.missing') : [...said].length > LONGEST_TEXT ? t('act.fault.too-long', { most: number(LONGEST_TEXT, 0) }) : ''
  const submit = async (): Promise<void> => {
    setTried(true)
    if (fault !== '') return
    await draft.rest()
    const note = t(isOn ? 'edit.supervise.note' : 'edit.supervise.note.end', { words: said })
    if (!(await save([editOf(whole, { supervised: isOn }, names.edit), noteOf(whole.id, note, names.op, names.note)], { form: FORM, key: whole.id }))) return
    done({ words: t(isOn ? 'edit.supervise.on' : 'edit.supervise.off'), opIds: [names.edit, names.op], undo: { supervised: !isOn } })
  }
  return (
    <FormDialog name="supervised" title={t(isOn ? 'edit.supervise.on' : 'edit.supervise.off')} subject={whole.number} submitWords={t('edit.submit')} saving={saving} canSubmit={changes.length === 0} submit={() => void submit()} close={close}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(isOn ? 'edit.supervise.hint' : 'edit.supervise.hint.end')}</Typography>
      <SeenNote changes={changes} look={look} />
      <DraftNote {...{ draft, isRestored, discard }} />
      <WordsField name="words" value={words} label={t('edit.supervise.words')} fault={isTried ? fault : ''} isFirst change={(next) => change(() => next)} />
    </FormDialog>
  )
}
