/** Times: the forms of other systems, and the two nights of the clock change. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTime, type TimeRules } from '../../../main/central/import/times.ts'
import { ImportRefused } from '../../../main/central/import/refusal.ts'

const boston: TimeRules = { zone: 'America/New_York', dates: null }
const read = (text: string, rules = boston): [string, string | null] | null => {
  const time = readTime(text, rules)
  return time === null ? null : [new Date(time.at).toISOString(), time.flag]
}

const forms: [string, string, string | null][] = [
  ['2011-07-01 01:32:33', '2011-07-01T05:32:33.000Z', null],
  ['2012-11-20T07:50:59.000', '2012-11-20T12:50:59.000Z', null],
  ['11/20/2012 07:50:59 AM', '2012-11-20T12:50:59.000Z', null],
  ['11/20/2012 12:10:00 am', '2012-11-20T05:10:00.000Z', null],
  ['2010-04-14T06:37:38-08:00', '2010-04-14T14:37:38.000Z', null],
  ['2010-04-14T06:37:38Z', '2010-04-14T06:37:38.000Z', null],
  ['2011-07-01', '2011-07-01T04:00:00.000Z', 'date-only'],
  ['2011-11-06 01:09:48', '2011-11-06T05:09:48.000Z', 'ambiguous-time'],
  ['2011-03-13 02:30:00', '2011-03-13T07:30:00.000Z', 'nonexistent-time'],
]
for (const [text, instant, flag] of forms) {
  test(`${text} is ${instant}${flag === null ? '' : `, marked ${flag}`}`, () => assert.deepEqual(read(text), [instant, flag]))
}

for (const text of ['yesterday', '2011-02-30 10:00', '2011-07-01 25:00', '03/04/2011 10:00', '13/20/2012 01:00 PM', '9999-12-31 00:00:00', '0001-01-01', '40725.5', '2011-07-01T10:00:00+99:00']) {
  test(`${text} is no time`, () => assert.equal(read(text), null))
}

test('a declared order decides which number is the day', () => {
  assert.equal(read('03/04/2011 10:00', { zone: 'Europe/London', dates: 'dmy' })?.[0], '2011-04-03T09:00:00.000Z')
  assert.equal(read('03/04/2011 10:00', { zone: 'Europe/London', dates: 'mdy' })?.[0], '2011-03-04T10:00:00.000Z')
})

test('a local time without a declared zone refuses the file', () => {
  assert.throws(() => readTime('2011-07-01 01:32:33', { zone: null, dates: null }), ImportRefused)
})
