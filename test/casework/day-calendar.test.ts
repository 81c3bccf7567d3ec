/** Days are worked as the notices say, as the central says where it says otherwise, and are unknown where nobody has said. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDayCalendar, dateOf, type DayCalendar } from '../../main/casework/day-calendar.ts'
import { hasNotice } from '../../main/casework/notice-days.ts'
import { dayNumber } from '../../main/field/local-clock.ts'
import { OFF, ON, WHOLE_FROM, WHOLE_TO, worksByHand } from './hand-days.ts'

const said = (calendar: DayCalendar, date: string): string => {
  const kind = calendar(dayNumber(date))
  return kind === null ? 'unknown' : [kind.works ? 'on' : 'off', kind.why, kind.origin, kind.name ?? '-', kind.nameEn ?? '-'].join(' ')
}
const notices = createDayCalendar('cn', null)

test('the library says of every day what the notices say', () => {
  for (let day = dayNumber(WHOLE_FROM); day <= dayNumber(WHOLE_TO); day++) assert.equal(notices(day)?.works, worksByHand(dateOf(day)), dateOf(day))
})

test('holidays and make-up workdays bear their names, other days those of the week', () => {
  assert.equal(said(notices, '2025-10-01'), 'off holiday notice 国庆节 National Day')
  assert.equal(said(notices, '2025-10-06'), 'off holiday notice 中秋 Mid-autumn Festival')
  assert.equal(said(notices, '2025-10-11'), 'on make_up notice 国庆节 National Day')
  assert.equal(said(notices, '2026-02-28'), 'on make_up notice 春节 Spring Festival')
  assert.equal(said(notices, '2025-10-09'), 'on workday week - -')
  assert.equal(said(notices, '2025-10-12'), 'off weekend week - -')
})

test('where this PC’s own clock stands does not change a day', () => {
  const before = process.env['TZ']
  try {
    for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Shanghai', 'UTC']) {
      process.env['TZ'] = zone
      const fresh = createDayCalendar('cn', null)
      for (const date of OFF) assert.equal(fresh(dayNumber(date))?.why, 'holiday', `${date} in ${zone}`)
      for (const date of ON) assert.equal(fresh(dayNumber(date))?.why, 'make_up', `${date} in ${zone}`)
      assert.equal(said(fresh, '2025-10-09'), 'on workday week - -', zone)
    }
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
})

test('years without a notice are unknown, workdays and weekends alike, and so are the days a missing notice may reach back to', () => {
  const last = Math.max(...Array.from({ length: 100 }, (_, i) => 2000 + i).filter(hasNotice))
  assert.ok(last >= 2026 && last < 2090)
  for (const date of [`${last + 1}-01-01`, `${last + 1}-06-15`, '2099-03-02', '2099-03-07', `${last}-12-29`, `${last}-12-31`, '2003-12-31', '1999-10-01']) assert.equal(said(notices, date), 'unknown', date)
  assert.notEqual(said(notices, `${last}-12-28`), 'unknown')
  // The notice for 2019 made the last Saturday of 2018 a working day.
  assert.equal(said(notices, '2018-12-29'), 'on make_up notice 元旦 New Year\'s Day')
})

test('the central’s own days go before the notice, and where its table is a whole year nothing else is asked', () => {
  const table = { source: 'test', asOf: '2026-01-01', years: [2099], off: [{ date: '2025-10-09', name: '城市开放日' }, { date: '2099-10-01' }], on: [{ date: '2025-10-08' }, { date: '2099-03-07' }] }
  const calendar = createDayCalendar('cn', table)
  assert.equal(said(calendar, '2025-10-09'), 'off holiday central 城市开放日 -')
  assert.equal(said(calendar, '2025-10-08'), 'on make_up central - -')
  assert.equal(said(calendar, '2025-10-07'), 'off holiday notice 国庆节 National Day')
  assert.equal(said(calendar, '2099-03-07'), 'on make_up central - -')
  assert.equal(said(calendar, '2099-03-08'), 'off weekend week - -')
  assert.equal(said(calendar, '2099-10-01'), 'off holiday central - -')
  assert.equal(said(calendar, '2098-03-03'), 'unknown')
  const whole = createDayCalendar('cn', { source: 'test', asOf: '2026-01-01', years: [2025], off: [], on: [] })
  assert.equal(said(whole, '2025-10-01'), 'on workday week - -')
})

test('a city without China’s holidays has those of its table alone, in every year', () => {
  const boston = createDayCalendar('none', { source: 'test', asOf: '2026-01-01', years: [], off: [{ date: '2026-11-26', name: 'Thanksgiving Day' }], on: [] })
  assert.equal(said(boston, '2026-11-26'), 'off holiday central Thanksgiving Day -')
  assert.equal(said(boston, '2026-10-01'), 'on workday week - -')
  assert.equal(said(boston, '2099-10-03'), 'off weekend week - -')
})
