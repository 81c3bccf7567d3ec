/** Which of this PC's walls a page is: its address says so, and keeps saying so when it is loaded anew. */
import { WALL_IDS } from '../../preload/contract/wall-settings.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'

/** Of `?wall=2`; the first where it names none. */
export function wallOf(search: string): WallId {
  const named = new URLSearchParams(search).get('wall')
  return WALL_IDS.find((id) => id === named) ?? WALL_IDS[0]
}
