/** Prints the case one looks at. */
import PrintIcon from '@mui/icons-material/PrintOutlined'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../../chrome/text.ts'
import { PrintPreview } from './print-preview.tsx'

export function PrintCaseButton({ id }: { id: string }): ReactNode {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Tooltip title={t('paper.case.print')}><IconButton aria-label={t('paper.case.print')} onClick={() => setOpen(true)} data-print-case><PrintIcon fontSize="small" /></IconButton></Tooltip>
      {isOpen ? <PrintPreview what={{ id }} close={() => setOpen(false)} /> : null}
    </>
  )
}
