/** The form that a draft was left in, where the case still has it for this account. */
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { OpenForm } from './form-name.ts'

/** `name`: of the draft, such as `case.dispatch`. Null: there is no such form on this case now. */
export function formOfDraft(name: string, { actions, fields, sayings, danger, isOpen }: Pick<CaseWhole, 'actions' | 'fields' | 'sayings' | 'danger' | 'isOpen'>): OpenForm | null {
  const form = name.replace(/^case\./, '')
  switch (form) {
    case 'text': case 'class': case 'due_at': case 'place': case 'supervised': return fields[form] === null ? { form } : null
    case 'reply': case 'proposal': return sayings[form] === null ? { form } : null
    case 'handover': return danger && isOpen && sayings.handover === null ? { form } : null
  }
  const possible = actions.find((one) => one.possible && one.action === form)
  return possible?.possible === true ? { form: 'action', possible } : null
}
