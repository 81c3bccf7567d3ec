/** The sync status in words: every state has its own sentence, its tone, and what belongs to it but changes by itself. */
import type { SyncStatus } from '../../preload/contract/model.ts'
import type { Text } from './phrase.ts'

export type Tone = 'good' | 'busy' | 'wait' | 'bad'
/** `state` is announced when it changes; `detail` (ages, counts) is shown beside it and not announced. */
export interface SyncWords { tone: Tone; state: string; detail: string }

export function wordSync(status: SyncStatus, now: number, text: Text): SyncWords {
  const { t, age, number, time } = text
  switch (status.state) {
    case 'never': return { tone: 'wait', state: t('sync.never'), detail: '' }
    case 'pushing': return { tone: 'busy', state: t('sync.pushing'), detail: t('sync.pushing.left', { n: number(status.left) }) }
    case 'pulling': return { tone: 'busy', state: t('sync.pulling'), detail: status.of > 0 ? `${number(status.done)} / ${number(status.of)}` : '' }
    case 'idle': return { tone: 'good', state: t('sync.idle'), detail: age(Math.max(0, now - status.since)) }
    case 'waiting': return { tone: 'wait', state: t('sync.waiting', { why: t(`sync.why.${status.why}`) }), detail: t('sync.next', { time: time(status.until) }) }
    case 'offline': return { tone: 'bad', state: t('sync.offline'), detail: t('sync.lost', { age: age(Math.max(0, now - status.since)) }) }
    case 'signed-out': return { tone: 'bad', state: t('sync.signedOut'), detail: '' }
  }
}
