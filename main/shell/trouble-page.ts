/** The plain page shown when the real one keeps dying: no script, no picture, one link back. */
import type { Locale, Words } from './words.ts'
import { ORIGIN } from './origin.ts'

export const TROUBLE_PATH = '/trouble'

export function troublePage(locale: Locale, words: Words): string {
  const title = escape(words('trouble.title'))
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>${title}</title><meta name="color-scheme" content="light dark">
<main><h1>${title}</h1><p>${escape(words('trouble.what'))}</p><p>${escape(words('trouble.todo'))}</p><p><a href="${ORIGIN}/" autofocus>${escape(words('trouble.again'))}</a></p></main></html>
`
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
