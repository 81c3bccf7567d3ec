/** What went wrong, in the user's words: a code without words of its own is shown as it is. */
import { CATALOGUE, type MessageKey } from '../catalogue.ts'
import type { Text } from '../chrome/phrase.ts'

const isKey = (key: string): key is MessageKey => Object.hasOwn(CATALOGUE['zh-CN'], key)

export function wordError(code: string, { t }: Pick<Text, 't'>): string {
  const key = `syncError.${code}`
  return isKey(key) ? t(key) : code
}

/** Why a row was set aside; null: its type is unknown. */
export function wordAside(why: string | null, { t }: Pick<Text, 't'>): string {
  if (why === null) return t('syncPage.aside.why.unknown')
  const key = `syncPage.aside.why.${why}`
  // 'id' is a reason and a field: the reason is the likelier of the two.
  return isKey(key) && why !== 'field' && why !== 'unknown' ? t(key) : t('syncPage.aside.why.field', { field: why })
}

/** A type of this program by its name, another one as it is called. */
export function nameType(type: string, { t }: Pick<Text, 't'>): string {
  const key = `type.${type}`
  return isKey(key) ? t(key) : type
}
