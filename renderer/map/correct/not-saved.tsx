/** Why a correction or a mark is not saved, and what to do about it. */
import Alert from '@mui/material/Alert'
import type { ReactNode } from 'react'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { useText } from '../../chrome/text.ts'
import type { Saving } from '../../state/save-edits.ts'

export function NotSaved({ saving }: { saving: Saving }): ReactNode {
  const { t } = useText()
  if (saving.state === 'failed') return <FailureNote failure={saving.failure} />
  return saving.state === 'refused' ? <Alert severity="error" role="alert" data-not-saved={saving.by.why}><strong>{t('save.not')}</strong> {t(`save.not.${saving.by.why}`)}</Alert> : null
}
