/** One wall: its state and the scene that is shown. */
import type { ReactNode } from 'react'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { useLive } from '../state/live.ts'

export function WallPage({ wall }: { wall: WallId }): ReactNode {
  const state = useLive('wall.state', { wall }, ['wall', 'sync', 'field', 'session'])
  return <main data-wall={wall}>{state.state === 'here' ? state.value.area.zh : null}</main>
}
