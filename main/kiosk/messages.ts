/** What the supervisor and the console's process say to each other, whoever passes it on between them. */
import { WALL_IDS, type WallId } from '../../preload/contract/wall-settings.ts'

export type FromConsole =
  | { kiosk: 'ready' }
  | { kiosk: 'address'; wall: WallId; address: string }
  | { kiosk: 'beat'; wall: WallId; page: string; frames: number; visible: boolean }
  | { kiosk: 'unsafe'; wall: WallId }

/** The message if it is one of ours, from our own child: its shape is known by its name. */
export function readFromConsole(message: unknown): FromConsole | null {
  if (typeof message !== 'object' || message === null || !('kiosk' in message)) return null
  const told = message as FromConsole
  return told.kiosk === 'ready' || WALL_IDS.includes(told.wall) ? told : null
}
