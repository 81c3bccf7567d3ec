/** What is told to a wall, one after the other; each change starts from what is kept by then. */
import { useCallback, useRef } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import type { WallId, WallSettings } from '../../preload/contract/wall-settings.ts'
import type { Walls } from '../../preload/contract/wall-health.ts'
import { MOST_ACKNOWLEDGED, type WallCommand, type WallState } from '../../preload/contract/wall.ts'
import { getBridge } from '../bridge.ts'
import { useTurn } from './use-turn.ts'

export interface Orders {
  /** Why the last one did not take; null: it did. */
  failure: Failure | null
  /** `decide` is asked when its turn has come; `told`: what the order before it answered. */
  order: (decide: (told: WallState | null) => WallCommand) => void
  /** Of the wall's settings; as they are kept then, null where they are not. */
  change: (patch: (kept: WallSettings) => WallSettings) => Promise<WallSettings | null>
  acknowledge: (alerts: readonly string[]) => void
}

export function useOrders(wall: WallId): Orders {
  const { failure, inTurn } = useTurn()
  const told = useRef<WallState | null>(null)
  const order = useCallback((decide: (told: WallState | null) => WallCommand) => void inTurn(async () => {
    const answer = await getBridge().call('wall.command', { wall, command: decide(told.current) })
    if (answer.ok) told.current = answer.value
    return answer
  }), [inTurn, wall])
  const change = useCallback(async (patch: (kept: WallSettings) => WallSettings) => {
    let changed: WallSettings | null = null
    const ofThis = ({ walls }: Walls): WallSettings | null => walls.find(({ id }) => id === wall) ?? null
    await inTurn(async () => {
      const before = await getBridge().call('wall.walls', null)
      const kept = before.ok ? ofThis(before.value) : null
      if (kept === null) return before
      const after = await getBridge().call('wall.set', patch(kept))
      if (after.ok) changed = ofThis(after.value)
      return after
    })
    return changed
  }, [inTurn, wall])
  const acknowledge = useCallback((alerts: readonly string[]) => {
    for (let from = 0; from < alerts.length; from += MOST_ACKNOWLEDGED) void inTurn(() => getBridge().call('wall.acknowledge', { alerts: alerts.slice(from, from + MOST_ACKNOWLEDGED) }))
  }, [inTurn])
  return { failure, order, change, acknowledge }
}
