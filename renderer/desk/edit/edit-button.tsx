/** Opens the form that corrects one thing; who may not correct it finds nothing to press. */
import EditIcon from '@mui/icons-material/EditOutlined'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'

export function EditButton({ name, what, begin }: { name: string; what: string; begin: () => void }): ReactNode {
  const { t } = useText()
  const label = t('edit.one', { field: what })
  return <Tooltip title={label}><IconButton data-edit={name} aria-label={label} onClick={begin} sx={{ width: 24, height: 24, ml: 0.5 }}><EditIcon sx={{ fontSize: 16 }} /></IconButton></Tooltip>
}
