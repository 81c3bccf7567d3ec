/** A half-filled form in words: which form, of which case, and what was written. */
import { CASE_ACTIONS } from '../../preload/contract/case-flow.ts'
import type { Draft } from '../../preload/contract/edit.ts'
import type { Text } from '../chrome/phrase.ts'

const FIELDS = ['class', 'due_at', 'area', 'place', 'text', 'supervised', 'urgent', 'danger_to_life'] as const

/** A form of the desk is named for the action it takes or the field it changes: `case.dispatch`, `case.place`. */
export function draftWords({ form, key }: Pick<Draft, 'form' | 'key'>, number: string | null, { t }: Pick<Text, 't'>): string {
  const [action, field] = [CASE_ACTIONS.find((one) => form === `case.${one}`), FIELDS.find((one) => form === `case.${one}`)]
  const name = action !== undefined ? t(`flow.action.${action}`) : field !== undefined ? t('edits.kind.edit', { fields: t(`flow.field.${field}`) }) : /note/.test(form) ? t('edits.kind.note') : /lead|create/.test(form) ? t('edits.draft.new') : `${t('edits.draft.form')} ${form}`
  return number === null ? (/lead|create/.test(form) ? name : t('edits.draft.of', { form: name, about: key })) : t('edits.draft.of', { form: name, about: t('edits.case', { number }) })
}

const LONGEST = 200

/** All texts of a form in one line; what is no form of this program's stands as it is. */
export function wordsIn(body: string): string {
  return clip(textsIn(parse(body)).join(' · '))
}

/** Of rows, edits and photos: nobody wrote them. */
const NAME = /^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' || NAME.test(value) ? [] : [value.replaceAll(/\s+/g, ' ').trim()]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return body
  }
}

const clip = (words: string): string => ([...words].length > LONGEST ? `${[...words].slice(0, LONGEST).join('')}…` : words)
