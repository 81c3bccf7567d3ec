/**
 * Hears the beats of the walls' pages, judges how they fare, tells them when to load anew, and writes down each restart with its cause. A browser may have several pages of one
 * wall: the one loaded last counts, and an older one only when that one is silent.
 */
import { SILENT_MS } from '../../preload/contract/wall-health.ts'
import type { RestartCause, WallBeat, WallCondition, WallHealth } from '../../preload/contract/wall-health.ts'
import { WALL_IDS, type WallId } from '../../preload/contract/wall-settings.ts'
import { judgeWall } from '../wall/condition.ts'
import { addHeap, heapPerHour, type HeapSample } from '../wall/heap.ts'
import { addLost, decideReload, needsSafety } from '../wall/recycle.ts'
import type { WallLog } from './wall-log.ts'

export interface WatchOptions {
  monotonic(): number
  /** The console's clock. */
  now(): number
  /** Minutes since midnight where the city is; null: that is not known. */
  minuteOfDay(): number | null
  /** How long the scene may stay that is shown; null: as long as it is told to. */
  dwellOf(beat: WallBeat): number | null
  log: WallLog
  /** A wall fares differently from before. */
  changed(): void
  /** Contexts were lost too often: it is to go on without WebGL. */
  unsafe(wall: WallId): void
}

export interface WallWatch {
  beat(beat: WallBeat): { reload: 'no' | 'at-border' | 'now' }
  health(wall: WallId): WallHealth
  isSafe(wall: WallId): boolean
  isOpen(wall: WallId): boolean
  /** The page is loaded for this cause next; the host says so before it does. */
  opening(wall: WallId, cause: RestartCause, safe: boolean): void
  shut(wall: WallId): void
  /** The page itself is told to load anew; false where none answers. */
  askReload(wall: WallId): boolean
  look(): void
}

/** Times are monotonic, but those of `beatAt`. */
interface Standing {
  openedAt: number | null
  cause: RestartCause | null
  /** Of the page that counts. */
  beat: WallBeat | null
  /** The last beats of the pages heard so far, newest last. */
  pages: readonly WallBeat[]
  heardAt: number | null
  beatAt: number | null
  loadedAt: number
  framesAt: number | null
  heap: HeapSample[]
  lost: number[]
  safe: boolean
  asked: boolean
  /** Told to at a border, since when. */
  told: { cause: RestartCause; since: number } | null
  condition: WallCondition
}
const NOTHING: Standing = {
  openedAt: null, cause: null, beat: null, pages: [], heardAt: null, beatAt: null, loadedAt: 0, framesAt: null, heap: [], lost: [], safe: false, asked: false, told: null, condition: 'shut',
}
/** Pages of one wall that are told apart from one that was loaded anew. */
const MOST_PAGES = 8

export function createWallWatch({ monotonic, now, minuteOfDay, dwellOf, log, changed, unsafe }: WatchOptions): WallWatch {
  const standings = new Map<WallId, Standing>()
  const of = (wall: WallId): Standing => standings.get(wall) ?? NOTHING
  const put = (wall: WallId, patch: Partial<Standing>): Standing => {
    const next = { ...of(wall), ...patch }
    standings.set(wall, next)
    return next
  }
  const judge = ({ openedAt, beat, heardAt, framesAt }: Standing): WallCondition =>
    judgeWall({ openedAt, beat, beatAt: heardAt, framesAt, dwellMs: beat === null ? null : dwellOf(beat) }, monotonic())
  const rejudge = (wall: WallId): WallCondition => {
    const before = of(wall)
    const condition = judge(before)
    if (condition === before.condition) return condition
    put(wall, { condition })
    changed()
    return condition
  }
  /** The page is another one than before: it was loaded anew. */
  const noteLoad = (wall: WallId, beat: WallBeat): void => {
    const { cause, told } = of(wall)
    log.addRestart({ wall, at: now(), cause: cause ?? told?.cause ?? 'opened' })
    // At once: a console that is killed soon after is to find it.
    void log.write('now')
    put(wall, { cause: null, told: null, asked: false, heap: [], loadedAt: monotonic() - beat.upMs })
    changed()
  }
  /** A younger page of this wall was heard of just now. */
  const isBeside = ({ beat: counts, heardAt }: Standing, beat: WallBeat): boolean => {
    if (counts === null || heardAt === null || counts.page === beat.page || monotonic() - heardAt > SILENT_MS) return false
    return monotonic() - beat.upMs < heardAt - counts.upMs
  }
  const note = ({ pages }: Standing, beat: WallBeat): Standing['pages'] => [...pages.filter(({ page }) => page !== beat.page), beat].slice(-MOST_PAGES)
  const hear = (wall: WallId, beat: WallBeat): Standing => {
    const { beat: counted, pages } = of(wall)
    const before = pages.find(({ page }) => page === beat.page) ?? null
    const at = monotonic()
    if (before === null) noteLoad(wall, beat)
    else if (counted?.page !== beat.page) put(wall, { heap: [], loadedAt: at - beat.upMs })
    const { heap, lost, framesAt } = of(wall)
    const moved = counted?.page !== beat.page || counted.frames !== beat.frames
    return put(wall, {
      beat, pages: note(of(wall), beat), heardAt: at, beatAt: now(), framesAt: moved ? at : framesAt, heap: beat.heapBytes === null ? heap : addHeap(heap, at, beat.heapBytes), lost: addLost(lost, before, beat, at),
    })
  }

  return {
    beat(beat) {
      const { wall } = beat
      if (isBeside(of(wall), beat)) {
        put(wall, { pages: note(of(wall), beat) })
        return { reload: 'no' }
      }
      const standing = hear(wall, beat)
      if (!standing.safe && needsSafety(standing.lost)) {
        // A host that keeps the page opens it anew, and says so; where there is none, the page does it itself.
        put(wall, { safe: true, lost: [], asked: true, cause: 'context' })
        unsafe(wall)
        changed()
      }
      const condition = rejudge(wall)
      if (of(wall).asked) return { reload: 'now' }
      const { told } = standing
      const reload = decideReload({ beat, condition, heapPerHour: heapPerHour(standing.heap, standing.loadedAt), minuteOfDay: minuteOfDay(), toldForMs: told === null ? null : monotonic() - told.since })
      put(wall, { told: reload.when === 'no' ? null : { cause: reload.cause, since: told?.since ?? monotonic() } })
      return { reload: reload.when }
    },
    health(wall) {
      const { beat, beatAt, heap, loadedAt } = of(wall)
      return { wall, condition: judge(of(wall)), beat, beatAt, restarts: log.restarts(wall, now()), heapPerHour: heapPerHour(heap, loadedAt) }
    },
    isSafe: (wall) => of(wall).safe,
    isOpen: (wall) => judge(of(wall)) !== 'shut',
    opening(wall, cause, safe) {
      put(wall, { cause, safe, openedAt: monotonic(), asked: false, told: null, lost: [] })
      rejudge(wall)
      changed()
    },
    shut(wall) {
      standings.delete(wall)
      changed()
    },
    askReload(wall) {
      const condition = judge(of(wall))
      if (condition === 'shut' || condition === 'silent' || condition === 'waiting') return false
      put(wall, { asked: true, cause: 'asked', safe: false, lost: [] })
      return true
    },
    look() {
      for (const wall of WALL_IDS) rejudge(wall)
    },
  }
}
