/** The practice city lives on while it runs: new reports, cases on their way, days that end; all through the change log. */
import { commit } from '../log.ts'
import type { Write } from '../log.ts'
import type { Sql, Tx } from '../sql-types.ts'
import { describeReport, rateWeight, rowsOf } from './cases.ts'
import type { Recent } from './cases.ts'
import { caseId, moveCases } from './pace-moves.ts'
import { nextMissingDay } from './pace-days.ts'
import { planCity } from './practice-city.ts'
import type { Plan } from './practice-city.ts'
import { DAY_MS, HOUR_MS, localDate, PRACTICE_CITY, startOfDay, ZONE_OFFSET_MS } from './practice-row.ts'
import { seededRandom } from './random.ts'
import type { Random } from './random.ts'

export interface PaceOptions {
  /** 1 is the rate at which the city was made; 0 keeps it still. */
  rate: number
  seed: number
  clock: () => number
  /** Hears of a step that failed; the next one tries again. */
  onError?: (error: unknown) => void
}

/** Of several processes on one database, one at a time moves the city. */
const PACE_LOCK = 7_300_017
const LONGEST_CATCH_UP_MS = 14 * DAY_MS
const TICK_MS = 5_000
/** Steps that a report takes until it is closed, about. */
const MOVES_PER_REPORT = 6.5
/** Keeps a transaction below 1,000 rows in the city scope, which every report and move touches. */
const MOST_PER_STEP = 400
const RATE_SAMPLES = 64

export interface Pace {
  plan: Plan
  rate: number
  seed: number
  recent: Recent[]
  /** How far the reports are, and the local day whose rows are known to be complete. */
  at: number | null
  day: number | null
  /** Reports a day at rate 1; null until it is read from the city. */
  perDay: number | null
}

export function preparePace({ rate, seed }: Pick<PaceOptions, 'rate' | 'seed'>, now: number): Pace {
  return { plan: planCity({ seed, reports: 0, days: 180, now }), rate, seed, recent: [], at: null, day: null, perDay: null }
}

export function startPace(sql: Sql, options: PaceOptions): { stop(): Promise<void> } {
  if (options.rate <= 0) return { stop: async () => {} }
  const pace = preparePace(options, options.clock())
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const tick = (): void => {
    running = advance(sql, pace, options.clock(), () => stopped).catch((error: unknown) => options.onError?.(error)).finally(() => {
      if (stopped) return
      timer = setTimeout(tick, TICK_MS)
      timer.unref()
    })
  }
  tick()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** Brings the city from where it stands to `now`, in transactions that a stop can fall between. */
export async function advance(sql: Sql, pace: Pace, now: number, isStopped: () => boolean = () => false): Promise<void> {
  if (pace.rate <= 0) return
  while (!isStopped() && pace.day !== startOfDay(now) && await sql.transaction((tx) => addDay(tx, pace, now))) { /* one missing day each */ }
  while (!isStopped() && await sql.transaction((tx) => step(tx, pace, now))) { /* one window each */ }
}

async function isOurs(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ ours: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS ours', [PACE_LOCK])
  return row?.ours === true
}

async function addDay(tx: Tx, pace: Pace, now: number): Promise<boolean> {
  if (!await isOurs(tx)) return false
  const writes = await nextMissingDay(tx, pace.plan, pace.seed, now, LONGEST_CATCH_UP_MS)
  if (writes) await commit(tx, writes)
  else pace.day = startOfDay(now)
  return writes !== null
}

/** One window of at most an hour; false when the city has arrived at `now`. */
async function step(tx: Tx, pace: Pace, now: number): Promise<boolean> {
  if (!await isOurs(tx)) return false
  const stand = await findStand(tx)
  if (!stand) return false
  // Another process may have gone further; the newest report knows.
  const from = Math.max(pace.at ?? 0, stand.newestAt, now - LONGEST_CATCH_UP_MS)
  if (from >= now) return false
  const perDay = pace.perDay ??= await findRate(tx, stand.serial)
  const perMs = (perDay * pace.rate * weightAt(from)) / DAY_MS
  const to = Math.min(now, nextHour(from), from + Math.max(1, Math.floor(MOST_PER_STEP / (perMs * (1 + MOVES_PER_REPORT)))))
  const random = seededRandom(pace.seed, `pace/${from}/${stand.serial}`)
  const reports = Math.min(MOST_PER_STEP, poisson(perMs * (to - from), random))
  const moves = Math.min(MOST_PER_STEP, poisson(perMs * MOVES_PER_REPORT * (to - from), random))
  const moved = await moveCases(tx, moves, { from, to }, stand.serial, perDay, pace.plan.reporting.time, random)
  const writes = [...moved, ...listNew(pace, reports, { from, to }, stand.serial, random)]
  if (writes.length > 0) await commit(tx, writes)
  pace.at = to
  return to < now
}

function listNew(pace: Pace, count: number, { from, to }: { from: number; to: number }, serial: number, random: Random): Write[] {
  const times = Array.from({ length: count }, () => from + 1 + Math.floor(random.next() * (to - from))).sort((a, b) => a - b)
  return times.flatMap((at, i) => {
    const id = caseId(serial + 1 + i)
    const report = describeReport(pace.plan.reporting, id, `演${localDate(at).slice(0, 4)}-${id.slice(5)}`, at, at, random, pace.recent)
    return [report.point, ...rowsOf(report)].map((row): Write => ({ op: 'put', row }))
  })
}

interface Stand { serial: number; newestAt: number }

/** How far the city is: serials of cases rise with time. */
async function findStand(tx: Tx): Promise<Stand | null> {
  const [last] = await tx.query<{ id: string; body: string }>(
    `SELECT id, body FROM record WHERE type = 'case' AND id = (SELECT max(id) FROM record WHERE type = 'case' AND city = $1 AND starts_with(id, 'case-'))`, [PRACTICE_CITY],
  )
  return last ? { serial: Number(last.id.slice(5)), newestAt: reportedAt(last.body) } : null
}

const reportedAt = (body: string): number => Date.parse((JSON.parse(body) as { reported_at: string }).reported_at)

/** Reports a day over the life of the city, read from evenly spaced serials; pauses, when nothing ran, do not count. */
async function findRate(tx: Tx, serial: number): Promise<number> {
  const serials = [...new Set(Array.from({ length: RATE_SAMPLES + 1 }, (_, i) => 1 + Math.round(((serial - 1) * i) / RATE_SAMPLES)))]
  const rows = await tx.query<{ id: string; body: string }>(`SELECT id, body FROM record WHERE type = 'case' AND id = ANY($1) ORDER BY id`, [serials.map(caseId)])
  const marks = rows.map(({ id, body }) => ({ serial: Number(id.slice(5)), at: reportedAt(body) }))
  const spans = marks.slice(1).map((mark, i) => ({ reports: mark.serial - marks[i]!.serial, time: mark.at - marks[i]!.at }))
  const usual = spans.map(({ time }) => time).sort((a, b) => a - b)[spans.length >> 1] ?? 0
  const lived = spans.filter(({ time }) => time <= Math.max(5 * DAY_MS, 4 * usual))
  const sum = (of: (span: (typeof spans)[number]) => number): number => lived.reduce((total, span) => total + of(span), 0)
  return (sum(({ reports }) => reports) * DAY_MS) / Math.max(HOUR_MS, sum(({ time }) => time))
}

const weightAt = (at: number): number => rateWeight(startOfDay(at), Math.floor((at - startOfDay(at)) / HOUR_MS))
const nextHour = (at: number): number => Math.floor((at + ZONE_OFFSET_MS) / HOUR_MS + 1) * HOUR_MS - ZONE_OFFSET_MS

/** Knuth's method for small means, a rounded normal for large ones. */
function poisson(mean: number, random: Random): number {
  if (mean > 60) return Math.max(0, Math.round(mean + random.normal() * Math.sqrt(mean)))
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random.next(); product > limit; product *= random.next()) count++
  return count
}
