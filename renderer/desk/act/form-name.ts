/** Which form of a case is open. */
import type { DuplicateCandidate } from '../../../preload/contract/duplicate.ts'
import type { Possible } from './intents.ts'

export type OpenForm = { form: 'action'; possible: Possible } | { form: 'text' } | { form: 'class' } | { form: 'due_at' } | { form: 'place' } | { form: 'supervised' } | { form: 'reply' } | { form: 'proposal' } | { form: 'handover' } | { form: 'compare'; candidate: DuplicateCandidate }
