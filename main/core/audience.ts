/** Who asks: a desk, or the page of one wall, which hangs where anybody may touch it and therefore may ask for little, and only for itself. */
import type { Topic } from '../../preload/contract/model.ts'
import { WALL_METHODS } from '../../preload/contract/wall-api.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'

export type Audience = 'desk' | { wall: WallId }

const METHODS: ReadonlySet<string> = new Set(WALL_METHODS)
/** What a wall shows comes of these; a topic carries no data. */
const TOPICS: ReadonlySet<Topic> = new Set<Topic>(['wall', 'sync', 'field', 'places', 'cases', 'session'])

export const mayCall = (audience: Audience, method: string): boolean => audience === 'desk' || METHODS.has(method)

/** `input` is checked already. An input that names a wall must name its own. */
export function mayAsk(audience: Audience, input: unknown): boolean {
  if (audience === 'desk' || typeof input !== 'object' || input === null || !('wall' in input)) return true
  return input.wall === audience.wall
}

export const hears = (audience: Audience, topic: Topic): boolean => audience === 'desk' || TOPICS.has(topic)
