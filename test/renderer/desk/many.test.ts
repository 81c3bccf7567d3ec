/** Acting on many cases, twins set apart, texts compared, and news of what is urgent: their pure parts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DUTIES, judgeActions, type Duty } from '../../../preload/contract/case-flow.ts'
import type { CaseRow, CaseWhole } from '../../../preload/contract/case-list.ts'
import type { CaseStatus } from '../../../preload/contract/case-status.ts'
import { EditIntent } from '../../../preload/contract/edit-schema.ts'
import { changesBetween } from '../../../renderer/desk/act/use-seen.ts'
import { intentsOf, planOf, reasonsOf, withoutTarget } from '../../../renderer/desk/bulk/bulk-plan.ts'
import { choose, MOST_CHOSEN, NONE_CHOSEN, turn } from '../../../renderer/desk/bulk/chosen.ts'
import { looked, NO_NEWS, withAnswer, type UrgentNews } from '../../../renderer/desk/news/urgent-news.ts'
import { MOST_PAIRS, pairOf, parsePairs } from '../../../renderer/desk/twins/set-apart.ts'
import { differenceOf } from '../../../renderer/desk/twins/text-difference.ts'

const row = (id: string, edit: CaseRow['edit'] = null): CaseRow => ({ id, number: `n-${id}`, edit }) as CaseRow
const whole = (id: string, status: CaseStatus, duties: readonly Duty[] = DUTIES): { number: string; whole: CaseWhole } => ({
  number: `n-${id}`,
  whole: { id, number: `n-${id}`, status, base: { dispatch: 1, location: 1, description: 1, supervision: 1 }, actions: judgeActions({ status }, { sub: 'me', duties }, 0) } as CaseWhole,
})

test('of many cases those that can take the step do, and each other one has its reason', () => {
  const plan = planOf('dispatch', [whole('a', 'filed'), whole('b', 'returned'), whole('c', 'handling'), whole('d', 'closed'), whole('e', 'filed', ['desk']), { number: 'n-f', whole: null }])
  assert.deepEqual(plan.can.map(({ whole: one, possible }) => [one.id, possible.action]), [['a', 'dispatch'], ['b', 'redispatch']])
  assert.deepEqual(reasonsOf(plan), [{ why: 'other-status', numbers: ['n-c', 'n-d'] }, { why: 'other-duty', numbers: ['n-e'] }, { why: 'gone', numbers: ['n-f'] }])
  const intents = intentsOf(plan, { department: '城管中队' })
  assert.equal(intents.every((intent) => EditIntent.safeParse(intent).success), true)
  assert.equal(new Set(intents.map(({ op_id }) => op_id)).size, 2)
})

test('a case that the others are merged into stays', () => {
  const plan = planOf('merge', [whole('a', 'reported'), whole('b', 'verifying')])
  assert.deepEqual(withoutTarget(plan, 'elsewhere'), plan)
  const left = withoutTarget(plan, 'b')
  assert.deepEqual([left.can.map(({ whole: one }) => one.id), left.cannot], [['a'], [{ number: 'n-b', why: 'target' }]])
})

test('no more are chosen than one save takes, and a second press lets go', () => {
  const all = Array.from({ length: MOST_CHOSEN + 20 }, (_, n) => row(String(n)))
  const full = choose(NONE_CHOSEN, all)
  assert.equal(full.size, MOST_CHOSEN)
  assert.equal(turn(full, row('500')).size, MOST_CHOSEN)
  assert.equal(turn(full, row('7')).has('7'), false)
  assert.equal(choose(full, [row('3', 'unsent')]).get('3')?.edit, 'unsent')
})

test('a pair is set apart whichever side it is looked at from, and what was written by another program is none', () => {
  assert.equal(pairOf('a', 'b'), pairOf('b', 'a'))
  assert.notEqual(pairOf('a,b', 'c'), pairOf('a', 'b,c'))
  assert.deepEqual(parsePairs('["x",3,null]'), ['x'])
  for (const text of [null, '', '{', '{"a":1}']) assert.deepEqual(parsePairs(text), [])
  assert.equal(parsePairs(JSON.stringify(Array.from({ length: MOST_PAIRS + 5 }, String))).length, MOST_PAIRS)
})

test('the parts of two texts are the texts, and what one says alone is marked on its side only', () => {
  const [one, other] = ['路口的井盖缺失，请尽快处理', '路口的井盖松动，请尽快处理。']
  const parts = differenceOf(one, other)
  assert.equal(parts.one.map(({ text }) => text).join(''), one)
  assert.equal(parts.other.map(({ text }) => text).join(''), other)
  assert.ok(parts.one.some(({ text, isOwn }) => isOwn && text.includes('缺失')) && !parts.one.some(({ isOwn, text }) => isOwn && text.includes('松动')))
  assert.ok(parts.other.some(({ text, isOwn }) => isOwn && text.includes('松动')))
  assert.deepEqual(differenceOf('', ''), { one: [], other: [] })
  assert.deepEqual(differenceOf('同', '同'), { one: [{ text: '同', isOwn: false }], other: [{ text: '同', isOwn: false }] })
  const long = '字，'.repeat(5_000)
  assert.deepEqual(differenceOf(long, `${long}尾`).one, [{ text: long, isOwn: false }])
})

test('what others changed since one looked is told group by group; an own edit that arrives changes nothing one sees', () => {
  const seen = { ...whole('a', 'filed').whole, department: null, dueAt: 5, class: 'k', askedUntil: null, duplicateOf: null, area: 'x', place: 'p', lng: 1, lat: 2, text: 't', supervised: false, urgent: false, danger: false }
  assert.deepEqual(changesBetween(seen, { ...seen, base: { ...seen.base, dispatch: 9 } } as typeof seen, ['dispatch', 'location', 'description', 'supervision']), [])
  const now = { ...seen, status: 'dispatched' as const, department: '甲', text: 'u', urgent: true }
  assert.deepEqual(changesBetween(seen, now, ['dispatch']), [{ field: 'status', was: 'filed', now: 'dispatched' }, { field: 'department', was: null, now: '甲' }])
  assert.deepEqual(changesBetween(seen, now, ['description']), [{ field: 'text', was: 't', now: 'u' }])
  assert.deepEqual(changesBetween(seen, now, ['location']), [])
})

const heard = (news: UrgentNews, rows: CaseRow[]): UrgentNews => withAnswer(news, rows, (id) => id === 'touched')

test('nothing is news at the first answer, nothing of one’s own ever, and what is over is silent', () => {
  let news = heard(NO_NEWS, [row('a')])
  assert.equal(news.fresh, null)
  news = heard(news, [row('mine', 'unsent'), row('a')])
  assert.equal(news.fresh, null)
  // Its own edit has come back: it is no news then either.
  news = heard(news, [row('mine'), row('a')])
  assert.equal(news.fresh, null)
  // Sent and back before it was asked about.
  assert.equal(heard(news, [row('touched'), row('a')]).fresh, null)
  news = heard(news, [row('b'), row('mine'), row('a')])
  assert.deepEqual([news.fresh?.id, news.count], ['b', 1])
  news = heard(news, [row('c'), row('b'), row('a')])
  assert.deepEqual([news.fresh?.id, news.count], ['c', 2])
  assert.deepEqual([looked(news).fresh, looked(news).count], [null, 0])
  assert.equal(heard(looked(news), [row('c'), row('b')]).fresh, null)
  assert.equal(heard(news, [row('a')]).fresh, null)
})
