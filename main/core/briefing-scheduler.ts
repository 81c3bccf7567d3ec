/**
 * Scheduled briefings: says when one is due, gives it to one window alone, and puts the finished file into the folder that its user chose. A page composes it and draws its maps,
 * by the same calls as by hand, so that it leaves with its record and its approval number like any other.
 */
import { randomUUID } from 'node:crypto'
import { type BriefingSchedule, type DueBriefing, type ScheduleHere, WHY_NOT_MADE, type WhyNotMade } from '../../preload/contract/briefing-schedule.ts'
import type { Topic } from '../../preload/contract/model.ts'
import { maskText } from '../casework/mask.ts'
import type { Clock } from '../sync/ports.ts'
import type { Handlers } from './dispatch.ts'
import { dueAt, lastDayAt } from './due-at.ts'
import type { FileJobs } from './file-jobs.ts'
import type { Host } from './host.ts'
import { type KeptSchedule, openKeptSchedule, type ScheduleKeeper } from './kept-schedule.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'
import { refusalOf } from './write-whole.ts'

/** A window that was closed while it made one does not keep it from the others for longer. */
export const LEASE_MS = 15 * 60_000
export const RETRY_MS = 3_600_000

export interface SchedulerOptions {
  host: Pick<Host, 'chooseFolder' | 'writeInto'>
  files: Pick<FileJobs, 'putInto'>
  seat(): Seat
  clock: Clock
  announce(topics: Topic[]): void
}

type ScheduleMethod = Extract<keyof Handlers, `briefing.${'schedule' | 'setSchedule' | 'chooseFolder' | 'due' | 'deliver' | 'notMade'}`>

/** Of one seat. What is kept in memory alone is tried anew at the next start. */
interface Desk {
  seat: Seat
  keeper: ScheduleKeeper
  lease: { id: string; due: number; until: number } | null
  /** On the clock that only grows: after a failure. */
  notBefore: number
  /** One after the other: what two windows ask at once is not given twice. */
  turn: Promise<unknown>
}

export function createBriefingScheduler({ host, files, seat, clock, announce }: SchedulerOptions): Pick<Handlers, ScheduleMethod> {
  const desks = new WeakMap<Seat, Desk>()
  const isAble = host.chooseFolder !== undefined && host.writeInto !== undefined
  const deskOf = (of: Seat): Desk => {
    const desk = desks.get(of) ?? { seat: of, keeper: openKeptSchedule(of.store.folder), lease: null, notBefore: -Infinity, turn: Promise.resolve() }
    desks.set(of, desk)
    return desk
  }
  const inTurn = <T>(desk: Desk, work: () => Promise<T>): Promise<T> => {
    const result = desk.turn.then(work, work)
    desk.turn = result.catch(() => null)
    return result
  }
  const tell = async ({ seat: of, keeper }: Desk): Promise<ScheduleHere> => {
    if (!isAble) return { state: 'unable' }
    const { schedule, folder, lastDone, trouble, last } = await keeper.get()
    const zone = await zoneOf(of)
    const nextAt = schedule?.isOn !== true || folder === null || zone === null ? null : dueAt(schedule, lastDone, clock.wall(), zone)
    return { state: 'here', schedule, folder, nextAt, trouble, last }
  }
  const change = (desk: Desk, next: (kept: KeptSchedule) => KeptSchedule): Promise<void> =>
    inTurn(desk, async () => {
      desk.notBefore = -Infinity
      // What is being made is of the schedule as it was.
      desk.lease = null
      await desk.keeper.put({ ...next(await desk.keeper.get()), trouble: null })
      announce(['briefing'])
    })
  /** Throws Refusal 'changed' where another has it by now. */
  const leased = ({ lease }: Desk, id: string): NonNullable<Desk['lease']> => {
    if (lease?.id !== id) throw new Refusal('changed', 'the scheduled briefing is made by another window')
    return lease
  }
  /** What is on the screen already stays there even where the disk takes nothing more. */
  const fail = async (desk: Desk, why: WhyNotMade): Promise<void> => {
    desk.lease = null
    desk.notBefore = clock.monotonic() + RETRY_MS
    await desk.keeper.put({ ...(await desk.keeper.get()), trouble: { why, at: clock.wall() } }).catch(() => null)
    announce(['briefing'])
  }
  const give = async (desk: Desk): Promise<DueBriefing | null> => {
    const isTaken = desk.lease !== null && clock.monotonic() < desk.lease.until
    // What is just being pulled belongs into it.
    if (!isAble || isTaken || clock.monotonic() < desk.notBefore || isPulling(desk.seat)) return null
    const { schedule, folder, lastDone } = await desk.keeper.get()
    if (schedule?.isOn !== true || folder === null) return null
    const zone = await zoneOf(desk.seat)
    if (zone === null) return null
    const due = dueAt(schedule, lastDone, clock.wall(), zone)
    if (due > clock.wall()) return null
    desk.lease = { id: randomUUID(), due, until: clock.monotonic() + LEASE_MS }
    const { kind, area, english, purpose } = schedule
    return { lease: desk.lease.id, question: { kind, area, english, lastDay: lastDayAt(kind, due, zone) }, purpose }
  }
  const deliver = async (desk: Desk, id: string, job: string): Promise<{ path: string }> => {
    const { due } = leased(desk, id)
    const { folder } = await desk.keeper.get()
    const path = await files.putInto(desk.seat, job, folder ?? '').catch(async (thrown: unknown) => {
      const error = refusalOf(thrown)
      await fail(desk, whyOf(error))
      throw error
    })
    desk.lease = null
    await desk.keeper.put({ ...(await desk.keeper.get()), lastDone: due, trouble: null, last: { path, at: clock.wall() } }).catch(() => null)
    announce(['briefing'])
    return { path }
  }

  return {
    'briefing.schedule': () => tell(deskOf(seat())),
    'briefing.setSchedule': async (schedule) => {
      const desk = deskOf(seat())
      if (!isAble) return { state: 'unable' }
      await change(desk, (kept) => {
        if (schedule.isOn && kept.folder === null) throw new Refusal('bad-input', 'no folder is chosen')
        return { ...kept, schedule: { ...schedule, purpose: maskText(schedule.purpose.trim()) }, lastDone: isSameTime(kept.schedule, schedule) ? kept.lastDone : clock.wall() }
      })
      return tell(desk)
    },
    'briefing.chooseFolder': async () => {
      const desk = deskOf(seat())
      const folder = isAble ? await host.chooseFolder!() : null
      if (folder !== null) await change(desk, (kept) => ({ ...kept, folder }))
      return tell(desk)
    },
    'briefing.due': () => {
      const desk = deskOf(seat())
      return inTurn(desk, () => give(desk))
    },
    'briefing.deliver': ({ lease, job }) => {
      const desk = deskOf(seat())
      return inTurn(desk, () => deliver(desk, lease, job))
    },
    'briefing.notMade': ({ lease, why }) => {
      const desk = deskOf(seat())
      return inTurn(desk, async () => {
        leased(desk, lease)
        await fail(desk, why)
        return null
      })
    },
  }
}

/** Null: no city is held yet. */
const zoneOf = async ({ store }: Seat): Promise<string | null> => (await store.desk.ask('city.get', null)).value?.timeZone ?? null

function isPulling(seat: Seat): boolean {
  const { state } = seat.sync().status()
  return state === 'pulling' || state === 'never'
}

const isSameTime = (was: BriefingSchedule | null, now: BriefingSchedule): boolean => was?.isOn === true && now.isOn && was.kind === now.kind && was.weekday === now.weekday && was.time === now.time

function whyOf(error: unknown): WhyNotMade {
  return (error instanceof Refusal ? WHY_NOT_MADE.find((why) => why === error.code) : undefined) ?? 'internal'
}
