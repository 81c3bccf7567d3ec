/** A half-filled form in words: which form, of which case, and what was written. */
import { CASE_ACTIONS } from '../../preload/contract/case-flow.ts'
import type { Draft } from '../../preload/contract/edit.ts'
import type { MessageKey } from '../catalogue.ts'
import type { Text } from '../chrome/phrase.ts'

const FIELDS = ['class', 'due_at', 'area', 'place', 'text', 'supervised', 'urgent', 'danger_to_life'] as const

/** Forms that are named for what they say. */
const SAYING: Readonly<Record<string, MessageKey>> = {
  'case.note': 'edits.kind.note', 'case.reply': 'edits.kind.reply', 'case.proposal': 'edits.kind.proposal', 'case.handover': 'edits.kind.handover', 'site.correct': 'edits.kind.correct', lead: 'edits.draft.new',
}
/** There is one at a time, and it is about nothing that has a name yet. */
const NEW_LEAD = 'lead'

/** A form of the desk is named for the action it takes or the field it changes: `case.dispatch`, `case.place`. */
export function draftWords({ form, key }: Pick<Draft, 'form' | 'key'>, number: string | null, { t }: Pick<Text, 't'>): string {
  const [action, field] = [CASE_ACTIONS.find((one) => form === `case.${one}`), FIELDS.find((one) => form === `case.${one}`)]
  const saying = Object.hasOwn(SAYING, form) ? SAYING[form] : undefined
  const name = action !== undefined ? t(`flow.action.${action}`) : field !== undefined ? t('edits.kind.edit', { fields: t(`flow.field.${field}`) }) : saying !== undefined ? t(saying) : `${t('edits.draft.form')} ${form}`
  if (form === NEW_LEAD) return name
  return t('edits.draft.of', { form: name, about: number === null ? key : t('edits.case', { number }) })
}

const LONGEST = 200

/** All texts of a form in one line; what is no form of this program's stands as it is. */
export function wordsIn(body: string): string {
  return clip(textsIn(parse(body)).map((text) => text.replaceAll(/\s+/g, ' ')).join(' · '))
}

/** Of rows, edits and photos: nobody wrote them. */
const NAME = /^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** All texts of a form, whole and as they were typed, to be used elsewhere. */
export const wholeWordsIn = (body: string): string => textsIn(parse(body)).join('\n')

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' || NAME.test(value) ? [] : [value.trim()]
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
