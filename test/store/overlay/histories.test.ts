/** Random histories of a desk, its central and the line between: whatever happens, the screen shows the rows with the own edits on them, as plain code works them out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { followCases } from '../../../main/store/case-follow.ts'
import { getCaseCounts } from '../../../main/store/queries/case-counts.ts'
import { getHistory } from '../../../main/store/queries/case-history.ts'
import { workOnIndex } from '../../../main/store/queries/case-index.ts'
import { getCase } from '../../../main/store/queries/case-whole.ts'
import { getOverdue } from '../../../main/store/queries/overdue.ts'
import { fieldsOf, isFound, wordsOf } from '../../../main/search/case-words.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { WAITING_STATUSES, type CaseCounts, type CaseOrder, type CaseQuestion } from '../../../preload/contract/case-list.ts'
import { CASE_VIEWS, type CaseView } from '../../../preload/contract/case-question.ts'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import { ALL, FIRST_DUE, NEWEST, pageOf, WHOLE } from '../queries/cases.ts'
import { NOW } from '../queries/filled-cache.ts'
import { giveCity, openDesk } from './desk.ts'
import { Model } from './model.ts'

type Case = Row<'case'>
const isOpen = ({ status }: Case): boolean => !(CLOSED_STATUSES as readonly string[]).includes(status)
const due = (row: Case): number => (row.due_at === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(row.due_at))
const VIEW: Record<CaseView, (row: Case) => boolean> = {
  all: () => true, late: (row) => isOpen(row) && due(row) < NOW, waiting: (row) => (WAITING_STATUSES as readonly string[]).includes(row.status), urgent: (row) => isOpen(row) && (row.urgent || row.danger_to_life),
}
const OLDEST: CaseOrder = { by: 'reported', descending: false }
const LAST_DUE: CaseOrder = { by: 'due', descending: true }
/** Of what a person may ask, by narrowing, by ground, by words. */
const ASKED: { question: Partial<CaseQuestion>; passes: (row: Case) => boolean }[] = [
  { question: {}, passes: () => true },
  { question: { filter: { ...WHOLE, area: '330205001', classes: ['safety'] } }, passes: (row) => row.area === '330205001' && row.class === 'safety' },
  { question: { filter: { ...WHOLE, statuses: ['filed', 'closed', 'merged', 'reported'] } }, passes: ({ status }) => ['filed', 'closed', 'merged', 'reported'].includes(status) },
  { question: { filter: { ...WHOLE, drawn: [[121.3, 29.7], [121.45, 29.7], [121.45, 29.95], [121.3, 29.95]] } }, passes: ({ lng }) => lng < 121.45 },
  ...['井盖', '路', 'bie ren', 'ld', '100%', "';"].map((text) => ({ question: { text }, passes: (row: Case) => isFound(fieldsOf(row), wordsOf(text)) })),
]

/** `turn`: a part of the questions, for whoever looks often. */
function check(model: Model, said: string, turn: number | null): void {
  const { reader } = model.desk
  const rows = [...model.shown().values()]
  for (const { question: part, passes } of ASKED.filter((_, n) => turn === null || n % 5 === turn % 5)) {
    for (const view of part.text === undefined ? CASE_VIEWS : (['all', 'waiting'] as const)) {
      const question: CaseQuestion = { ...ALL, ...part, view }
      const there = rows.filter((row) => VIEW[view](row) && passes(row))
      const words = `${said}: ${JSON.stringify([view, part])}`
      for (const order of [NEWEST, OLDEST, FIRST_DUE, LAST_DUE]) {
        const pages = [0, 7, 14].flatMap((from) => pageOf(reader, question, order, from, 7).rows).concat(pageOf(reader, question, order, 21, 100).rows)
        assert.deepEqual(pages.map(({ id }) => id).toSorted(), there.map(({ id }) => id).toSorted(), words)
        const keys = pages.map((row) => (order.by === 'due' ? (row.dueAt ?? Number.MAX_SAFE_INTEGER) : row.reportedAt))
        assert.deepEqual(keys, keys.toSorted((a, b) => (order.descending ? b - a : a - b)), words)
      }
      const counts = countsOf(model, question)
      assert.equal(counts.total, there.length, words)
      if (part.text !== undefined) continue
      assert.deepEqual(counts.views, Object.fromEntries(CASE_VIEWS.map((one) => [one, rows.filter((row) => VIEW[one](row) && passes(row)).length])), words)
      assert.deepEqual(Object.fromEntries(counts.statuses.map(({ status, count }) => [status, count])), Object.fromEntries([...Map.groupBy(there, ({ status }) => status)].map(([status, some]) => [status, some.length])), words)
    }
  }
  checkCases(model, rows, said)
}

function countsOf({ desk }: Model, question: CaseQuestion): CaseCounts {
  for (;;) {
    const counts = getCaseCounts(desk.reader, { question })
    if ('views' in counts) return counts
  }
}

/** Each case says what its row says, how the edits on it stand, and nothing is lost out of its history. */
function checkCases(model: Model, rows: readonly Case[], said: string): void {
  const { reader } = model.desk
  const shown = new Map(pageOf(reader, ALL, NEWEST, 0, 500).rows.map((row) => [row.id, row]))
  for (const row of rows) {
    const one = shown.get(row.id)!
    const { id, number, status, class: kind, area, text, place, urgent, supervised, danger_to_life: danger } = row
    assert.deepEqual(
      [one.number, one.status, one.class, one.area, one.text, one.place, one.urgent, one.supervised, one.danger, one.reportedAt, one.dueAt, one.edit],
      [number, status, kind, area, text, place, urgent, supervised, danger, Date.parse(row.reported_at), row.due_at === undefined ? null : Date.parse(row.due_at), model.markOfCase(id)], `${said}: ${id}`,
    )
    const whole = getCase(reader, { id, at: NOW })!
    assert.deepEqual([whole.notes, whole.department, whole.lng, whole.edits.map(({ opId, mark }) => [opId, mark])], [row.note_count ?? 0, row.department ?? null, row.lng, model.openOf(id).map((op) => [op.id, model.markOf(op)])], `${said}: ${id}`)
  }
  for (const caseId of new Set(model.ops.map((op) => op.caseId))) {
    const open = model.openOf(caseId)
    if (open.length === 0) continue
    assert.deepEqual(getHistory(reader, { id: caseId })?.entries.flatMap(({ id, mark }) => (mark === null ? [] : [[id, mark]])), open.map((op) => [op.actId, model.markOf(op)]), `${said}: history of ${caseId}`)
  }
  const overdue = getOverdue(reader, { filter: WHOLE, view: { west: 120, south: 29, east: 123, north: 31, zoom: 15 }, at: NOW })
  assert.deepEqual(overdue.cases.map(({ id }) => id).toSorted(), rows.filter(VIEW.late).map(({ id }) => id).toSorted(), said)
  assert.equal(overdue.undated, rows.filter((row) => isOpen(row) && row.due_at === undefined).length, said)
}

const DEEDS: [name: string, weight: number, does: (model: Model, a: number, b: number) => void][] = [
  ['change', 8, (model, a, b) => model.change(a, b)], ['create', 2, (model, _, b) => model.create(b)], ['say', 3, (model, a, b) => model.say(a, b)], ['takeBack', 1, (model, a) => model.takeBack(a)],
  ['decide', 8, (model, a, b) => model.decide(a, b)], ['meddle', 3, (model, a, b) => model.meddle(a, b)], ['answer', 6, (model, a) => model.answer(a)], ['pull', 6, (model, a) => model.pull(a)],
  ['reopen', 1, (model) => model.desk.reopenReader()], ['loseCache', 1, (model) => model.loseCache()], ['fallBack', 1, (model, a, b) => model.fallBack(a, b)], ['look', 3, (model, a) => check(model, 'meanwhile', a)],
]
const deed = fc.tuple(fc.oneof(...DEEDS.map(([, weight], n) => ({ weight, arbitrary: fc.constant(n) }))), fc.nat(40), fc.nat(40))

test('300 random histories: lists, counts, searches, cases, histories and what is overdue are the rows with the own edits on them', () => {
  const done = new Set<string>()
  fc.assert(fc.property(fc.array(deed, { minLength: 4, maxLength: 30 }), fc.boolean(), (deeds, withIndex) => {
    const desk = openDesk(withIndex)
    try {
      giveCity(desk)
      const model = new Model(desk, 18)
      if (withIndex) {
        followCases(desk.writer, null)
        while (workOnIndex(desk.reader, null).state !== 'done');
      }
      for (const [n, a, b] of deeds) {
        const [name, , does] = DEEDS[n]!
        does(model, a, b)
        done.add(name)
        if (name === 'loseCache' || name === 'fallBack') giveCity(desk)
      }
      check(model, 'at the end', null)
      // Everything comes through: then the screen is what the central has.
      while (model.ops.some((op) => op.verdict === null && !op.isWithdrawn)) model.decide(0, 0)
      while (model.ops.some((op) => op.verdict !== null && !op.isAnswered)) model.answer(0)
      for (const office of [0, 1, 0]) model.pull(office)
      check(model, 'after all', deeds.length)
      assert.deepEqual([...model.shown()].toSorted(), [...model.truth].map(([id, { row }]) => [id, row] as const).toSorted())
    } finally {
      desk.close()
    }
  }), { numRuns: 300, seed: 20_261_128, endOnFailure: false })
  assert.equal(done.size, DEEDS.length, 'every deed was done')
})
