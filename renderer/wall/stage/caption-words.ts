/**
 * How old a figure, a list or a map is, in words a back row reads. Judged anew with every `now`, so that it turns stale by itself when nobody answers any more;
 * a scene that has not been made anew counts as a source of its own.
 */
import { type Freshness, FRESHNESSES, judgeWorst, type SourceAge, type SourceId } from '../../../preload/contract/freshness.ts'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import type { WallScene, WallState } from '../../../preload/contract/wall.ts'
import type { Text } from '../../chrome/phrase.ts'
import { writeDuration } from './wall-words.ts'

/** A page that shows a scene for longer asks for it anew within twice this. */
export const SCENE_EVERY_MS = 120_000

export interface Caption {
  freshness: Freshness
  words: string
  /** The time it is of; null: never. */
  at: number | null
}
/** Before an age that is not fresh, with what keeps it apart: in sizes of a caption. */
const SIGN = 1.3
/** In units of the design grid; `words` as they stand after the sign. */
export const captionWidth = (freshness: Freshness, words: string, size: number): number => textWidth(words, size) + (freshness === 'fresh' ? 0 : SIGN * size)

/** What a caption is judged by. */
export interface AgeFacts {
  state: Pick<WallState, 'sources' | 'timeZone'>
  scene: Pick<WallScene, 'madeAt'>
  now: number
  text: Text
}

export function captionOf(ids: readonly SourceId[], { state, scene, now, text }: AgeFacts): Caption {
  const made: SourceAge = { id: 'chain', everyMs: SCENE_EVERY_MS, arrivedAt: scene.madeAt, eventEveryMs: null, eventAt: null, faults: [] }
  const sources = ids.map((id) => state.sources.find((source) => source.id === id) ?? unheardOf(id))
  const { freshness, ageMs } = judgeWorst([...sources, made], now)
  const at = ageMs === null ? null : Math.min(now - ageMs, scene.madeAt)
  const fault = sources.flatMap(({ faults }) => faults)[0]
  if (fault !== undefined && FRESHNESSES.indexOf(freshness) < FRESHNESSES.indexOf('stale')) return { freshness: 'late', words: text.t(`wall.age.${fault}`), at }
  return { freshness, words: wordsOf(freshness, at, now, text), at }
}

/** Of all that a scene shows. */
export function sourcesOf({ figures, rowSources, mapSources, trend }: Pick<WallScene, 'figures' | 'rowSources' | 'mapSources' | 'trend'>): SourceId[] {
  return [...new Set([...figures.flatMap(({ sources }) => sources), ...rowSources, ...mapSources, ...(trend?.sources ?? [])])]
}

const unheardOf = (id: SourceId): SourceAge => ({ id, everyMs: SCENE_EVERY_MS, arrivedAt: null, eventEveryMs: null, eventAt: null, faults: [] })

function wordsOf(freshness: Freshness, at: number | null, now: number, text: Text): string {
  if (at === null) return text.t('wall.age.never')
  const time = text.shortMoment(at, now)
  const duration = writeDuration(now - at, text)
  switch (freshness) {
    case 'fresh': return text.t('wall.age.fresh', { time })
    case 'late': return text.t('wall.age.late', { duration })
    case 'stale': return text.t('wall.age.stale', { duration })
    case 'lost': return text.t('wall.age.lost', { time })
  }
}
