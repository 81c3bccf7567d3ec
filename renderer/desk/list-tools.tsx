/** What can be done with the list as it is: buttons beside its count, each with a key. */
import AddCallIcon from '@mui/icons-material/AddIcCallOutlined'
import FileDownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import PrintIcon from '@mui/icons-material/PrintOutlined'
import TableChartIcon from '@mui/icons-material/TableChartOutlined'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { BorderArea } from '../../preload/contract/place.ts'
import { useText } from '../chrome/text.ts'
import { changeAddress, useAddressPart } from '../state/address.ts'
import { useKeys } from '../state/keys.ts'
import type { Chosen } from './bulk/chosen.ts'
import { CaseExportDialog, type ListOnScreen } from './export/case-export-dialog.tsx'
import { LeadDialog } from './leads/lead-dialog.tsx'
import { PrintPreview } from './print/print-preview.tsx'
import { UnitTable } from './unit-table.tsx'

type Tool = 'lead' | 'units' | 'export' | 'print'
const TOOLS = [
  ['lead', 'lead.new', 'i', AddCallIcon], ['units', 'desk.units', 'u', TableChartIcon], ['export', 'caseFile.open', 'e', FileDownloadIcon], ['print', 'paper.open', 'p', PrintIcon],
] as const satisfies readonly (readonly [Tool, string, string, unknown])[]

/** What is chosen is printed before what is first. `offices`: where this person files cases; null: not known yet. */
export function ListTools({ list, chosen, offices, open }: { list: ListOnScreen; chosen: Chosen; offices: readonly BorderArea[] | null; open: (id: string) => void }): ReactNode {
  const { t } = useText()
  const [pressed, setOpened] = useState<Tool | null>(null)
  const wanted = useAddressPart('tool')
  // The address may name one to go on with.
  const opened = pressed ?? wanted
  const close = (): void => {
    setOpened(null)
    if (wanted !== null) changeAddress({ tool: null }, 'replace')
  }
  useKeys(Object.fromEntries(TOOLS.map(([tool, , key]) => [key, () => setOpened(tool)])))
  return (
    <>
      {TOOLS.map(([tool, words, key, Icon]) => (
        <Button key={tool} size="small" color="inherit" startIcon={<Icon fontSize="small" />} title={`${t(words)} (${key})`} onClick={() => setOpened(tool)}>{t(words)}</Button>
      ))}
      {opened === 'lead' && offices !== null ? <LeadDialog offices={offices} close={close}
        open={(id) => {
          close()
          open(id)
        }} /> : null}
      {opened === 'units' ? <UnitTable question={list.question} close={close} /> : null}
      {opened === 'export' ? <CaseExportDialog list={list} close={close} /> : null}
      {opened === 'print' ? <PrintPreview what={{ list, chosen: [...chosen.keys()] }} close={close} /> : null}
    </>
  )
}
