/** A note on the case, in any status. What is typed is kept per case until it is saved. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { LONGEST_TEXT } from '../../../preload/contract/edit-schema.ts'
import { SaveFailure } from '../../chrome/save-failure.tsx'
import { useText } from '../../chrome/text.ts'
import { readWords, useDraft } from '../../state/draft.ts'
import { useKeys } from '../../state/keys.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { DraftNote } from '../act/draft-note.tsx'
import { newName, noteOf } from '../act/intents.ts'
import type { Done } from '../act/outcome.ts'

const FORM = 'case.note'

export function NoteForm({ id, done }: { id: string; done: (done: Done) => void }): ReactNode {
  const { t, number } = useText()
  const draft = useDraft({ form: FORM, key: id })
  /** Null: nothing was typed here yet; then the draft stands in the field. */
  const [typed, setTyped] = useState<string | null>(null)
  /** Typed before it was known whether there is a draft. */
  const [isEarly, setEarly] = useState(false)
  const [names, setNames] = useState(() => ({ op: newName(), note: newName() }))
  const [saving, save] = useSaveEdits()
  const input = useRef<HTMLTextAreaElement>(null)
  useKeys({ n: () => input.current?.focus() })
  const kept = draft.found ? (readWords(draft.found.body) ?? '') : ''
  // Somebody was quicker than the draft: what they typed goes on behind it.
  const value = typed === null ? kept : isEarly && kept !== '' ? `${kept}\n${typed}` : typed
  const words = value.trim().toWellFormed()
  const isTooLong = [...words].length > LONGEST_TEXT
  const submit = async (): Promise<void> => {
    if (words === '' || isTooLong) return
    await draft.rest()
    if (!(await save([noteOf(id, words, names.op, names.note)], { form: FORM, key: id }))) return
    setTyped('')
    setEarly(false)
    done({ words: t('note.saved'), opIds: [names.op] })
    setNames({ op: newName(), note: newName() })
  }
  return (
    <Box component="form" sx={{ display: 'grid', gap: 1 }} data-form="note" data-saving={saving.state}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}>
      <DraftNote draft={draft} isRestored={typed === null && value !== ''} discard={() => {
        setTyped('')
        setEarly(false)
        void draft.drop()
      }} />
      <TextField fullWidth multiline maxRows={8} inputRef={input} label={t('note.label')} value={value} disabled={saving.state === 'saving'}
        error={isTooLong} helperText={isTooLong ? t('act.fault.too-long', { most: number(LONGEST_TEXT, 0) }) : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          setEarly(draft.found === undefined)
          // A draft that is not here yet must not be written over.
          if (draft.found !== undefined) draft.type(event.target.value)
        }}
        onKeyDown={(event) => {
          // Back to the case, where single keys act again.
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) event.currentTarget.closest('aside')?.querySelector<HTMLElement>('h2')?.focus()
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
          event.preventDefault()
          void submit()
        }}
        slotProps={{ htmlInput: { 'data-field': 'note', 'aria-keyshortcuts': 'n' } }} />
      <SaveFailure saving={saving} />
      {value === '' ? null : (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <Button type="submit" variant="contained" disabled={words === '' || isTooLong || saving.state === 'saving'} data-submit>{t('note.save')}</Button>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('note.hint')}</Typography>
        </Box>
      )}
    </Box>
  )
}
