/** Words of a deadline and its steps, in both languages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deadline, DeadlineStep } from '../../../preload/contract/deadline.ts'
import { makeText } from '../../../renderer/chrome/phrase.ts'
import { limitWords, stateWords, stepWords, tellTogether } from '../../../renderer/chrome/deadline-words.ts'

const HOUR = 3_600_000
const [zh, en] = [makeText('zh-CN', 'Asia/Shanghai'), makeText('en', 'Asia/Shanghai')]
const at = (text: string): number => Date.parse(`${text}+08:00`)
const day = (date: string, part: Partial<Extract<DeadlineStep, { kind: 'day' }>>): DeadlineStep => ({
  kind: 'day', date, from: at(`${date}T00:00`), to: at(`${date}T24:00`), why: 'workday', origin: 'week', name: null, nameEn: null, counted: 0, left: 3 * HOUR, ...part,
})
const deadline = (state: Deadline['state'], workdayMs: number | null): Deadline => ({ dueAt: 0, stated: 0, reckoned: null, gap: null, differs: false, state, workdayMs, limit: null, steps: [], calendar: null })
const holiday = { why: 'holiday', origin: 'notice', name: '国庆节', nameEn: 'National Day' } as const
const STEPS: DeadlineStep[] = [
  { kind: 'start', at: at('2025-09-30T16:30'), limit: { amount: 4, unit: 'working_hours' } },
  day('2025-09-30', { counted: HOUR }), day('2025-10-01', holiday), day('2025-10-02', holiday), day('2025-10-03', { ...holiday, name: '中秋', nameEn: 'Mid-autumn Festival' }),
  { kind: 'suspension', from: at('2025-10-09T08:30'), to: null, left: 3 * HOUR },
]

test('days skipped for one reason are told together, days that count and steps between them each by itself', () => {
  const told = tellTogether(STEPS).map((step) => stepWords(step, true, zh))
  assert.deepEqual(told, [
    '2025年9月30日 16:30 起算，时限 4 工作时', '2025年9月30日 周二 工作日：计 1，余 3 小时', '2025年10月1日 至 2025年10月2日 放假（国庆节）：不计',
    '2025年10月3日 周五 放假（中秋）：不计', '2025年10月9日 08:30 起挂账停表至今，余 3 工作时',
  ])
  assert.match(tellTogether(STEPS).map((step) => stepWords(step, true, en))[2]!, /^Oct 1, 2025 to Oct 2, 2025, holiday \(National Day\): not counted$/)
})

test('a make-up workday and the central’s own day are called so', () => {
  const [step] = tellTogether([day('2025-10-11', { why: 'make_up', origin: 'central', name: null, counted: 2.25 * HOUR, left: 0 })])
  assert.equal(stepWords(step!, true, zh), '2025年10月11日 周六 调休上班，按中心日历：计 2.25，余 0 小时')
  assert.equal(stepWords({ kind: 'unknown', date: '2099-01-01', left: null }, true, zh), '2099年1月1日 起：本机没有放假安排，不再推算，余 未知时长')
})

test('limits and states name the time that counts', () => {
  assert.deepEqual((['urgent_hours', 'working_hours', 'working_days'] as const).map((unit) => limitWords({ amount: 2, unit }, zh)), ['2 紧急工作时（昼夜连续计）', '2 工作时', '2 工作日'])
  assert.equal(stateWords(deadline({ state: 'overdue', late: 4.5 * HOUR }, 7.5 * HOUR), zh), '已超期 4.5 工作时')
  assert.equal(stateWords({ ...deadline({ state: 'overdue', late: 187.5 * HOUR }, 7.5 * HOUR), limit: { amount: 10, unit: 'working_days' } }, zh), '已超期 25 工作日')
  assert.equal(stateWords({ ...deadline({ state: 'overdue', late: 7 * HOUR }, 7.5 * HOUR), limit: { amount: 10, unit: 'working_days' } }, zh), '已超期 7 工作时')
  assert.equal(stateWords(deadline({ state: 'overdue', late: 90 * HOUR }, null), zh), '已超期 90 小时')
  assert.equal(stateWords(deadline({ state: 'due_soon', left: 20 * 60_000 }, 7.5 * HOUR), en), 'Due soon, 20 min of working time left')
  assert.equal(stateWords(deadline({ state: 'running', left: null }, 7.5 * HOUR), en), 'Running, an unknown time left')
})
