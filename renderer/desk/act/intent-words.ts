/** An edit in a few words: what the person meant. */
import type { EditIntent } from '../../../preload/contract/edit.ts'
import type { City } from '../../../preload/contract/model.ts'
import type { Text } from '../../chrome/phrase.ts'
import type { EditSet } from './intents.ts'
import { fieldWords, valueWords } from './value-words.ts'

export function intentWords(intent: EditIntent | null, city: Pick<City, 'classes' | 'areas'>, text: Text): string {
  const { t } = text
  if (intent === null) return t('own.unknown')
  switch (intent.kind) {
    case 'transition': return `${t(`flow.action.${intent.action}`)} → ${t(`status.${intent.to}`)}`
    case 'edit': return t('own.edit', { fields: changedWords(intent.set, city, text) })
    case 'note': return `${t('own.note')}${colon(text)}${intent.set.text}`
    case 'reply': return `${t('own.reply')}${colon(text)}${intent.set.text}`
    case 'proposal': return t(intent.set.valid ? 'own.proposal.valid' : 'own.proposal.invalid')
    case 'handover': return t('own.handover', { to: t(`own.to.${intent.set.to}`) })
    case 'photo': return t('own.photo')
    case 'create': return t('own.create')
    default: return t('own.unknown')
  }
}

/** “紧急：是”. A text is not repeated whole, and a position is one thing. */
export function changedWords(set: EditSet, city: Pick<City, 'classes' | 'areas'>, text: Text): string {
  const { lng, lat, ...rest } = set
  const parts = Object.entries(rest).flatMap(([field, value]) => {
    if (value === undefined) return []
    return [field === 'text' ? fieldWords(field, text) : `${fieldWords(field, text)}${colon(text)}${valueWords(field, value, city, text)}`]
  })
  if (lng !== undefined && lat !== undefined) parts.push(text.t('field.position'))
  return parts.join(text.locale === 'en' ? ', ' : '，')
}

export const colon = ({ locale }: Pick<Text, 'locale'>): string => (locale === 'en' ? ': ' : '：')
