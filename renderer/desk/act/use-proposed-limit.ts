/** Where the limit of a class leads if the case is filed now; null while it is asked for, or where an action gives no deadline. */
import type { Deadline } from '../../../preload/contract/deadline.ts'
import { useLive } from '../../state/live.ts'
import { useNow } from '../../state/now.ts'
import { MINUTE_MS } from '../case-question.ts'
import type { Possible } from './intents.ts'

export function useProposedLimit(id: string, kind: string, { needs, may }: Pick<Possible, 'needs' | 'may'>): Deadline | null {
  const at = useNow(MINUTE_MS)
  const live = useLive('cases.limit', [...needs, ...may].includes('due_at') && kind !== '' ? { id, class: kind, at } : null, ['places'])
  return live.state === 'here' ? live.value : null
}
