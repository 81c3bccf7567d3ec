/** What the console makes of a wall's beats: whether somebody in front of it sees what is meant to be seen. */
import { BEAT_MS, FROZEN_MS, SILENT_MS, STUCK_DWELLS, type WallBeat, type WallCondition } from '../../preload/contract/wall-health.ts'
import { FIRST_BEAT_MS } from './ladder.ts'

/** All times monotonic. */
export interface Watched {
  /** Opened by the host, or in the file as one that opens with the console; null: not that anybody knew. */
  openedAt: number | null
  beat: WallBeat | null
  beatAt: number | null
  /** When the count of frames, or the page, was another one last. */
  framesAt: number | null
  /** Of the scene that is shown; null: it stays as long as it was told to. */
  dwellMs: number | null
}

/** A page that nobody shut and that was heard of no more: the morning finds what the night did. After a day it counts as shut. */
const FORGOTTEN_MS = 86_400_000

export function judgeWall({ openedAt, beat, beatAt, framesAt, dwellMs }: Watched, now: number): WallCondition {
  if (openedAt !== null && (beatAt === null || beatAt < openedAt)) return now - openedAt > FIRST_BEAT_MS ? 'silent' : 'waiting'
  if (beat === null || beatAt === null || now - beatAt > FORGOTTEN_MS) return 'shut'
  if (now - beatAt > SILENT_MS) return 'silent'
  // A page that nobody can see draws nothing: that it is hidden is the cause.
  if (!beat.visible) return 'hidden'
  if (framesAt !== null && now - framesAt > FROZEN_MS) return 'frozen'
  if (dwellMs !== null && beat.sceneForMs > STUCK_DWELLS * dwellMs + BEAT_MS) return 'stuck'
  return beat.safe ? 'safe' : 'well'
}
