/** The form that is open on a case. */
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { OneFieldDialog } from '../edit/one-field-dialog.tsx'
import { PlaceDialog } from '../edit/place-dialog.tsx'
import { SuperviseDialog } from '../edit/supervise-dialog.tsx'
import { HandoverDialog } from '../sayings/handover-dialog.tsx'
import { ProposalDialog } from '../sayings/proposal-dialog.tsx'
import { ReplyDialog } from '../sayings/reply-dialog.tsx'
import { CompareDialog } from '../twins/compare-dialog.tsx'
import { ActionDialog } from './action-dialog.tsx'
import type { OpenForm } from './form-name.ts'
import type { Done } from './outcome.ts'

export function CaseForm({ whole, open, done, close }: { whole: CaseWhole; open: OpenForm; done: (done: Done) => void; close: () => void }): ReactNode {
  switch (open.form) {
    case 'action': return <ActionDialog key={open.possible.action} whole={whole} possible={open.possible} done={done} close={close} />
    case 'supervised': return <SuperviseDialog whole={whole} done={done} close={close} />
    case 'place': return <PlaceDialog whole={whole} done={done} close={close} />
    case 'compare': return <CompareDialog whole={whole} candidate={open.candidate} done={done} close={close} />
    case 'reply': return <ReplyDialog whole={whole} done={done} close={close} />
    case 'proposal': return <ProposalDialog whole={whole} done={done} close={close} />
    case 'handover': return <HandoverDialog whole={whole} done={done} close={close} />
    case 'text': case 'class': case 'due_at': return <OneFieldDialog key={open.form} whole={whole} field={open.form} done={done} close={close} />
  }
}
