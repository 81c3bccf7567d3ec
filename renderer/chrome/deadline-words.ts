/** A deadline and its steps in words; days that are skipped for the same reason are told as one. */
import type { Deadline, DeadlineStep, Limit } from '../../preload/contract/deadline.ts'
import type { Text } from './phrase.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

type Day = Extract<DeadlineStep, { kind: 'day' }>
/** `until`: the last of several days told as one. */
export type ToldStep = Exclude<DeadlineStep, Day> | (Day & { until: string })

export function tellTogether(steps: readonly DeadlineStep[]): ToldStep[] {
  const told: ToldStep[] = []
  for (const step of steps) {
    const last = told.at(-1)
    if (step.kind !== 'day') told.push(step)
    else if (last?.kind === 'day' && last.counted === 0 && step.counted === 0 && last.why === step.why && last.name === step.name && last.origin === step.origin) told[told.length - 1] = { ...last, until: step.date, to: step.to }
    else told.push({ ...step, until: step.date })
  }
  return told
}

export function limitWords({ amount, unit }: Limit, { t, number }: Text): string {
  return t(`map.deadline.${unit}`, { n: number(amount, 2) })
}

/** How far it is, in the time that counts for its limit. */
export function stateWords({ state, workdayMs, limit }: Deadline, text: Text): string {
  const { t, dateTime, number } = text
  const length = (ms: number | null): string =>
    limit?.unit === 'working_days' && workdayMs !== null && ms !== null && ms >= workdayMs ? t('map.deadline.working_days', { n: number(roundDown(ms / workdayMs)) }) : lengthWords(ms, workdayMs !== null, text)
  switch (state.state) {
    case 'not_started': return t('map.deadline.notStarted')
    case 'running': return t('map.deadline.running', { length: length(state.left) })
    case 'due_soon': return t('map.deadline.dueSoon', { length: length(state.left) })
    case 'paused': return t('map.deadline.paused', { since: dateTime(state.since), length: length(state.left) })
    case 'overdue': return t('map.deadline.overdue', { length: length(state.late) })
    case 'met': return t('map.deadline.met', { at: dateTime(state.at) })
    case 'missed': return t('map.deadline.missed', { at: dateTime(state.at), length: length(state.late) })
    case 'none': return t('map.deadline.none')
  }
}

export function stepWords(step: ToldStep, isWork: boolean, text: Text): string {
  const { t, dateTime, day } = text
  const length = (ms: number | null): string => lengthWords(ms, isWork, text)
  switch (step.kind) {
    case 'start': return t('map.deadline.step.start', { at: dateTime(step.at), limit: limitWords(step.limit, text) })
    case 'day': return dayWords(step, text)
    case 'suspension':
      return step.to === null ? t('map.deadline.step.suspended', { from: dateTime(step.from), left: length(step.left) })
        : t('map.deadline.step.suspension', { from: dateTime(step.from), to: dateTime(step.to), left: length(step.left) })
    case 'extension':
      return step.until === null ? t('map.deadline.step.noExtension', { at: dateTime(step.at) }) : t('map.deadline.step.extension', { at: dateTime(step.at), until: dateTime(step.until) })
    case 'fixed': return t('map.deadline.step.fixed', { at: dateTime(step.at), until: dateTime(step.until) })
    case 'merged': return t('map.deadline.step.merged', { at: dateTime(step.at), until: dateTime(step.until), number: step.number })
    case 'unknown': return t('map.deadline.step.unknown', { date: day(step.date), left: length(step.left) })
    case 'due': return t('map.deadline.step.due', { at: dateTime(step.at) })
  }
}

function dayWords(step: Day & { until: string }, text: Text): string {
  const { t, day, weekday, number, locale } = text
  const [first, last] = [day(step.date), day(step.until)]
  // Noon lies in the day itself, whatever its clock does.
  const date = step.date === step.until ? t('map.deadline.day', { day: first, weekday: weekday((step.from + step.to) / 2) }) : t('map.deadline.days', { from: first, to: last })
  const name = locale === 'en' ? (step.nameEn ?? step.name) : step.name
  const why = name === null ? t(`map.deadline.why.${step.why}`) : t('map.deadline.named', { why: t(`map.deadline.why.${step.why}`), name })
  const reason = step.origin === 'central' ? t('map.deadline.byCentral', { why }) : why
  if (step.counted === 0) return t('map.deadline.step.skipped', { date, why: reason })
  const hours = (ms: number): string => number(Math.round(ms / MINUTE_MS) / 60, 2)
  return step.left === null ? t('map.deadline.step.countedOnly', { date, why: reason, hours: hours(step.counted) }) : t('map.deadline.step.counted', { date, why: reason, hours: hours(step.counted), left: hours(step.left) })
}

function lengthWords(ms: number | null, isWork: boolean, { t, number }: Text): string {
  if (ms === null) return t('map.deadline.unknownLength')
  if (ms < HOUR_MS) return t(isWork ? 'map.deadline.workMinutes' : 'map.deadline.minutes', { n: number(Math.floor(ms / MINUTE_MS), 0) })
  return t(isWork ? 'map.deadline.workHours' : 'map.deadline.hours', { n: number(roundDown(ms / HOUR_MS)) })
}

const roundDown = (value: number): number => Math.floor(value * 10) / 10
