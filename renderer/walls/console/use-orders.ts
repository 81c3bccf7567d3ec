/** What is told to a wall, one after the other: none is lost however fast it is pressed, and each change starts from what is kept by then. */
import { useCallback, useRef, useState } from 'react'
import type { Answer, Failure } from '../../../preload/contract/api.ts'
import type { WallId, WallSettings } from '../../../preload/contract/wall-settings.ts'
import type { WallCommand } from '../../../preload/contract/wall.ts'
import { getBridge } from '../../bridge.ts'

export interface Orders {
  /** Why the last one did not take; null: it did. */
  failure: Failure | null
  tell: (command: WallCommand) => void
  /** Of the wall's settings. */
  change: (patch: (kept: WallSettings) => WallSettings) => void
  acknowledge: (alerts: readonly string[]) => void
}

/** The door takes so many at a time. */
const MOST_ALERTS = 100

export function useOrders(wall: WallId): Orders {
  const [failure, setFailure] = useState<Failure | null>(null)
  const turn = useRef<Promise<void>>(Promise.resolve())
  const inTurn = useCallback((work: () => Promise<Answer<unknown>>) => {
    turn.current = turn.current.then(work).then((answer) => setFailure(answer.ok ? null : answer.failure), (error: unknown) => setFailure({ code: 'internal', detail: String(error) }))
  }, [])
  const tell = useCallback((command: WallCommand) => inTurn(() => getBridge().call('wall.command', { wall, command })), [inTurn, wall])
  const change = useCallback((patch: (kept: WallSettings) => WallSettings) => inTurn(async () => {
    const walls = await getBridge().call('wall.walls', null)
    if (!walls.ok) return walls
    const kept = walls.value.walls.find(({ id }) => id === wall)
    return kept === undefined ? walls : getBridge().call('wall.set', patch(kept))
  }), [inTurn, wall])
  const acknowledge = useCallback((alerts: readonly string[]) => {
    for (let from = 0; from < alerts.length; from += MOST_ALERTS) inTurn(() => getBridge().call('wall.acknowledge', { alerts: alerts.slice(from, from + MOST_ALERTS) }))
  }, [inTurn])
  return { failure, tell, change, acknowledge }
}
