/** What tells one answer from another: SHA-256 over question and answer in one fixed spelling. */
import { hash } from 'node:crypto'
import type { Fact } from '../../../preload/contract/deck.ts'

/** Keys of params in code-unit order; numbers as JSON spells them, which is the same for the same number everywhere. Source and age of the answer do not count. */
export function hashFact({ query, params, columns, values }: Pick<Fact, 'query' | 'params' | 'columns' | 'values'>): string {
  const sorted = Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return hash('sha256', JSON.stringify([query, sorted, columns, values]), 'hex')
}
