/** What is told to a wall, one after the other; each change starts from what is kept by then. */
import { useCallback } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import type { WallId, WallSettings } from '../../preload/contract/wall-settings.ts'
import type { WallCommand } from '../../preload/contract/wall.ts'
import { getBridge } from '../bridge.ts'
import { useTurn } from './use-turn.ts'

export interface Orders {
  /** Why the last one did not take; null: it did. */
  failure: Failure | null
  tell: (command: WallCommand) => void
  /** Of the wall's settings; true once they are kept. */
  change: (patch: (kept: WallSettings) => WallSettings) => Promise<boolean>
  acknowledge: (alerts: readonly string[]) => void
}

/** The door takes so many at a time. */
const MOST_ALERTS = 100

export function useOrders(wall: WallId): Orders {
  const { failure, inTurn } = useTurn()
  const tell = useCallback((command: WallCommand) => void inTurn(() => getBridge().call('wall.command', { wall, command })), [inTurn, wall])
  const change = useCallback((patch: (kept: WallSettings) => WallSettings) => inTurn(async () => {
    const walls = await getBridge().call('wall.walls', null)
    if (!walls.ok) return walls
    const kept = walls.value.walls.find(({ id }) => id === wall)
    return kept === undefined ? walls : getBridge().call('wall.set', patch(kept))
  }), [inTurn, wall])
  const acknowledge = useCallback((alerts: readonly string[]) => {
    for (let from = 0; from < alerts.length; from += MOST_ALERTS) void inTurn(() => getBridge().call('wall.acknowledge', { alerts: alerts.slice(from, from + MOST_ALERTS) }))
  }, [inTurn])
  return { failure, tell, change, acknowledge }
}
