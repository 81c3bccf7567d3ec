/** What can be done with the list as it is: buttons beside its count, each with a key. */
import FileDownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import { useKeys } from '../state/keys.ts'
import { CaseExportDialog, type ListOnScreen } from './export/case-export-dialog.tsx'

export function ListTools({ list }: { list: ListOnScreen }): ReactNode {
  const { t } = useText()
  const [isExporting, setExporting] = useState(false)
  useKeys({ e: () => setExporting(true) })
  return (
    <>
      <Button size="small" color="inherit" startIcon={<FileDownloadIcon fontSize="small" />} title={`${t('caseFile.open')} (e)`} onClick={() => setExporting(true)}>{t('caseFile.open')}</Button>
      {isExporting ? <CaseExportDialog list={list} close={() => setExporting(false)} /> : null}
    </>
  )
}
