/** The form of one lead with its fate: typed, filed here or at the center, or told why not. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import type { BorderArea } from '../../../preload/contract/place.ts'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { DraftNote } from '../act/draft-note.tsx'
import { faultsOf } from './lead-fields.ts'
import { LeadFate } from './lead-fate.tsx'
import { LeadForm } from './lead-form.tsx'
import type { Lead } from './use-lead.ts'

interface Props {
  lead: Lead
  offices: readonly BorderArea[]
  outlines: readonly AreaBoundary[]
  /** A case that was filed just now. */
  open: (id: string) => void
  close: () => void
}

export function SingleLead({ lead, offices, outlines, open, close }: Props): ReactNode {
  const { t } = useText()
  const city = useCity()
  const { fields, now, isSent, isRestored, draft, change } = lead
  const [hasTried, setTried] = useState(false)
  const faults = faultsOf(fields, city, new Set(offices.map(({ id }) => id)))
  const file = (withContact: boolean): void => {
    setTried(true)
    if (faults.length === 0) lead.file(withContact)
  }
  const another = (): void => {
    setTried(false)
    lead.another()
  }
  const isBusy = now.state === 'sending' || now.state === 'filed'
  const isFixed = isBusy || isSent
  return (
    <Box component="form" noValidate sx={{ display: 'contents' }} data-lead={now.state}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isFixed) file(true)
      }}>
      <DialogContent sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        {isRestored && !isBusy ? <Alert severity="info" data-lead-restored action={isSent ? undefined : <Button color="inherit" onClick={lead.discard}>{t('draft.discard')}</Button>}>{t('lead.restored')}</Alert> : null}
        <DraftNote draft={draft} isRestored={false} discard={lead.discard} />
        {/* A contact is not in the draft: what was sent before this window stood may be asked about with it again. */}
        <LeadForm {...{ fields, offices, outlines, change }} faults={hasTried ? faults : []} disabled={isFixed} isContactFixed={isBusy || (isSent && !isRestored)} />
      </DialogContent>
      <Box sx={{ px: 3, flex: 'none' }}><LeadFate now={now} isSent={isSent} keepWithout={() => file(false)} askAgain={() => file(true)} /></Box>
      <DialogActions>
        <Button onClick={close}>{t('frame.close')}</Button>
        {now.state === 'filed' ? (
          <>
            <Button onClick={() => now.state === 'filed' && open(now.id)}>{t('lead.open')}</Button>
            <Button variant="contained" onClick={another}>{t('lead.another')}</Button>
          </>
        ) : <Button type="submit" variant="contained" disabled={isFixed}>{t('lead.file')}</Button>}
      </DialogActions>
    </Box>
  )
}
