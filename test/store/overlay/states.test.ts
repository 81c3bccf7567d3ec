/** Each state of an own edit × each question that shows a case: laid over while it waits and until its effect has come back, and marked when it is refused. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { forgetScope } from '../../../main/store/scopes.ts'
import { getCard } from '../../../main/store/queries/card.ts'
import { getCaseCounts } from '../../../main/store/queries/case-counts.ts'
import { getDuplicates } from '../../../main/store/queries/case-duplicates.ts'
import { getHistory } from '../../../main/store/queries/case-history.ts'
import { getCase } from '../../../main/store/queries/case-whole.ts'
import { getOverdue } from '../../../main/store/queries/overdue.ts'
import type { CaseQuestion, CaseRow } from '../../../preload/contract/case-list.ts'
import type { CaseView } from '../../../preload/contract/case-question.ts'
import type { Actor } from '../../../preload/contract/case-flow.ts'
import { lose, markSending } from '../../../main/outbox/send.ts'
import { withdraw } from '../../../main/outbox/decide.ts'
import { ALL, caseRow, FIRST_DUE, NEWEST, pageOf, WHOLE } from '../queries/cases.ts'
import { NOW } from '../queries/filled-cache.ts'
import { ACTOR, actFor, EPOCH, giveCity, LATER, OFFICES, OTHER_EPOCH, openDesk, type Desk, type SentRow } from './desk.ts'

const [OFFICE, SECOND] = [OFFICES[0]!, OFFICES[1]!]
const AREA = OFFICE.slice('office:'.length)
const VIEW = { west: 121, south: 29, east: 122, north: 30, zoom: 15 }
const ME: Actor = { sub: ACTOR, duties: ['desk', 'dispatcher', 'department', 'supervisor'] }
const late = (hours: number): string => new Date(NOW - hours * 3_600_000).toISOString()

function deskOf(t: TestContext, withIndex = false): Desk {
  const desk = openDesk(withIndex)
  t.after(() => desk.close())
  giveCity(desk)
  // Three late ones, each in a place of its own.
  desk.snapshot(OFFICE, [0, 1, 2].map((n): SentRow => ({ type: 'case', row: caseRow(n, { area: AREA, due_at: late(9 - n), lng: 121.5 + n / 100 }), ver: 1 })), 10)
  desk.snapshot(SECOND, [], 10)
  return desk
}

/** Everything a screen shows of one case, and where it is counted. */
function look(desk: Desk, id: string): { row: CaseRow | undefined; listed: string[]; views: Record<CaseView, number>; filed: number; found: string[]; whole: ReturnType<typeof getCase>; card: unknown; overdue: string[]; told: string[] } {
  const context = desk.reader
  const ids = (question: CaseQuestion): string[] => pageOf(context, question, FIRST_DUE, 0, 100).rows.map((row) => row.id)
  const counts = getCaseCounts(context, { question: ALL })
  assert.ok('views' in counts)
  const overdue = getOverdue(context, { filter: WHOLE, view: VIEW, at: NOW })
  assert.equal(overdue.total, overdue.areas.reduce((sum, { count }) => sum + count, 0))
  const whole = getCase(context, { id, at: NOW, actor: ME })
  const row = pageOf(context, ALL, NEWEST, 0, 100).rows.find((one) => one.id === id)
  if (row !== undefined) assert.deepEqual(Object.fromEntries(Object.entries(whole!).filter(([name]) => name in row)), row)
  return {
    row, listed: ids({ ...ALL, view: 'late' }), views: counts.views, filed: counts.statuses.find(({ status }) => status === 'filed')?.count ?? 0, found: ids({ ...ALL, text: '改过' }), whole,
    card: getCard(context, { type: 'case', id, at: NOW })?.facts.find(({ key }) => key === 'status')?.value, overdue: overdue.cases.map((one) => one.id),
    told: getHistory(context, { id, name: '我' })?.entries.map(({ kind, action, mark }) => `${action ?? kind} ${mark ?? 'told'}`) ?? [],
  }
}

const merge = (desk: Desk): string => desk.edit({ kind: 'transition', id: 'c1', action: 'force_close', from: 'filed', to: 'closed_forced', set: { reason: '已由社区处理' } })

function checkLaid(desk: Desk, mark: 'unsent' | 'received', words: string): void {
  const { row, listed, views, filed, whole, card, overdue, told } = look(desk, 'c1')
  assert.deepEqual([row?.status, row?.edit, row?.isOpen], ['closed_forced', mark, false], words)
  assert.deepEqual([listed, views, filed, overdue], [['c0', 'c2'], { all: 3, late: 2, waiting: 2, urgent: 0 }, 2, ['c0', 'c2']], words)
  assert.deepEqual([whole?.status, whole?.edits.map((edit) => edit.mark), card, told], ['closed_forced', [mark], 'closed_forced', [`force_close ${mark}`]], words)
  assert.deepEqual(whole?.actions.filter(({ possible }) => possible), [], words)
}

function checkBare(desk: Desk, mark: 'refused' | null, words: string, told: string[] = mark === null ? [] : ['force_close refused']): void {
  const seen = look(desk, 'c1')
  assert.deepEqual([seen.row?.status, seen.row?.edit], ['filed', mark], words)
  assert.deepEqual([seen.listed, seen.views, seen.filed, seen.overdue], [['c0', 'c1', 'c2'], { all: 3, late: 3, waiting: 3, urgent: 0 }, 3, ['c0', 'c1', 'c2']], words)
  assert.deepEqual([seen.card, seen.told, seen.whole?.edits.map((edit) => edit.mark)], ['filed', told, mark === null ? [] : [mark]], words)
}

test('queued, sending and unknown: laid over in every question at once, and after a start of the reader', (t) => {
  const desk = deskOf(t)
  checkBare(desk, null, 'before')
  const id = merge(desk)
  checkLaid(desk, 'unsent', 'queued')
  markSending(desk.outbox, { op_ids: [id], epoch: EPOCH, now: LATER })
  checkLaid(desk, 'unsent', 'sending')
  lose(desk.outbox, { op_ids: [id], why: 'the line was cut', now: LATER })
  checkLaid(desk, 'unsent', 'unknown')
  desk.reopenReader()
  checkLaid(desk, 'unsent', 'after a start')
})

test('an answer before the pull keeps it laid over, marked received, until the rows have it', (t) => {
  const desk = deskOf(t)
  const id = merge(desk)
  desk.settle(id, 'applied', { scope: OFFICE, seq: 12, ver: 2 })
  checkLaid(desk, 'received', 'answered')
  desk.page(OFFICE, [{ type: 'case', row: caseRow(0, { area: AREA, due_at: late(9), text: '别人改的' }), ver: 2 }])
  checkLaid(desk, 'received', 'another case came')
  const row = caseRow(1, { area: AREA, due_at: late(8), lng: 121.51, status: 'closed_forced', closed_at: new Date(LATER).toISOString() })
  desk.page(OFFICE, [{ type: 'case', row, ver: 2 }, { type: 'act', row: actFor(id, 'c1', { action: 'force_close', from: 'filed', to: 'closed_forced' }), ver: 1 }])
  const { row: shown, told, whole } = look(desk, 'c1')
  assert.deepEqual([shown?.status, shown?.edit, told, whole?.edits], ['closed_forced', null, ['force_close told'], []])
})

test('rows before the answer: the effect is not done twice, and the case is no longer marked', (t) => {
  const desk = deskOf(t)
  const id = desk.edit({ kind: 'note', id: randomUUID(), on: 'c1', set: { text: '已电话联系' } })
  assert.equal(look(desk, 'c1').whole?.notes, 1)
  const note = desk.outbox.db.prepare("SELECT body ->> '$.id' FROM op WHERE op_id = ?").pluck().get(id) as string
  desk.page(OFFICE, [{ type: 'case', row: caseRow(1, { area: AREA, due_at: late(8), note_count: 1 }), ver: 2 }, { type: 'act', row: actFor(note, 'c1', { kind: 'note', text: '已电话联系', groups: [] }), ver: 1 }])
  const { whole, told } = look(desk, 'c1')
  assert.deepEqual([whole?.notes, whole?.edit, told], [1, null, ['note told']])
  // Its own row is version 1, the case's 2: numbers of two rows are not compared.
  desk.settle(id, 'applied', { seq: 12, ver: 1 })
  assert.deepEqual([look(desk, 'c1').whole?.notes, look(desk, 'c1').told], [1, ['note told']])
})

test('a note is counted until it has come back, whatever the versions of case and note', (t) => {
  const desk = deskOf(t)
  desk.page(OFFICE, [{ type: 'case', row: caseRow(1, { area: AREA, due_at: late(8), text: '改过的' }), ver: 7 }])
  const id = desk.edit({ kind: 'note', id: randomUUID(), on: 'c1', set: { text: '一' } })
  desk.settle(id, 'applied', { seq: 13, ver: 1 })
  const { whole, told, found } = look(desk, 'c1')
  assert.deepEqual([whole?.notes, whole?.edit, told, found], [1, 'received', ['note received'], ['c1']])
})

test('satisfied is over as soon as the cursor has passed what the answer spoke of', (t) => {
  const desk = deskOf(t)
  const id = merge(desk)
  desk.settle(id, 'satisfied', { scope: OFFICE, seq: 11, ver: 2 })
  checkLaid(desk, 'received', 'answered')
  desk.page(OFFICE, [{ type: 'case', row: caseRow(0, { area: AREA, due_at: late(9) }), ver: 2 }])
  checkBare(desk, null, 'the central says otherwise since')
})

test('a case made here whose office is taken away before it came back is no longer shown', (t) => {
  const desk = deskOf(t)
  const id = randomUUID()
  const made = desk.edit({ kind: 'create', id, set: { area: AREA, class: 'manhole', text: '井盖缺失', place: '路口', lng: 121.55, lat: 29.88, urgent: false, danger_to_life: false } })
  desk.settle(made, 'applied', { seq: 12, ver: 9 })
  assert.equal(look(desk, id).whole?.edit, 'received')
  forgetScope(desk.writer, { scope: OFFICE })
  const { whole, told, views } = look(desk, id)
  assert.deepEqual([whole, told, views.all], [null, [], 0])
})

for (const verdict of ['conflict', 'rejected', 'blocked'] as const) {
  test(`${verdict}: not laid over, and marked until its author has settled it`, (t) => {
    const desk = deskOf(t)
    const id = merge(desk)
    checkLaid(desk, 'unsent', 'before')
    desk.settle(id, verdict)
    checkBare(desk, 'refused', verdict)
  })
}

test('what is taken back is gone', (t) => {
  const desk = deskOf(t)
  const id = merge(desk)
  checkLaid(desk, 'unsent', 'before')
  withdraw(desk.outbox, { op_ids: [id], now: LATER })
  checkBare(desk, null, 'withdrawn')
})

test('a case made here is in every question before any central has heard of it, found by its words, with its contact masked', (t) => {
  const desk = deskOf(t, true)
  const id = randomUUID()
  desk.edit({ kind: 'create', id, set: { area: AREA, class: 'safety', text: '改过 <b>粗</b> 13800001234', place: '桥头', lng: 121.5, lat: 29.9, urgent: false, danger_to_life: true, reporter: { name: '欧阳小明', phone: '13800001234' } } })
  const { row, whole, views, found, told } = look(desk, id)
  assert.deepEqual([row?.status, row?.edit, row?.text, row?.danger, row?.urgent], ['reported', 'unsent', '改过 <b>粗</b> 138****1234', true, true])
  assert.deepEqual([whole?.reporter, whole?.asOf, whole?.simulated, views, found, told], [{ name: '欧阳*', phone: '138****1234' }, null, true, { all: 4, late: 3, waiting: 4, urgent: 1 }, [id], ['create unsent']])
  assert.equal(new Set(Object.values(row?.base ?? {}).map((base) => (typeof base === 'object' ? base.op : base))).size, 1)
  assert.notEqual(getDuplicates(desk.reader, { id }), null)
})

test('an edit that moves a case to another office shows it there', (t) => {
  const desk = deskOf(t)
  desk.edit({ kind: 'edit', id: 'c1', set: { area: SECOND.slice('office:'.length), text: '改过的内容' } })
  const inArea = (area: string): string[] => pageOf(desk.reader, { ...ALL, home: area }, NEWEST, 0, 100).rows.map(({ id }) => id)
  assert.deepEqual([inArea(AREA), inArea(SECOND.slice('office:'.length)), look(desk, 'c1').found], [['c0', 'c2'], ['c1'], ['c1']])
})

test('another epoch says nothing by its numbers: what the restored central forgot stays on top until it has it again', (t) => {
  const desk = deskOf(t)
  const id = merge(desk)
  desk.settle(id, 'applied', { scope: OFFICE, seq: 11, ver: 2 })
  // A restored central has higher numbers, and not the edit.
  desk.snapshot(OFFICE, [0, 1, 2].map((n): SentRow => ({ type: 'case', row: caseRow(n, { area: AREA, due_at: late(9 - n), lng: 121.5 + n / 100 }), ver: 9 })), 40, OTHER_EPOCH)
  checkLaid(desk, 'received', 'restored')
})

test('the base names the version that is shown, or the own edit that made it', (t) => {
  const desk = deskOf(t)
  desk.page(OFFICE, [{ type: 'case', row: caseRow(1, { area: AREA, due_at: late(8), gver: { dispatch: 5, location: 3 } }), ver: 6 }])
  assert.deepEqual(look(desk, 'c1').row?.base, { dispatch: 5, location: 3, description: 6, supervision: 6 })
  const first = desk.edit({ kind: 'edit', id: 'c1', set: { text: '改过的', urgent: true } })
  const second = desk.edit({ kind: 'edit', id: 'c1', set: { urgent: false } })
  assert.deepEqual(look(desk, 'c1').row?.base, { dispatch: 5, location: 3, description: { op: first }, supervision: { op: second } })
  desk.settle(second, 'conflict')
  assert.deepEqual(look(desk, 'c1').row?.base, { dispatch: 5, location: 3, description: { op: first }, supervision: { op: first } })
  desk.settle(first, 'applied', { seq: 13, ver: 7, gver: { dispatch: 5, location: 3, description: 7, supervision: 7 } })
  assert.deepEqual(look(desk, 'c1').row?.base.description, { op: first })
  // Its effect has come back: the name still outlives a restore, and the number does not.
  const gver = { dispatch: 5, location: 3, description: 7, supervision: 7 }
  desk.page(OFFICE, [{ type: 'case', row: caseRow(1, { area: AREA, due_at: late(8), gver, text: '改过的', urgent: true }), ver: 7 }, { type: 'act', row: actFor(first, 'c1', { kind: 'edit', groups: ['description', 'supervision'] }), ver: 1 }])
  assert.deepEqual(look(desk, 'c1').row?.base, { dispatch: 5, location: 3, description: { op: first }, supervision: { op: first } })
  desk.page(OFFICE, [{ type: 'case', row: caseRow(1, { area: AREA, due_at: late(8), gver: { ...gver, supervision: 8 }, text: '改过的', urgent: false }), ver: 8 }])
  assert.deepEqual(look(desk, 'c1').row?.base, { dispatch: 5, location: 3, description: { op: first }, supervision: 8 })
})

test('an edit whose answer was lost is named by the base as long as its act is the last of the group', (t) => {
  const desk = deskOf(t)
  const id = desk.edit({ kind: 'edit', id: 'c1', set: { text: '改过的' } })
  const row = caseRow(1, { area: AREA, due_at: late(8), text: '改过的', gver: { dispatch: 1, location: 1, description: 2, supervision: 1 } })
  desk.page(OFFICE, [{ type: 'case', row, ver: 2 }, { type: 'act', row: actFor(id, 'c1', { kind: 'edit', groups: ['description'] }), ver: 1 }])
  assert.deepEqual([look(desk, 'c1').row?.edit, look(desk, 'c1').row?.base.description], [null, { op: id }])
  const other = actFor(randomUUID(), 'c1', { kind: 'edit', groups: ['description'], by: 'u-2', at: new Date(LATER + 9_000).toISOString() })
  desk.page(OFFICE, [{ type: 'case', row: { ...row, text: '别人的', gver: { dispatch: 1, location: 1, description: 3, supervision: 1 } }, ver: 3 }, { type: 'act', row: other, ver: 3 }])
  assert.deepEqual([look(desk, 'c1').whole?.text, look(desk, 'c1').row?.base.description], ['别人的', 3])
})

test('actions and fields are judged over the case as it is shown, for this account', (t) => {
  const desk = deskOf(t)
  desk.edit({ kind: 'transition', id: 'c1', action: 'dispatch', from: 'filed', to: 'dispatched', set: { department: '城管 13800001234' } })
  const possible = (actor: Actor): string[] => getCase(desk.reader, { id: 'c1', at: NOW, actor })!.actions.flatMap((one) => (one.possible ? [one.action] : []))
  assert.deepEqual([possible(ME), possible({ sub: ACTOR, duties: ['dispatcher'] }), possible({ sub: ACTOR, duties: [] })], [['recall', 'take', 'return', 'force_close'], ['recall'], []])
  const whole = getCase(desk.reader, { id: 'c1', at: NOW, actor: { sub: ACTOR, duties: ['desk'] } })!
  assert.deepEqual([whole.department, whole.fields.text, whole.fields.due_at], ['城管 138****1234', null, 'other-duty'])
  assert.equal(whole.deadline.stated, Date.parse(late(8)))
})
