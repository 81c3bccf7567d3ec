/** An open case with all that can be done about it: what was saved, the case itself, notes and history, and the steps of the flow below. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import type { CaseEdit, CaseWhole } from '../../../preload/contract/case-list.ts'
import { getBridge } from '../../bridge.ts'
import { changeWords, namesOf } from '../../chrome/edit-words.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { SaveFailure } from '../../chrome/save-failure.tsx'
import { useText } from '../../chrome/text.ts'
import { changeAddress, useAddressPart } from '../../state/address.ts'
import { useCity } from '../../state/city.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { isSet, type Flag } from '../edit/flag-buttons.tsx'
import { HistoryList } from '../notes/history-list.tsx'
import { NoteForm } from '../notes/note-form.tsx'
import { ActionBar } from './action-bar.tsx'
import { CaseForm } from './case-form.tsx'
import { CaseParts } from './case-parts.tsx'
import type { OpenForm } from './form-name.ts'
import { formOfDraft } from './form-of-draft.ts'
import { editOf, newName, type EditSet } from './intents.ts'
import type { Done } from './outcome.ts'
import { OwnEdits } from './own-edits.tsx'
import { SavedLine, type WayBack } from './saved-line.tsx'

interface Props {
  whole: CaseWhole
  heading: RefObject<HTMLElement | null>
  /** Another case. */
  open: (id: string) => void
}

export function CaseDesk({ whole, heading, open }: Props): ReactNode {
  const text = useText()
  const { t } = text
  const city = useCity()
  const [form, setForm] = useState<OpenForm | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const [said, setSaid] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [saving, save] = useSaveEdits()
  const top = useRef<HTMLDivElement>(null)
  useWantedForm(whole, setForm)
  useLostFocus(heading, `${whole.status} ${whole.edits.length} ${form === null}`)

  const finish = (next: Done): void => {
    setForm(null)
    setFailure(null)
    setDone(next)
    setSaid(t('save.done', { what: next.words }))
    top.current?.scrollIntoView({ block: 'nearest' })
  }
  const change = async (set: EditSet, undo: EditSet | null): Promise<void> => {
    const opId = newName()
    if (await save([editOf(whole, set, opId)])) finish({ words: changeWords(set, namesOf(city, new Map(), text), text), opIds: [opId], undo })
  }
  const withdraw = async (opIds: string[], words: string): Promise<void> => {
    const answer = await getBridge().call('edits.withdraw', { opIds })
    setDone(null)
    setFailure(answer.ok ? null : answer.failure)
    if (answer.ok) setSaid(answer.value.opIds.length === 0 ? t('own.back.late') : t('own.back.done', { what: words }))
  }
  const back = (way: WayBack, { words }: Done): void => void (way.by === 'withdraw' ? withdraw(way.opIds, words) : change(way.set, null))
  const turn = (flag: Flag): void => {
    // An order needs words; the others are turned at a press, and back at another.
    if (flag === 'supervised') setForm({ form: 'supervised' })
    else void change({ [flag]: !isSet(whole, flag) }, { [flag]: isSet(whole, flag) })
  }
  return (
    <>
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 2, pt: 1, display: 'grid', gap: 1.5, alignContent: 'start' }} data-case-status={whole.status}>
        <Box ref={top} sx={{ display: 'grid', gap: 1, scrollMarginTop: 16 }}>
          <SavedLine whole={whole} done={done} said={said} back={back} clear={() => setSaid('')} />
          <SaveFailure saving={saving} />
          {failure === null ? null : <FailureNote failure={failure} />}
        </Box>
        <CaseParts whole={whole} open={open} begin={setForm} turn={turn} />
        <OwnEdits whole={whole} takeBack={({ opId }: CaseEdit, words) => void withdraw([opId], words)} />
        <Box component="section" aria-label={t('note.title')} sx={{ display: 'grid', gap: 1 }}>
          <Typography variant="h3">{t('note.title')}</Typography>
          <NoteForm id={whole.id} done={finish} />
          <HistoryList id={whole.id} />
        </Box>
      </Box>
      <Box sx={{ flex: 'none', px: 2, py: 1, borderTop: 1, borderColor: 'divider' }}><ActionBar whole={whole} begin={(possible) => setForm({ form: 'action', possible })} /></Box>
      {form === null ? null : <CaseForm whole={whole} open={form} done={finish} close={() => setForm(null)} />}
    </>
  )
}

/** The address may name a form to go on with: it is opened once, and a case that is looked at again later is only looked at. */
function useWantedForm(whole: CaseWhole, begin: (form: OpenForm) => void): void {
  const pick = useAddressPart('pick')
  const wanted = pick?.id === whole.id ? pick.form : undefined
  const opened = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (wanted === opened.current) return
    opened.current = wanted
    if (wanted === undefined) return
    const form = formOfDraft(wanted, whole)
    if (form !== null) begin(form)
    else if (wanted === 'case.note') document.querySelector<HTMLElement>('[data-form="note"] [data-field="note"]')?.focus()
    changeAddress({ pick: { type: 'case', id: whole.id } }, 'replace')
  }, [wanted, whole, begin])
}

/** A button that went with the step it took must not leave the keyboard nowhere: reading goes on at the case's number. */
function useLostFocus(heading: RefObject<HTMLElement | null>, changed: string): void {
  const isFirst = useRef(true)
  useEffect(() => {
    // A page that has just been opened has lost nothing.
    if (isFirst.current) isFirst.current = false
    else if (document.activeElement === null || document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- looked at whenever something on the case may have gone
  }, [changed, heading])
}
