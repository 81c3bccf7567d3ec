/** One step on many cases: how many can take it and why the others cannot, what it needs, and one save for all. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseRow, CaseWhole } from '../../../preload/contract/case-list.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import { useSaveEdits } from '../../state/save-edits.ts'
import { DepartmentField } from '../act/department-field.tsx'
import { FormDialog } from '../act/form-dialog.tsx'
import { isTooLong, longestOf } from '../act/form-values.ts'
import { IntoField } from '../act/into-field.tsx'
import { intentsOf, planOf, reasonsOf, withoutTarget, type BulkAction, type BulkPlan } from './bulk-plan.ts'
import { useReadAll } from './use-read-all.ts'

interface Props {
  action: BulkAction
  rows: readonly CaseRow[]
  done: (words: string) => void
  close: () => void
}

/** So many numbers are named for one reason. */
const MOST_NAMED = 12

export function BulkDialog({ action, rows, done, close }: Props): ReactNode {
  const { t, number } = useText()
  const [chosen] = useState(rows)
  const read = useReadAll(chosen)
  const plan = useMemo(() => (read.state === 'read' ? planOf(action, read.cases) : null), [action, read])
  const [value, setValue] = useState('')
  const [isTried, setTried] = useState(false)
  const [saving, save] = useSaveEdits()
  const shown = plan === null ? null : action === 'merge' ? withoutTarget(plan, value) : plan
  const count = shown?.can.length ?? 0
  const name = t(`flow.action.${action}`)
  const isBare = action === 'accept'
  const fault = isBare ? '' : value.trim() === '' ? t('act.fault.missing') : action === 'dispatch' && isTooLong('department', value) ? t('act.fault.too-long', { most: number(longestOf('department'), 0) }) : ''
  const submit = async (): Promise<void> => {
    setTried(true)
    if (shown === null || fault !== '') return
    const set = action === 'dispatch' ? { department: value.trim().toWellFormed() } : action === 'merge' ? { into: value } : {}
    if (await save(intentsOf(shown, set))) done(t('save.done', { what: t('bulk.done', { action: name, n: number(count, 0) }) }))
  }
  const field = { value, change: setValue, fault: isTried ? fault : '', isFirst: true }
  return (
    <FormDialog name={`bulk-${action}`} title={t('bulk.title', { action: name })} subject={t('bulk.chosen', { n: number(chosen.length, 0) })} submitWords={t('bulk.submit', { action: name, n: number(count, 0) })}
      saving={saving} canSubmit={count > 0} isBare={isBare} closeWords={t('act.shut')} submit={() => void submit()} close={close}>
      {read.state === 'reading' ? (
        <Box component="output">
          <LinearProgress variant="determinate" aria-label={t('bulk.reading')} value={(100 * read.done) / Math.max(1, chosen.length)} />
          <Typography variant="caption">{t('bulk.reading.n', { done: number(read.done, 0), of: number(chosen.length, 0) })}</Typography>
        </Box>
      ) : null}
      {read.state === 'failed' ? <FailureNote failure={read.failure} /> : null}
      {shown === null || plan === null ? null : (
        <>
          <Typography data-bulk-can={count} data-bulk-cannot={shown.cannot.length} component="output">{t('bulk.can', { n: number(count, 0), action: name })}</Typography>
          {plan.can.length === 0 ? null : action === 'dispatch' ? <DepartmentField {...field} label={t('flow.field.department')} line={sharedLine(plan)} />
            : action === 'merge' ? <IntoField {...field} label={t('flow.field.into')} whole={plan.can[0]!.whole} allowsItself /> : null}
          <Cannot plan={shown} />
        </>
      )}
    </FormDialog>
  )
}

/** Departments of the ground that all of them share, from the district down. */
function sharedLine({ can }: BulkPlan): string[] {
  const lines = can.map(({ whole }: { whole: CaseWhole }) => whole.line.map(({ id }) => id))
  return (lines[0] ?? []).filter((id, n) => lines.every((line) => line[n] === id))
}

function Cannot({ plan }: { plan: BulkPlan }): ReactNode {
  const { t, number, locale } = useText()
  const reasons = reasonsOf(plan)
  if (reasons.length === 0) return null
  return (
    <Alert severity="warning" icon={false} sx={{ py: 0 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>{t('bulk.cannot', { n: number(plan.cannot.length, 0) })}</Typography>
      {reasons.map(({ why, numbers }) => (
        <Typography key={why} variant="body2" data-bulk-why={why}>
          {why === 'gone' || why === 'target' ? t(`bulk.why.${why}`) : t(`flow.why.${why}`)} <bdi>{numbers.slice(0, MOST_NAMED).join(locale === 'en' ? ', ' : '、')}</bdi>{numbers.length > MOST_NAMED ? t('bulk.andMore', { n: number(numbers.length - MOST_NAMED, 0) }) : ''}
        </Typography>
      ))}
    </Alert>
  )
}
