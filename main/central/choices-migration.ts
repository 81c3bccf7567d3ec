/** Migration 5: views of what the city chooses from (never changed once released). */
import { createView } from './report-view.ts'

export const CHOICES_STATEMENTS = [
  createView('department', { name: 'text', name_en: 'text', area: 'text', order: 'bigint', simulated: 'boolean' }),
  createView('phrase', { kind: 'text', action: 'text', text: 'text', text_en: 'text', order: 'bigint', simulated: 'boolean' }),
]
