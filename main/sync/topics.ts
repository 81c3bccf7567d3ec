/** Which screens a changed row type concerns. */
import type { Topic } from '../../preload/contract/model.ts'
import { ROW_TYPES, type RowType } from './protocol.ts'

const TOPICS: Record<RowType, Topic[]> = {
  area: ['session', 'places', 'field'],
  class: ['session', 'field'],
  department: ['cases'],
  phrase: ['cases'],
  indicator: ['places'],
  worker: ['places'],
  team: ['places'],
  point: ['field'],
  site: ['places', 'field'],
  bottleneck: ['places', 'field'],
  shift: ['places', 'field'],
  handover: ['places', 'field'],
  case: ['cases'],
  act: ['cases'],
}

export function topicsOf(types: readonly string[]): Topic[] {
  return [...new Set(types.flatMap((type) => TOPICS[type as RowType] ?? []))]
}

/** When a whole scope went, any of it may be on a screen. */
export const ALL_TOPICS: Topic[] = topicsOf(ROW_TYPES)
