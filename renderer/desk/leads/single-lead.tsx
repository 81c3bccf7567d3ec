/** The form with its fate: typed, kept as a draft without the contact, filed here or at the center, or told why not. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import type { BorderArea } from '../../../preload/contract/place.ts'
import { getBridge } from '../../bridge.ts'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { LEAD_DRAFT, useKeptLead } from './lead-draft.ts'
import { EMPTY_LEAD, faultsOf, hasContact, intentOf, leadOfDraft, type LeadFields } from './lead-fields.ts'
import { LeadFate } from './lead-fate.tsx'
import { LeadForm } from './lead-form.tsx'
import { useLead } from './use-lead.ts'

const newIds = (): { op_id: string; id: string } => ({ op_id: crypto.randomUUID(), id: crypto.randomUUID() })

interface Props {
  offices: readonly BorderArea[]
  outlines: readonly AreaBoundary[]
  /** A case that was filed just now. */
  open: (id: string) => void
  close: () => void
}

export function SingleLead({ offices, outlines, open, close }: Props): ReactNode {
  const { t } = useText()
  const city = useCity()
  const first: LeadFields = { ...EMPTY_LEAD, area: offices.length === 1 ? (offices[0]?.id ?? '') : '' }
  const [fields, setFields] = useState(first)
  const [ids, setIds] = useState(newIds)
  const [hasTried, setTried] = useState(false)
  const [isRestored, setRestored] = useState(false)
  const lead = useLead()
  const [hasTyped, setTyped] = useState(false)
  const isTouched = useRef(false)
  useEffect(() => {
    void getBridge().call('drafts.get', LEAD_DRAFT).then((answer) => {
      if (!answer.ok || answer.value === null || isTouched.current) return
      setFields(leadOfDraft(answer.value.body))
      setRestored(true)
    })
  }, [])
  const { state } = lead.now
  useKeptLead(fields, hasTyped && state !== 'sending' && state !== 'filed')
  useEffect(() => {
    if (state === 'filed') void getBridge().call('drafts.drop', LEAD_DRAFT)
  }, [state])

  const faults = faultsOf(fields, city, new Set(offices.map(({ id }) => id)))
  const change = (patch: Partial<LeadFields>): void => {
    isTouched.current = true
    setTyped(true)
    setFields((before) => ({ ...before, ...patch }))
    if (state !== 'typing') lead.begin()
    // The center has decided about the old one: what is changed now is another lead.
    if (state === 'refused') setIds(newIds())
  }
  const file = (withContact: boolean): void => {
    setTried(true)
    if (faults.length > 0) return
    const intent = intentOf(fields, ids, withContact)
    if (withContact && hasContact(fields)) lead.send(intent)
    else lead.keep(intent)
  }
  const another = (): void => {
    isTouched.current = false
    setTyped(false)
    setFields({ ...first, area: fields.area })
    setIds(newIds())
    setTried(false)
    setRestored(false)
    lead.begin()
  }
  // Asked about but not answered: it stays as it is until the center has said what became of it.
  const isFixed = state === 'sending' || state === 'unknown' || state === 'filed'
  return (
    <Box component="form" noValidate sx={{ display: 'contents' }} data-lead={state}
      onSubmit={(event) => {
        event.preventDefault()
        file(true)
      }}>
      <DialogContent sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        {isRestored && state === 'typing' ? <Alert severity="info">{t('lead.restored')}</Alert> : null}
        <LeadForm {...{ fields, offices, outlines, change }} faults={hasTried ? faults : []} disabled={isFixed} />
      </DialogContent>
      <Box sx={{ px: 3, flex: 'none' }}><LeadFate now={lead.now} keepWithout={() => file(false)} askAgain={() => file(true)} /></Box>
      <DialogActions>
        <Button onClick={close}>{t('frame.close')}</Button>
        {lead.now.state === 'filed' ? (
          <>
            <Button onClick={() => lead.now.state === 'filed' && open(lead.now.id)}>{t('lead.open')}</Button>
            <Button variant="contained" onClick={another}>{t('lead.another')}</Button>
          </>
        ) : <Button type="submit" variant="contained" disabled={isFixed}>{t('lead.file')}</Button>}
      </DialogActions>
    </Box>
  )
}
