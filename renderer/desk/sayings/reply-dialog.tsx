/** An answer to whoever reported, begun with the city's ready-made words. */
import Alert from '@mui/material/Alert'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { LONGEST_TEXT } from '../../../preload/contract/edit-schema.ts'
import { Late } from '../../chrome/late.tsx'
import { useText } from '../../chrome/text.ts'
import { useCityChoices } from '../../state/choices-of-city.ts'
import { readWords, useDraft, type DraftHere } from '../../state/draft.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { DraftNote } from '../act/draft-note.tsx'
import { FormDialog } from '../act/form-dialog.tsx'
import { newNames, replyOf } from '../act/intents.ts'
import type { Done } from '../act/outcome.ts'
import { WordsField } from '../act/words-field.tsx'

const FORM = 'case.reply'
interface Props { whole: CaseWhole; done: (done: Done) => void; close: () => void }

export function ReplyDialog(props: Props): ReactNode {
  const { t } = useText()
  const draft = useDraft({ form: FORM, key: props.whole.id })
  if (draft.found === undefined) return <Late><LinearProgress aria-label={t('draft.asking')} /></Late>
  return <Form {...props} draft={draft} />
}

function Form({ whole, done, close, draft }: Props & { draft: DraftHere }): ReactNode {
  const { t, number, locale } = useText()
  const ready = useCityChoices().phrases.filter(({ kind }) => kind === 'reply').map(({ id, text, textEn }) => ({ id, words: (locale === 'en' ? textEn : null) ?? text }))
  const [words, setWords] = useState(draft.found ? (readWords(draft.found.body) ?? '') : '')
  const [isRestored, setRestored] = useState(words !== '')
  const [names] = useState(newNames)
  const [isTried, setTried] = useState(false)
  const [saving, save] = useSaveEdits()
  const said = words.trim().toWellFormed()
  const fault = said === '' ? t('act.fault.missing') : [...said].length > LONGEST_TEXT ? t('act.fault.too-long', { most: number(LONGEST_TEXT, 0) }) : ''
  const submit = async (): Promise<void> => {
    setTried(true)
    if (fault !== '') return
    await draft.rest()
    const begun = ready.find((phrase) => said.startsWith(phrase.words)) ?? null
    if (await save([replyOf(whole.id, said, begun?.id ?? null, names)], { form: FORM, key: whole.id })) done({ words: t('say.reply'), opIds: [names.op] })
  }
  return (
    <FormDialog name="reply" title={t('say.reply')} subject={whole.number} submitWords={t('act.submit', { action: t('say.reply') })} saving={saving} submit={() => void submit()} close={close}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('say.reply.hint')}</Typography>
      {whole.reporter === null ? <Alert severity="warning" sx={{ py: 0 }}>{t('say.reply.nobody')}</Alert> : null}
      <DraftNote draft={draft} isRestored={isRestored} discard={() => {
        setWords('')
        setRestored(false)
        void draft.drop()
      }} />
      <WordsField name="reply" value={words} label={t('say.reply.words')} fault={isTried ? fault : ''} isFirst phrases={ready.map((phrase) => phrase.words)} change={(next) => {
        setWords(next)
        draft.type(next)
      }} />
    </FormDialog>
  )
}
