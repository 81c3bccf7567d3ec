/** Leads that come in by telephone: one in a form, or many out of a spreadsheet. What is typed and chosen stands above the tabs, so that looking into the other loses neither a contact, which is kept nowhere else, nor an answer. */
import Alert from '@mui/material/Alert'
import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { BorderArea } from '../../../preload/contract/place.ts'
import { useText } from '../../chrome/text.ts'
import type { DraftHere } from '../../state/draft.ts'
import { useLive } from '../../state/live.ts'
import { DraftGate } from '../act/draft-gate.tsx'
import { LEAD_DRAFT } from './lead-draft.ts'
import { SheetImport } from './sheet-import.tsx'
import { SingleLead } from './single-lead.tsx'
import { useLead } from './use-lead.ts'
import { useSheet } from './use-sheet.ts'

interface Props { offices: readonly BorderArea[]; open: (id: string) => void; close: () => void }

export function LeadDialog(props: Props): ReactNode {
  return <DraftGate name={LEAD_DRAFT}>{(draft) => <Leads {...props} draft={draft} />}</DraftGate>
}

function Leads({ offices, open, close, draft }: Props & { draft: DraftHere }): ReactNode {
  const { t } = useText()
  const [tab, setTab] = useState<'one' | 'many'>('one')
  const live = useLive('city.boundaries', { level: 'street', parent: null }, ['session'])
  const outlines = live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? []) : []
  const lead = useLead(draft, offices.length === 1 ? (offices[0]?.id ?? '') : '')
  const sheet = useSheet(offices)
  return (
    <Dialog open onClose={(_, reason) => reason === 'escapeKeyDown' && close()} fullWidth maxWidth="lg" aria-labelledby="lead-title" data-lead-dialog={tab}>
      <DialogTitle id="lead-title" sx={{ pb: 0 }}>{t('lead.title')}</DialogTitle>
      <Tabs value={tab} onChange={(_, next: 'one' | 'many') => setTab(next)} sx={{ px: 3, flex: 'none' }}>
        <Tab value="one" label={t('lead.one')} />
        <Tab value="many" label={t('lead.many')} />
      </Tabs>
      {offices.length === 0 ? <DialogContent><Alert severity="info">{t('lead.noOffice')}</Alert></DialogContent>
        : tab === 'one' ? <SingleLead {...{ lead, offices, outlines, open, close }} /> : <SheetImport sheet={sheet} close={close} />}
    </Dialog>
  )
}
