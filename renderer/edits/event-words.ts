/** The events of an edit's life in words. */
import { WAYS_OUT, type EditEvent } from '../../preload/contract/edit.ts'
import type { Text } from '../chrome/phrase.ts'

/** The state it came to says most; how it got there says the rest. */
export function eventWords({ to, why }: EditEvent, { t }: Pick<Text, 't'>): string {
  switch (to) {
    case 'sending': return t('edits.event.send')
    case 'unknown': return t(why === 'restart' ? 'edits.event.restart' : 'edits.event.lost')
    case 'queued': return t(why === 'epoch' ? 'edits.event.epoch' : why === 'again' ? 'edits.event.again' : 'edits.event.undecided')
    case 'withdrawn': return t('edits.event.withdraw')
    case 'resolved': return t('edits.event.resolved', { how: t(`edits.how.${howOf(why)}`) })
    default: return t(`edits.event.${to}`)
  }
}

function howOf(why: string | null): (typeof WAYS_OUT)[number] | 'unknown' {
  try {
    const read: unknown = JSON.parse(why ?? '')
    const how = typeof read === 'object' && read !== null && 'how' in read ? read.how : null
    return WAYS_OUT.find((way) => way === how) ?? 'unknown'
  } catch {
    return 'unknown'
  }
}
