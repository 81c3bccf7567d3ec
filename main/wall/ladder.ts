/**
 * The ladder by which a host keeps a wall's page alive: what it sees goes in, with monotonic times, and what it has to do comes out. Pure, so that the
 * desktop program and the kiosk's supervisor do the same and a night of crashes is tried in a moment.
 */
import { FROZEN_MS, type RestartCause, SILENT_MS } from '../../preload/contract/wall-health.ts'

export type LadderEvent =
  /** `opened`: the page begins to load now · `asked`: an operator wants it anew, and what was before counts no more. */
  | { what: 'opened' | 'asked'; at: number }
  | { what: 'beat'; at: number; page: string; frames: number; visible: boolean }
  /** The page's process ended, and not because it was told to; `graphics`: the one that draws for all. */
  | { what: 'gone' | 'graphics-gone'; at: number }
  | { what: 'unresponsive' | 'responsive'; at: number }
  /** Contexts were lost too often: the console says so. */
  | { what: 'unsafe'; at: number }
  | { what: 'tick'; at: number }

export type LadderStep =
  /** The page loads anew where it is. */
  | { do: 'reload'; cause: RestartCause }
  /** Its process is ended by force; that it is gone comes as an event. */
  | { do: 'end'; cause: RestartCause }
  /** A new page, with or without WebGL as the state says. */
  | { do: 'recreate'; cause: RestartCause }

export interface Ladder {
  /** Open; or gone, and due again. */
  back: { at: number; cause: RestartCause } | null
  openedAt: number
  /** Null: no beat since it was opened. */
  heard: { at: number; page: string; frames: number; framesAt: number; visible: boolean } | null
  /** It was loaded anew in vain: the next step is a harder one. */
  reloaded: boolean
  unresponsiveAt: number | null
  ending: RestartCause | null
  gone: number[]
  graphicsGone: number[]
  safeSince: number | null
}

export const WAITS_MS = [1_000, 5_000, 15_000, 60_000] as const
const WITHIN_MS = 600_000
const GONE_TO_SAFETY = 5
const GRAPHICS_TO_SAFETY = 3
export const UNRESPONSIVE_MS = 15_000
/** A first beat may take so long. */
export const FIRST_BEAT_MS = 60_000
/** The console tells a page that answers and draws nothing to load anew; this is for one that does not do it. */
const FROZEN_LATER_MS = FROZEN_MS + 20_000
/** Whatever made it unsafe may be over by then: a new picture is tried half a day later. */
export const SAFE_FOR_MS = 12 * 3_600_000

export const openLadder = (at: number): Ladder => ({ back: null, openedAt: at, heard: null, reloaded: false, unresponsiveAt: null, ending: null, gone: [], graphicsGone: [], safeSince: null })

export function climb(ladder: Ladder, event: LadderEvent): { ladder: Ladder; steps: LadderStep[] } {
  switch (event.what) {
    case 'opened':
      return still({ ...anew(ladder, event.at), back: null })
    case 'asked':
      return { ladder: openLadder(event.at), steps: [{ do: 'recreate', cause: 'asked' }] }
    case 'beat':
      return still(hear(ladder, event))
    case 'gone':
      return still(leave(ladder, event.at))
    case 'graphics-gone':
      return graphics(ladder, event.at)
    case 'unresponsive':
      return still({ ...ladder, unresponsiveAt: ladder.unresponsiveAt ?? event.at })
    case 'responsive':
      return still({ ...ladder, unresponsiveAt: null })
    case 'unsafe':
      return ladder.safeSince === null ? recreate({ ...ladder, safeSince: event.at }, event.at, 'context') : still(ladder)
    case 'tick':
      return pass(ladder, event.at)
  }
}

const still = (ladder: Ladder): { ladder: Ladder; steps: LadderStep[] } => ({ ladder, steps: [] })
const anew = (ladder: Ladder, at: number): Ladder => ({ ...ladder, openedAt: at, heard: null, unresponsiveAt: null, ending: null })
const recreate = (ladder: Ladder, at: number, cause: RestartCause): { ladder: Ladder; steps: LadderStep[] } =>
  ({ ladder: { ...anew(ladder, at), back: null, reloaded: false }, steps: [{ do: 'recreate', cause }] })

function hear(ladder: Ladder, { at, page, frames, visible }: Extract<LadderEvent, { what: 'beat' }>): Ladder {
  // A beat that was under way when the page died is no sign of life.
  if (ladder.back !== null) return ladder
  const { heard } = ladder
  const isSame = heard !== null && heard.page === page && heard.frames === frames
  // It draws: whatever a new load was to mend is mended.
  const draws = heard !== null && heard.page === page && frames > heard.frames
  return { ...ladder, reloaded: ladder.reloaded && !draws, heard: { at, page, frames, visible, framesAt: isSame ? heard.framesAt : at } }
}

function leave(ladder: Ladder, at: number): Ladder {
  if (ladder.back !== null) return ladder
  const gone = [...ladder.gone.filter((one) => at - one < WITHIN_MS), at]
  const waitMs = WAITS_MS[Math.min(gone.length, WAITS_MS.length) - 1] ?? WAITS_MS[3]
  return { ...anew(ladder, at), gone, back: { at: at + waitMs, cause: ladder.ending ?? 'gone' }, reloaded: false, safeSince: ladder.safeSince ?? (gone.length >= GONE_TO_SAFETY ? at : null) }
}

function graphics(ladder: Ladder, at: number): { ladder: Ladder; steps: LadderStep[] } {
  const graphicsGone = [...ladder.graphicsGone.filter((one) => at - one < WITHIN_MS), at]
  const next = { ...ladder, graphicsGone }
  if (graphicsGone.length < GRAPHICS_TO_SAFETY || ladder.safeSince !== null) return still(next)
  return next.back === null ? recreate({ ...next, safeSince: at }, at, 'context') : still({ ...next, safeSince: at })
}

function pass(ladder: Ladder, at: number): { ladder: Ladder; steps: LadderStep[] } {
  if (ladder.back !== null) return at >= ladder.back.at ? recreate(ladder, at, ladder.back.cause) : still(ladder)
  if (ladder.safeSince !== null && at - ladder.safeSince >= SAFE_FOR_MS) return recreate({ ...ladder, safeSince: null, gone: [], graphicsGone: [] }, at, 'planned')
  if (ladder.unresponsiveAt !== null && at - ladder.unresponsiveAt >= UNRESPONSIVE_MS) return end(ladder, 'unresponsive')
  const { heard } = ladder
  if (heard === null ? at - ladder.openedAt >= FIRST_BEAT_MS : at - heard.at >= SILENT_MS) return reload(ladder, at, 'silent')
  if (heard !== null && heard.visible && at - heard.framesAt >= FROZEN_LATER_MS) return reload(ladder, at, 'frozen')
  return still(ladder)
}

function reload(ladder: Ladder, at: number, cause: RestartCause): { ladder: Ladder; steps: LadderStep[] } {
  return ladder.reloaded ? end(ladder, cause) : { ladder: { ...anew(ladder, at), reloaded: true }, steps: [{ do: 'reload', cause }] }
}

/** Once: that it is gone comes as an event, and where it does not come, the host has nothing left to end. */
function end(ladder: Ladder, cause: RestartCause): { ladder: Ladder; steps: LadderStep[] } {
  return ladder.ending === null ? { ladder: { ...ladder, ending: cause }, steps: [{ do: 'end', cause }] } : still(ladder)
}
