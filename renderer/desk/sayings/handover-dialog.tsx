/** A danger to life that was handed to those who can help at once: to whom, when, and what was said. It waits for no network. */
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { HANDED_OVER_TO, type HandedOverTo } from '../../../preload/contract/case-flow.ts'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { LONGEST_TEXT } from '../../../preload/contract/edit-schema.ts'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { instantOf, minuteOf } from '../../state/days.ts'
import type { DraftHere } from '../../state/draft.ts'
import { useNow } from '../../state/now.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { DraftGate } from '../act/draft-gate.tsx'
import { DraftNote } from '../act/draft-note.tsx'
import { FormDialog } from '../act/form-dialog.tsx'
import { handoverOf, newNames } from '../act/intents.ts'
import type { Done } from '../act/outcome.ts'
import { TimeField } from '../act/time-field.tsx'
import { useDraftValues } from '../act/use-draft-values.ts'
import { WordsField } from '../act/words-field.tsx'
import { MINUTE_MS } from '../case-question.ts'

const FORM = 'case.handover'
interface Props { whole: CaseWhole; done: (done: Done) => void; close: () => void }
/** `at`: a local minute of the city. */
export interface HandoverValues { to: HandedOverTo; at: string; text: string }

/** Null: it was not written by this form. */
export function readHandover(body: string): HandoverValues | null {
  try {
    const { to, at, text } = JSON.parse(body) as Partial<Record<keyof HandoverValues, unknown>>
    const known = HANDED_OVER_TO.find((each) => each === to)
    return known !== undefined && typeof at === 'string' && typeof text === 'string' ? { to: known, at, text } : null
  } catch {
    return null
  }
}

export function HandoverDialog(props: Props): ReactNode {
  return <DraftGate name={{ form: FORM, key: props.whole.id }}>{(draft) => <Form {...props} draft={draft} />}</DraftGate>
}

function Form({ whole, done, close, draft }: Props & { draft: DraftHere }): ReactNode {
  const { t, number } = useText()
  const { timeZone: zone } = useCity()
  const { values, isRestored, change: put, discard } = useDraftValues<HandoverValues>({ draft, read: readHandover, start: () => ({ to: '120', at: minuteOf(Date.now(), zone), text: '' }) })
  const [names] = useState(newNames)
  const now = useNow()
  const [isTried, setTried] = useState(false)
  const [saving, save] = useSaveEdits()
  const said = values.text.trim().toWellFormed()
  const at = instantOf(values.at, zone)
  const atFault = at === null ? t('act.fault.no-time') : at > now + MINUTE_MS ? t('say.fault.future') : ''
  const textFault = values.to === 'other' && said === '' ? t('act.fault.missing') : [...said].length > LONGEST_TEXT ? t('act.fault.too-long', { most: number(LONGEST_TEXT, 0) }) : ''
  const change = (patch: Partial<HandoverValues>): void => put((before) => ({ ...before, ...patch }))
  const submit = async (): Promise<void> => {
    setTried(true)
    if (at === null || atFault !== '' || textFault !== '') return
    await draft.rest()
    if (await save([handoverOf(whole, values.to, at, said, names)], { form: FORM, key: whole.id })) done({ words: t('edits.line.handover', { to: t(`edits.value.${values.to}`) }), opIds: [names.op] })
  }
  return (
    <FormDialog name="handover" title={t('say.handover.title')} subject={whole.number} submitWords={t('act.submit', { action: t('say.handover') })} saving={saving} submit={() => void submit()} close={close}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('say.handover.hint')}</Typography>
      <DraftNote {...{ draft, isRestored, discard }} />
      <ToggleButtonGroup exclusive size="small" value={values.to} aria-label={t('say.handover.to')} onChange={(_, to: HandedOverTo | null) => to !== null && change({ to })}>
        {HANDED_OVER_TO.map((to) => <ToggleButton key={to} value={to} data-to={to} sx={{ px: 2.5, fontWeight: 650 }}>{t(`edits.value.${to}`)}</ToggleButton>)}
      </ToggleButtonGroup>
      <TimeField name="handed_at" value={values.at} label={t('say.handover.at')} fault={isTried ? atFault : ''} isFirst={false} change={(next) => change({ at: next })} />
      <WordsField name="words" value={values.text} label={values.to === 'other' ? t('say.handover.other') : `${t('say.handover.words')}${t('act.field.optional')}`} fault={isTried ? textFault : ''} isFirst change={(text) => change({ text })} />
    </FormDialog>
  )
}
