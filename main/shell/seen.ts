/** Whether a wall is seen, by its window. A page that is not to be slowed down in the back takes itself for visible always, minimised as well: its own word on it counts for nothing. */

/** The input of a wall's call, with that put right. */
export function putSeen(method: string, input: unknown, isSeen: () => boolean): unknown {
  return method === 'wall.beat' && typeof input === 'object' && input !== null && 'visible' in input ? { ...input, visible: isSeen() } : input
}
