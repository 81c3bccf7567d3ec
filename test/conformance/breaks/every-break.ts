/** All planted breaks: centrals that go wrong in one way each. */
import { ANSWER_BREAKS, WAKE_BREAKS } from './answer-breaks.ts'
import { ROW_BREAKS } from './bad-rows.ts'
import { BLOB_BREAKS } from './blob-breaks.ts'
import { CHANGE_BREAKS } from './change-breaks.ts'
import { DOOR_BREAKS } from './door-breaks.ts'
import { EXPORT_BREAKS } from './export-breaks.ts'
import { PLACE_BREAKS } from './place-breaks.ts'
import { PUSH_BREAKS } from './push-breaks.ts'
import { SNAPSHOT_BREAKS } from './snapshot-breaks.ts'
import type { Break } from './spoiler.ts'

export const EVERY_BREAK: readonly Break[] = [...DOOR_BREAKS, ...SNAPSHOT_BREAKS, ...CHANGE_BREAKS, ...ROW_BREAKS, ...WAKE_BREAKS, ...PUSH_BREAKS, ...PLACE_BREAKS, ...EXPORT_BREAKS, ...BLOB_BREAKS, ...ANSWER_BREAKS]

/** A few runs for all: breaks of one subject are dealt out to different runs, those that blind the suite run alone. */
export function dealOut(breaks: readonly Break[], hands: number): Break[][] {
  const dealt: Break[][] = Array.from({ length: hands }, () => [])
  for (const one of breaks) {
    if (one.alone === true) continue
    const free = dealt.filter((hand) => one.on === undefined || !hand.some(({ on }) => on === one.on))
    free.toSorted((a, b) => a.length - b.length)[0]?.push(one)
  }
  return [...dealt, ...breaks.filter(({ alone }) => alone === true).map((one) => [one])]
}
