/**
 * Which scene a wall shows and which it prepares, as a pure reducer. Time is the page's monotonic clock in milliseconds: a wall clock may jump.
 * Invariants: a scene that is off or left out is never turned to; what is shown stays until the next is ready; there is always a next instant at which
 * something will be tried, so that nothing stands still for good.
 */
import { PIN_MS, type SceneId } from '../../../preload/contract/wall-settings.ts'
import type { TurningScene } from '../../../preload/contract/wall.ts'

/** So long before its turn a scene is prepared: three that are not ready in time can be passed over without a late turn. */
export const AHEAD_MS = 9_000
/** Not ready by then: passed over. */
export const READY_WITHIN_MS = 3_000
/** So many failures in a row, and a scene is left out for a while. */
export const MOST_FAILURES = 3
export const LEFT_OUT_MS = 3_600_000
/** Where nothing can be shown, something is tried again this often. */
export const RETRY_MS = 10_000
const MOST_SKIPS = 50
/** More rounds than any scene pauses. */
const MOST_ROUNDS = 64

export interface Skip {
  scene: SceneId
  at: number
  why: 'not-ready' | 'failed'
}

interface Next {
  scene: SceneId
  place: number
  round: number
  since: number
  ready: boolean
  /** 'due': when the dwell of what is shown is over · 'soon': as soon as it is ready · 'hand': the same, because somebody wants it. */
  turn: 'due' | 'soon' | 'hand'
  by: 1 | -1
}

export interface Rotation {
  /** Those that are on, in their order. */
  scenes: readonly TurningScene[]
  /** Null: nothing is shown yet, or there is nothing to show. */
  current: SceneId | null
  /** Since when it is shown; time under an alert does not count. */
  since: number
  /** Of the current one among `scenes`; −1 before the first. */
  place: number
  next: Next | null
  round: number
  pinned: { scene: SceneId; until: number } | null
  /** Since when an alert stands over the scenes. */
  heldSince: number | null
  failures: Partial<Record<SceneId, number>>
  leftOut: readonly { scene: SceneId; until: number }[]
  /** Not ready since the last turn: the others come first. */
  passed: readonly SceneId[]
  /** Nothing is tried before. */
  retryAt: number
  changes: number
  /** Newest last. */
  skips: readonly Skip[]
}

export type RotationEvent =
  | { do: 'tick' }
  | { do: 'ready'; scene: SceneId }
  /** Its data or its picture could not be had. */
  | { do: 'failed'; scene: SceneId }
  | { do: 'scenes'; scenes: readonly TurningScene[] }
  | { do: 'pin'; scene: SceneId; until: number }
  | { do: 'resume' }
  | { do: 'step'; by: 1 | -1 }
  /** An alert stands over the scenes · is gone again. */
  | { do: 'hold' }
  | { do: 'release' }

/** `first`: the scene to begin with, where it is on. */
export function startRotation(scenes: readonly TurningScene[], now: number, first: SceneId | null = null): Rotation {
  const place = scenes.findIndex(({ scene }) => scene === first)
  return {
    scenes, current: null, since: now, place: place < 0 ? -1 : place - 1, next: null, round: 0, pinned: null, heldSince: null, failures: {}, leftOut: [], passed: [], retryAt: now, changes: 0, skips: [],
  }
}

export function rotate(rotation: Rotation, event: RotationEvent, now: number): Rotation {
  return advance(take(expire(rotation, now), event, now), now)
}

/** When the next tick will change something, at the latest. */
export function nextAt(rotation: Rotation): number {
  const { next, pinned, leftOut, heldSince, current, since, retryAt } = rotation
  const times = [...(pinned === null ? [] : [pinned.until]), ...leftOut.map(({ until }) => until)]
  const isFree = pinned === null && heldSince === null
  if (next !== null && !next.ready) times.push(next.since + READY_WITHIN_MS)
  else if (next !== null && isFree) times.push(since + dwellOf(rotation))
  else if (next === null && current === null) times.push(retryAt)
  else if (next === null && isFree) times.push(Math.max(retryAt, since + dwellOf(rotation) - aheadOf(rotation)))
  return times.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...times)
}

/** The scene that is shown; null: none is. */
export const inView = (rotation: Rotation): { since: number; dwellMs: number } | null => (rotation.current === null ? null : { since: rotation.since, dwellMs: dwellOf(rotation) })

/** How long a scene is shown while nothing holds it; a pinned scene and one under an alert are not stuck. */
export function freeForMs({ pinned, heldSince, current, since }: Rotation, now: number): number {
  return pinned !== null || heldSince !== null || current === null ? 0 : Math.max(0, now - since)
}

function expire(rotation: Rotation, now: number): Rotation {
  const leftOut = rotation.leftOut.filter(({ until }) => until > now)
  const isUnpinned = rotation.pinned !== null && rotation.pinned.until <= now
  if (!isUnpinned && leftOut.length === rotation.leftOut.length) return rotation
  return { ...(isUnpinned ? unpin(rotation, now) : rotation), leftOut }
}

/** A scene that was pinned gets its dwell anew. */
const unpin = (rotation: Rotation, now: number): Rotation => (rotation.pinned === null ? rotation : { ...rotation, pinned: null, since: now })

function take(rotation: Rotation, event: RotationEvent, now: number): Rotation {
  switch (event.do) {
    case 'tick': return rotation
    case 'ready': return rotation.next?.scene === event.scene ? { ...rotation, next: { ...rotation.next, ready: true } } : rotation
    case 'failed': return fail(rotation, event.scene, now)
    case 'scenes': return turnAmong(rotation, event.scenes)
    case 'pin': return pin(rotation, event.scene, Math.min(event.until, now + PIN_MS), now)
    case 'resume': return unpin(rotation, now)
    case 'step': return begin({ ...unpin(rotation, now), passed: [] }, 'hand', event.by, now, rotation.next?.turn === 'hand' ? rotation.next.place : rotation.place)
    case 'hold': return rotation.heldSince === null ? { ...rotation, heldSince: now } : rotation
    case 'release': return rotation.heldSince === null ? rotation : { ...rotation, heldSince: null, since: rotation.since + Math.max(0, now - Math.max(rotation.heldSince, rotation.since)) }
  }
}

function advance(before: Rotation, now: number): Rotation {
  let rotation = before
  // What cannot be shown any more gives way at once; a pin to it ends.
  if (rotation.pinned !== null && !isShowable(rotation, rotation.pinned.scene)) rotation = unpin(rotation, now)
  if (rotation.current !== null && !isShowable(rotation, rotation.current) && (rotation.next?.turn ?? 'due') === 'due') rotation = begin(rotation, 'soon', 1, now)
  const isFree = rotation.pinned === null && rotation.heldSince === null
  if (rotation.next?.turn === 'due' && !isFree) rotation = { ...rotation, next: null }
  if (rotation.next === null && now >= rotation.retryAt) {
    if (rotation.current === null) rotation = begin(rotation, 'soon', 1, now)
    else if (isFree && now >= rotation.since + dwellOf(rotation) - aheadOf(rotation)) rotation = begin(rotation, 'due', 1, now)
  }
  const { next } = rotation
  if (next === null) return rotation
  if (next.ready) return next.turn !== 'due' || now >= rotation.since + dwellOf(rotation) ? turn(rotation, next, now) : rotation
  if (now < next.since + READY_WITHIN_MS) return rotation
  const passedOver = { ...skip(rotation, next.scene, 'not-ready', now), passed: [...rotation.passed, next.scene] }
  return begin({ ...passedOver, pinned: rotation.pinned?.scene === next.scene ? null : rotation.pinned }, next.turn, next.by, now, next.place)
}

function turn(rotation: Rotation, { scene, place, round }: Next, now: number): Rotation {
  const { current, since } = rotation
  // One that stood its whole time did not fail in it.
  const failures = current !== null && now - since >= dwellOf(rotation) ? { ...rotation.failures, [current]: 0 } : rotation.failures
  return { ...rotation, failures, current: scene, since: now, place, round, next: null, passed: [], retryAt: now, changes: rotation.changes + 1, heldSince: rotation.heldSince === null ? null : now }
}

/** Starts to prepare the one after `from`; where there is none, it is tried again later. */
function begin(rotation: Rotation, kind: Next['turn'], by: 1 | -1, now: number, from = rotation.place): Rotation {
  // A step by hand goes through all that is on, whatever round it is.
  const found = find(rotation, by, from, kind !== 'hand')
  if (found !== null) return { ...rotation, next: { ...found, since: now, ready: false, turn: kind, by } }
  // All were passed over: once more from the beginning, a little later.
  const waiting = { ...rotation, next: null, passed: [], retryAt: now + (rotation.current === null ? RETRY_MS : READY_WITHIN_MS) }
  if (rotation.passed.length > 0 || rotation.leftOut.length === 0 || waiting.scenes.some(({ scene }) => isShowable(waiting, scene))) return { ...waiting, current: keepable(waiting) }
  // Nothing is left but what failed: the one that waits longest gets another chance.
  const [, ...others] = rotation.leftOut.toSorted((a, b) => a.until - b.until)
  return { ...waiting, leftOut: others, current: null }
}

const keepable = (rotation: Rotation): SceneId | null => (rotation.current !== null && isShowable(rotation, rotation.current) ? rotation.current : null)

function find(rotation: Rotation, by: 1 | -1, from: number, byRound: boolean): Pick<Next, 'scene' | 'place' | 'round'> | null {
  const { scenes, round } = rotation
  const count = scenes.length
  const isEligible = ({ scene }: TurningScene): boolean => isShowable(rotation, scene) && !rotation.passed.includes(scene)
  for (const strict of byRound ? [true, false] : [false]) {
    for (let n = 1; n <= count * (strict ? MOST_ROUNDS : 1); n++) {
      const far = from + n * by
      const place = ((far % count) + count) % count
      const its = scenes[place]!
      const itsRound = round + (by === 1 ? Math.floor(far / count) : 0)
      if (isEligible(its) && (!strict || (its.everyRounds > 0 && itsRound % its.everyRounds === 0))) return { scene: its.scene, place, round: itsRound }
    }
  }
  return null
}

function fail(rotation: Rotation, scene: SceneId, now: number): Rotation {
  const times = (rotation.failures[scene] ?? 0) + 1
  const isOut = times >= MOST_FAILURES
  const failed: Rotation = {
    ...skip(rotation, scene, 'failed', now), failures: { ...rotation.failures, [scene]: isOut ? 0 : times },
    leftOut: isOut ? [...rotation.leftOut.filter((one) => one.scene !== scene), { scene, until: now + LEFT_OUT_MS }] : rotation.leftOut,
    passed: [...rotation.passed, scene], pinned: rotation.pinned?.scene === scene ? null : rotation.pinned,
  }
  if (rotation.next?.scene === scene) return begin(failed, rotation.next.turn, rotation.next.by, now, rotation.next.place)
  if (rotation.current !== scene || (rotation.next?.turn ?? 'due') !== 'due') return failed
  const begun = begin(failed, 'soon', 1, now)
  // A picture that is broken is not left standing for want of another.
  return begun.next === null ? { ...begun, current: null, retryAt: now + RETRY_MS } : begun
}

function pin(rotation: Rotation, scene: SceneId, until: number, now: number): Rotation {
  const place = rotation.scenes.findIndex((one) => one.scene === scene)
  if (!isShowable(rotation, scene) || until <= now) return rotation
  const pinned = { ...rotation, pinned: { scene, until } }
  if (rotation.current === scene) return { ...pinned, next: null }
  return { ...pinned, passed: [], next: { scene, place, round: rotation.round, since: now, ready: false, turn: 'hand', by: 1 } }
}

/** The place of a scene that is gone is before the one that followed it. */
function turnAmong(rotation: Rotation, scenes: readonly TurningScene[]): Rotation {
  const isThere = (scene: SceneId | null): boolean => scenes.some((one) => one.scene === scene)
  const kept = rotation.scenes.slice(0, rotation.place + 1).findLast(({ scene }) => isThere(scene))
  const place = scenes.findIndex(({ scene }) => scene === kept?.scene)
  const { next } = rotation
  const nextPlace = scenes.findIndex(({ scene }) => scene === next?.scene)
  return { ...rotation, scenes, place, next: next === null || nextPlace < 0 ? null : { ...next, place: nextPlace }, passed: rotation.passed.filter(isThere), retryAt: Number.NEGATIVE_INFINITY }
}

const isShowable = ({ scenes, leftOut }: Rotation, scene: SceneId): boolean => scenes.some((one) => one.scene === scene) && !leftOut.some((one) => one.scene === scene)

const skip = (rotation: Rotation, scene: SceneId, why: Skip['why'], now: number): Rotation => ({ ...rotation, skips: [...rotation.skips, { scene, at: now, why }].slice(-MOST_SKIPS) })

const dwellOf = ({ scenes, current }: Rotation): number => scenes.find(({ scene }) => scene === current)?.dwellMs ?? 0

const aheadOf = (rotation: Rotation): number => Math.min(AHEAD_MS, dwellOf(rotation) / 2)
