/** What the frame says, in English. */
import type { zhCN } from './zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'product.name': 'Yong’ai Console',
  'age.asOf': 'as of {time}',
  'age.never': 'no data yet',
  'age.stale': 'data may be old',
  'age.justNow': 'just now',
  'mark.simulated': 'Simulated data',
  'figure.unknown': 'unknown',
}
