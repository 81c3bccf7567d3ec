/** The case of a refused edit as it stands now. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../preload/contract/case-list.ts'
import { useText } from '../chrome/text.ts'
import { Facts } from './facts.tsx'

/** Null: this desk does not hold it. Undefined: it is being asked. */
export function CaseNow({ whole }: { whole: CaseWhole | null | undefined }): ReactNode {
  const { t, dateTime } = useText()
  if (whole === undefined) return <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('edits.case.loading')}</Typography>
  if (whole === null) {
    return (
      <Box data-case-gone>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>{t('edits.case.gone')}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('edits.case.gone.more')}</Typography>
      </Box>
    )
  }
  const { status, department, dueAt } = whole
  return (
    <Facts facts={[
      { label: t('flow.field.status'), value: t(`status.${status}`) },
      { label: t('flow.field.department'), value: department ?? t('edits.department.none') },
      { label: t('flow.field.due_at'), value: dueAt === null ? t('edits.due.none') : dateTime(dueAt) },
    ]} />
  )
}
