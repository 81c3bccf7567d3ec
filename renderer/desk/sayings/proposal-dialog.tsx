/** Whether a report deserves points: an office proposes, the center alone grants. */
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { LONGEST_TEXT } from '../../../preload/contract/edit-schema.ts'
import { useText } from '../../chrome/text.ts'
import type { DraftHere } from '../../state/draft.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { DraftGate } from '../act/draft-gate.tsx'
import { DraftNote } from '../act/draft-note.tsx'
import { FormDialog } from '../act/form-dialog.tsx'
import { newNames, proposalOf } from '../act/intents.ts'
import type { Done } from '../act/outcome.ts'
import { useDraftValues } from '../act/use-draft-values.ts'
import { WordsField } from '../act/words-field.tsx'

const FORM = 'case.proposal'
interface Props { whole: CaseWhole; done: (done: Done) => void; close: () => void }
export interface ProposalValues { valid: boolean; reason: string }

/** Null: it was not written by this form. */
export function readProposal(body: string): ProposalValues | null {
  try {
    const { valid, reason } = JSON.parse(body) as Partial<Record<keyof ProposalValues, unknown>>
    return typeof valid === 'boolean' && typeof reason === 'string' ? { valid, reason } : null
  } catch {
    return null
  }
}

export function ProposalDialog(props: Props): ReactNode {
  return <DraftGate name={{ form: FORM, key: props.whole.id }}>{(draft) => <Form {...props} draft={draft} />}</DraftGate>
}

function Form({ whole, done, close, draft }: Props & { draft: DraftHere }): ReactNode {
  const { t, number } = useText()
  const { values: { valid, reason }, isRestored, change, discard } = useDraftValues<ProposalValues>({ draft, read: readProposal, start: () => ({ valid: whole.proposal?.valid ?? true, reason: '' }) })
  const [names] = useState(newNames)
  const [isTried, setTried] = useState(false)
  const [saving, save] = useSaveEdits()
  const said = reason.trim().toWellFormed()
  const fault = !valid && said === '' ? t('act.fault.missing') : [...said].length > LONGEST_TEXT ? t('act.fault.too-long', { most: number(LONGEST_TEXT, 0) }) : ''
  const submit = async (): Promise<void> => {
    setTried(true)
    if (fault !== '') return
    await draft.rest()
    if (await save([proposalOf(whole.id, valid, said, names)], { form: FORM, key: whole.id })) done({ words: t(valid ? 'edits.line.valid' : 'edits.line.invalid'), opIds: [names.op] })
  }
  return (
    <FormDialog name="proposal" title={t('say.proposal')} subject={whole.number} submitWords={t('act.submit', { action: t('say.proposal') })} saving={saving} submit={() => void submit()} close={close}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('say.proposal.hint')}</Typography>
      <DraftNote {...{ draft, isRestored, discard }} />
      <FormControl>
        <FormLabel id="proposal-valid" sx={{ fontSize: '0.75rem' }}>{t('say.proposal')}</FormLabel>
        <RadioGroup aria-labelledby="proposal-valid" value={String(valid)} onChange={(_, chosen) => change((before) => ({ ...before, valid: chosen === 'true' }))}>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened by a press begins in its first field */}
          <FormControlLabel value="true" control={<Radio size="small" autoFocus={valid} />} label={t('say.proposal.valid')} />
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- as above */}
          <FormControlLabel value="false" control={<Radio size="small" autoFocus={!valid} />} label={t('say.proposal.invalid')} />
        </RadioGroup>
      </FormControl>
      <WordsField name="reason" value={reason} label={valid ? `${t('say.proposal.why.valid')}${t('act.field.optional')}` : t('say.proposal.why')} fault={isTried ? fault : ''} isFirst={false} change={(next) => change((before) => ({ ...before, reason: next }))} />
    </FormDialog>
  )
}
