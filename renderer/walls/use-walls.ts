/** The walls of this PC as they stand, asked anew when one of them has news and every few seconds while they are looked at. */
import { useState } from 'react'
import { BEAT_MS, type WallHealth, type Walls } from '../../preload/contract/wall-health.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { useLive, type Live } from '../state/live.ts'
import { useNow } from '../state/now.ts'

export function useWalls(): Live<Walls> {
  return useLive('wall.walls', null, ['wall', 'session'], undefined, BEAT_MS)
}

const SECOND_MS = 1_000

/** The console's clock now: what it said with its last answer, and the time since. */
export function useConsoleNow(live: Live<{ now: number }>): number {
  const here = useNow(SECOND_MS)
  const [said, setSaid] = useState({ at: here, now: here })
  if (live.state === 'here' && live.at !== said.at) setSaid({ at: live.at, now: live.value.now })
  return said.now + Math.max(0, here - said.at)
}

/** A wall that was just added has not been looked after yet. */
export function healthOf({ health }: Walls, wall: WallId): WallHealth {
  return health.find((one) => one.wall === wall) ?? { wall, condition: 'shut', beat: null, beatAt: null, restarts: [], heapPerHour: null }
}
