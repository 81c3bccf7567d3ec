/** What a check against central found, in one sentence. */
import type { ScopeStatus } from '../../preload/contract/model.ts'
import type { Text } from '../chrome/phrase.ts'

export function wordCheck(scopes: readonly Pick<ScopeStatus, 'checkResult'>[], { t }: Pick<Text, 't'>): { good: boolean; words: string } {
  const drifted = scopes.filter((scope) => scope.checkResult === 'drift').length
  const unchecked = scopes.filter((scope) => scope.checkResult === null).length
  if (drifted > 0) return { good: false, words: t('syncPage.check.drift', { n: drifted }) }
  if (unchecked > 0) return { good: false, words: t('syncPage.check.unchecked', { n: unchecked }) }
  return { good: true, words: t('syncPage.check.equal') }
}
