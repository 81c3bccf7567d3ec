/** An answer to whoever reported, begun with the city's ready-made words. */
import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { LONGEST_TEXT } from '../../../preload/contract/edit-schema.ts'
import { useText } from '../../chrome/text.ts'
import { useCityChoices } from '../../state/choices-of-city.ts'
import { readWords, type DraftHere } from '../../state/draft.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { DraftGate } from '../act/draft-gate.tsx'
import { DraftNote } from '../act/draft-note.tsx'
import { FormDialog } from '../act/form-dialog.tsx'
import { newNames, replyOf } from '../act/intents.ts'
import type { Done } from '../act/outcome.ts'
import { useDraftValues } from '../act/use-draft-values.ts'
import { WordsField } from '../act/words-field.tsx'

const FORM = 'case.reply'
interface Props { whole: CaseWhole; done: (done: Done) => void; close: () => void }

export function ReplyDialog(props: Props): ReactNode {
  return <DraftGate name={{ form: FORM, key: props.whole.id }}>{(draft) => <Form {...props} draft={draft} />}</DraftGate>
}

function Form({ whole, done, close, draft }: Props & { draft: DraftHere }): ReactNode {
  const { t, number, locale } = useText()
  const ready = useCityChoices().phrases.filter(({ kind }) => kind === 'reply').map(({ id, text, textEn }) => ({ id, words: (locale === 'en' ? textEn : null) ?? text }))
  const { values: words, isRestored, change, discard } = useDraftValues({ draft, read: readWords, start: () => '' })
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
      <DraftNote {...{ draft, isRestored, discard }} />
      <WordsField name="reply" value={words} label={t('say.reply.words')} fault={isTried ? fault : ''} isFirst phrases={ready.map((phrase) => phrase.words)} change={(next) => change(() => next)} />
    </FormDialog>
  )
}
