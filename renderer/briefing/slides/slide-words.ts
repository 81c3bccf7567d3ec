/** The few words a slide has besides its own, in the language of its deck and not of the screen. */
import type { Deck, Slide } from '../../../preload/contract/deck.ts'
import { makeText, type Text } from '../../chrome/phrase.ts'
import { pageOf, type SlideWords } from './lay-slide.ts'

const made = new Map<string, Text>()

export function textOf({ question: { english }, timeZone }: Pick<Deck, 'question' | 'timeZone'>): Text {
  const locale = english ? 'en' : 'zh-CN'
  const key = `${locale} ${timeZone}`
  const text = made.get(key) ?? makeText(locale, timeZone)
  made.set(key, text)
  return text
}

export function slideWords(deck: Deck, slide: Slide): SlideWords {
  const { t } = textOf(deck)
  return { simulated: deck.simulated ? t('mark.simulated') : null, page: pageOf(deck, slide) ?? t('slide.hidden'), leaving: deck.slides[0]?.id === slide.id ? (deck.leaving ?? null) : null, awaited: t('slide.map.awaited') }
}
