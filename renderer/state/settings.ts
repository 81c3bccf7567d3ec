/** What is set for this console, wherever a screen shows it; null while it is asked for the first time. */
import type { Settings } from '../../preload/contract/settings.ts'
import { useLive } from './live.ts'

export function useSettings(): Settings | null {
  const live = useLive('settings.get', null, ['settings'])
  return live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? null) : null
}
