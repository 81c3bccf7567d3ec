/** Opening hours against the city's clock: a table of weeks, zones and instants. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openingAt, type WeeklyHours } from '../../main/field/opening.ts'

const DAYS = [1, 2, 3, 4, 5, 6, 7]
const daily = (from: number, to: number, days = DAYS): WeeklyHours[] => days.map((weekday) => ({ weekday, from, to }))
const at = (text: string): number => Date.parse(text)

/** 2026-06-29 is a Monday. Clocks of New York change on 2026-03-08 at 2:00 and on 2026-11-01 at 2:00, of Lord Howe by half an hour. */
const CASES: [name: string, hours: WeeklyHours[] | undefined, zone: string | null, at: string, expected: string][] = [
  ['within the hours', daily(480, 1320), 'Asia/Shanghai', '2026-06-29T10:00+08:00', 'open until 2026-06-29T14:00:00.000Z'],
  ['the opening minute is open', daily(480, 1320), 'Asia/Shanghai', '2026-06-29T08:00+08:00', 'open until 2026-06-29T14:00:00.000Z'],
  ['a millisecond before it is closed', daily(480, 1320), 'Asia/Shanghai', '2026-06-29T07:59:59.999+08:00', 'opens 2026-06-29T00:00:00.000Z'],
  ['the closing minute is closed', daily(480, 1320), 'Asia/Shanghai', '2026-06-29T22:00+08:00', 'opens 2026-06-30T00:00:00.000Z'],
  ['on Friday evening till Monday', daily(480, 1080, [1, 2, 3, 4, 5]), 'Asia/Shanghai', '2026-07-03T20:00+08:00', 'opens 2026-07-06T00:00:00.000Z'],
  ['once a week, just missed', daily(480, 540, [1]), 'Asia/Shanghai', '2026-06-29T09:00+08:00', 'opens 2026-07-06T00:00:00.000Z'],
  ['over midnight, before it', daily(1080, 1560), 'Asia/Shanghai', '2026-06-29T23:00+08:00', 'open until 2026-06-29T18:00:00.000Z'],
  ['over midnight, after it', daily(1080, 1560), 'Asia/Shanghai', '2026-06-30T01:00+08:00', 'open until 2026-06-29T18:00:00.000Z'],
  ['over the week’s midnight, from Sunday', [{ weekday: 7, from: 1320, to: 1500 }], 'Asia/Shanghai', '2026-06-29T00:30+08:00', 'open until 2026-06-28T17:00:00.000Z'],
  ['to the end of the next day', [{ weekday: 6, from: 600, to: 2880 }], 'Asia/Shanghai', '2026-07-05T23:59+08:00', 'open until 2026-07-05T16:00:00.000Z'],
  ['24:00 ends the day', daily(600, 1440, [1]), 'Asia/Shanghai', '2026-06-29T23:59+08:00', 'open until 2026-06-29T16:00:00.000Z'],
  ['24:00 and 0:00 join', [{ weekday: 1, from: 600, to: 1440 }, { weekday: 2, from: 0, to: 120 }], 'Asia/Shanghai', '2026-06-29T23:00+08:00', 'open until 2026-06-29T18:00:00.000Z'],
  ['round the clock', daily(0, 1440), 'Asia/Shanghai', '2026-06-29T23:59+08:00', 'open always'],
  ['a lunch break', [...daily(480, 720), ...daily(840, 1080)], 'Asia/Shanghai', '2026-06-29T12:30+08:00', 'opens 2026-06-29T06:00:00.000Z'],
  ['no hours', undefined, 'Asia/Shanghai', '2026-06-29T12:30+08:00', 'unknown'],
  ['an empty list of hours', [], 'Asia/Shanghai', '2026-06-29T12:30+08:00', 'unknown'],
  ['hours that end before they begin', daily(1320, 120), 'Asia/Shanghai', '2026-06-29T12:30+08:00', 'unknown'],
  ['no zone', daily(0, 1440), null, '2026-06-29T12:30+08:00', 'unknown'],
  ['a zone nobody knows', daily(0, 1440), 'Mars/Olympus', '2026-06-29T12:30+08:00', 'unknown'],
  ['the city’s clock counts, not UTC’s', daily(480, 1320), 'America/New_York', '2026-06-29T13:00Z', 'open until 2026-06-30T02:00:00.000Z'],
  ['summer begins: 22:00 comes an hour sooner', daily(480, 1320), 'America/New_York', '2026-03-08T12:00Z', 'open until 2026-03-09T02:00:00.000Z'],
  ['summer begins: opening at the skipped 2:30 is 3:30', daily(150, 600, [7]), 'America/New_York', '2026-03-08T06:59Z', 'opens 2026-03-08T07:30:00.000Z'],
  ['summer begins: a night is an hour shorter', daily(1320, 1680), 'America/New_York', '2026-03-08T06:30Z', 'open until 2026-03-08T08:00:00.000Z'],
  ['summer ends: closing at 1:30 is the first 1:30', daily(1320, 1530), 'America/New_York', '2026-11-01T05:00Z', 'open until 2026-11-01T05:30:00.000Z'],
  ['summer ends: it stays closed at the second 1:15', daily(1320, 1530), 'America/New_York', '2026-11-01T06:15Z', 'opens 2026-11-02T03:00:00.000Z'],
  ['summer ends: opening at 1:30 is the first 1:30', daily(90, 600), 'America/New_York', '2026-11-01T05:29Z', 'opens 2026-11-01T05:30:00.000Z'],
  ['summer ends: a night is an hour longer', daily(1320, 1620), 'America/New_York', '2026-11-01T07:30Z', 'open until 2026-11-01T08:00:00.000Z'],
  ['round the clock over a change', daily(0, 1440), 'America/New_York', '2026-11-01T05:30Z', 'open always'],
  ['a change of half an hour', daily(480, 1320), 'Australia/Lord_Howe', '2026-10-04T00:00Z', 'open until 2026-10-04T11:00:00.000Z'],
  ['a zone of 45 minutes without summer time', daily(480, 1320), 'Asia/Kathmandu', '2026-06-29T02:14Z', 'opens 2026-06-29T02:15:00.000Z'],
]

for (const [name, hours, zone, instant, expected] of CASES) {
  test(name, () => {
    const opening = openingAt(zone, at(instant))(hours)
    const said = opening.state === 'unknown' ? 'unknown' : opening.state === 'closed' ? `opens ${new Date(opening.opensAt).toISOString()}`
      : opening.until === null ? 'open always' : `open until ${new Date(opening.until).toISOString()}`
    assert.equal(said, expected)
  })
}

test('minute by minute, open is what the wall clock and the weekday say, in a zone without changes', () => {
  const hours = [...daily(465, 735, [1, 3, 5]), ...daily(1290, 1590, [2, 6]), { weekday: 7, from: 0, to: 1440 }]
  const start = at('2026-06-28T16:00Z')
  for (let minute = 0; minute < 14 * 1440; minute += 7) {
    const local = minute % (7 * 1440)
    const isOpen = hours.some(({ weekday, from, to }) => [0, 7 * 1440].some((week) => local + week >= (weekday - 1) * 1440 + from && local + week < (weekday - 1) * 1440 + to))
    assert.equal(openingAt('Asia/Shanghai', start + minute * 60_000)(hours).state, isOpen ? 'open' : 'closed', String(minute))
  }
})
