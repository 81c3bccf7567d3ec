/** Speaks with the supervisor that started this console for its kiosk browsers: gives addresses, and passes on how the walls' pages fare. */
import { RESTART_CAUSES, type RestartCause } from '../../preload/contract/wall-health.ts'
import { WALL_IDS, type WallId } from '../../preload/contract/wall-settings.ts'
import type { WallsAtHost } from '../core/host.ts'
import type { Loopback } from './loopback.ts'

/** `send` goes to the process that started this one; the returned function takes what comes from it. */
export function linkKiosk(walls: WallsAtHost, loopback: Pick<Loopback, 'wallAddress'>, send: (message: object) => void): (message: unknown) => void {
  walls.onBeat(({ wall, page, frames, visible }) => send({ kiosk: 'beat', wall, page, frames, visible }))
  walls.onUnsafe((wall) => send({ kiosk: 'unsafe', wall }))
  send({ kiosk: 'ready' })
  return (message) => {
    const order = readOrder(message)
    if (order === null) return
    walls.opening(order.wall, order.cause, order.safe)
    send({ kiosk: 'address', wall: order.wall, address: loopback.wallAddress(order.wall) })
  }
}

function readOrder(message: unknown): { wall: WallId; cause: RestartCause; safe: boolean } | null {
  if (typeof message !== 'object' || message === null || !('kiosk' in message) || message.kiosk !== 'open') return null
  const { wall, cause, safe } = message as unknown as { wall: WallId; cause: RestartCause; safe: unknown }
  return WALL_IDS.includes(wall) && RESTART_CAUSES.includes(cause) ? { wall, cause, safe: safe === true } : null
}
