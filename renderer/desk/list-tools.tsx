/** What can be done with the list as it is: buttons beside its count, each with a key. */
import TableChartIcon from '@mui/icons-material/TableChartOutlined'
import FileDownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../chrome/text.ts'
import { useKeys } from '../state/keys.ts'
import { CaseExportDialog, type ListOnScreen } from './export/case-export-dialog.tsx'
import { UnitTable } from './unit-table.tsx'

export function ListTools({ list }: { list: ListOnScreen }): ReactNode {
  const { t } = useText()
  const [isExporting, setExporting] = useState(false)
  const [areUnitsShown, showUnits] = useState(false)
  useKeys({ e: () => setExporting(true), u: () => showUnits(true) })
  return (
    <>
      <Button size="small" color="inherit" startIcon={<TableChartIcon fontSize="small" />} title={`${t('desk.units')} (u)`} onClick={() => showUnits(true)}>{t('desk.units')}</Button>
      <Button size="small" color="inherit" startIcon={<FileDownloadIcon fontSize="small" />} title={`${t('caseFile.open')} (e)`} onClick={() => setExporting(true)}>{t('caseFile.open')}</Button>
      {areUnitsShown ? <UnitTable question={list.question} close={() => showUnits(false)} /> : null}
      {isExporting ? <CaseExportDialog list={list} close={() => setExporting(false)} /> : null}
    </>
  )
}
