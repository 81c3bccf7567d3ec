/** The case flow is the domain's table, row by row, and what is asked of it follows from the rows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CASE_ACTIONS, CASE_EDITS, CASE_FLOW, CASE_GROUPS, dutiesFor, fieldsOf, GROUP_FIELDS, groupOf, isClosedStatus, judgeAction, judgeActions, nextStatus, stageOf, whyNotEdit,
} from '../../preload/contract/case-flow.ts'
import type { CaseAction, CaseStand, Duty, EditField, StatusEntry } from '../../preload/contract/case-flow.ts'
import { CASE_STATUSES, CLOSED_STATUSES } from '../../preload/contract/case-status.ts'
import type { CaseStatus } from '../../preload/contract/case-status.ts'

/** As the domain writes it: status | stage | Open311 | action(given) → next (who). */
const TABLE = `
reported | 1 | open | accept → verifying; reject(reason) → rejected; merge(into) → merged (desk)
verifying | 2 | open | file(class, place, limit?) → filed; reject(reason) → rejected; merge(into) → merged (desk)
filed | 2 | open | dispatch(department) → dispatched (dispatcher); void(reason) → void (supervisor)
dispatched | 3 | open | take → handling; return(reason) → returned (department); recall → filed (dispatcher)
returned | 3 | open | redispatch(department) → dispatched (dispatcher); void(reason) → void (supervisor)
handling | 4 | open | feed_back(result, photo?) → fed_back; ask_extension(until, reason) → extension_requested; suspend(reason) → suspended (department)
extension_requested | 4 | open | grant → handling; deny → handling (supervisor)
suspended | 4 | open | resume → handling (department, supervisor)
fed_back | 5 | open | check → checking (desk)
checking | 6 | open | close → closed; fail(reason) → rework (desk)
rework | 6→4 | open | take → handling (department)
closed | 6 | closed | reopen(reason) → filed (supervisor)
closed_forced | 6 | closed |
rejected | 2 | closed | reopen(reason) → verifying (supervisor)
merged | any | closed | unmerge → before (desk)
void | any | closed |`

const WORDS: Record<string, string> = { limit: 'due_at', photo: 'photos' }
interface Line { status: string; stage: string; open311: string; moves: Record<string, { to: string; who: string[]; needs: string[]; may: string[] }> }

/** One "(who)" speaks for all actions before it, up to the last "(who)". */
function readLine(line: string): Line {
  const [status = '', stage = '', open311 = '', actions = ''] = line.split('|').map((cell) => cell.trim())
  const moves: Line['moves'] = {}
  let waiting: string[] = []
  for (const text of actions.split(';').map((part) => part.trim()).filter((part) => part !== '')) {
    const [, action = '', given = '', to = '', who] = /^(\w+)(?:\(([^)]*)\))? → (\w+)(?: \(([^)]*)\))?$/.exec(text) ?? []
    const fields = given.split(',').map((field) => field.trim()).filter((field) => field !== '')
    const named = (isOptional: boolean): string[] => fields.filter((field) => field.endsWith('?') === isOptional).map((field) => field.replace('?', '')).map((field) => WORDS[field] ?? field)
    moves[action] = { to, who: [], needs: named(false), may: named(true) }
    waiting.push(action)
    if (who === undefined) continue
    for (const one of waiting) moves[one]!.who = who.split(',').map((duty) => duty.trim())
    waiting = []
  }
  assert.deepEqual(waiting, [], `${line}: nobody may`)
  return { status, stage, open311, moves }
}

const ROWS = TABLE.trim().split('\n').map(readLine)

function writeStage({ stage, backTo }: StatusEntry): string {
  return stage === 'before' ? 'any' : backTo === undefined ? String(stage) : `${stage}→${backTo}`
}

test('the table is the domain’s, row by row', () => {
  assert.deepEqual(ROWS.map(({ status }) => status), [...CASE_STATUSES])
  for (const row of ROWS) {
    const entry = CASE_FLOW[row.status as CaseStatus]
    assert.equal(writeStage(entry), row.stage, row.status)
    assert.equal(entry.open311, row.open311, row.status)
    const moves = Object.fromEntries(Object.entries(entry.moves).filter(([action]) => action !== 'force_close').map(([action, { to, who, needs, may }]) => [action, { to, who: [...who], needs: [...needs], may: [...may] }]))
    assert.deepEqual(moves, row.moves, row.status)
  }
})

test('a supervisor may force-close every open status, with a reason, and no closed one', () => {
  for (const status of CASE_STATUSES) {
    const { moves, open311 } = CASE_FLOW[status]
    assert.equal(isClosedStatus(status), open311 === 'closed', status)
    assert.deepEqual(moves.force_close, open311 === 'open' ? { to: 'closed_forced', who: ['supervisor'], needs: ['reason'], may: [] } : undefined, status)
  }
  assert.deepEqual(CASE_STATUSES.filter(isClosedStatus), [...CLOSED_STATUSES])
})

const ALL: Duty[] = ['desk', 'dispatcher', 'department', 'supervisor']
const NOW = Date.UTC(2026, 10, 28)
const DAY_MS = 86_400_000
const someone = { sub: 'a', duties: ALL }
const ask = (stand: CaseStand, action: CaseAction, actor = someone): string => {
  const judged = judgeAction(stand, action, actor, NOW)
  return judged.possible ? judged.to : judged.why
}

test('an account with every duty may do exactly what the table says', () => {
  for (const status of CASE_STATUSES) {
    const stand: CaseStand = { status, closed_at: new Date(NOW - DAY_MS).toISOString(), status_before: 'verifying', fed_back_by: 'b' }
    const possible = judgeActions(stand, someone, NOW).filter((one) => one.possible).map(({ action }) => action)
    assert.deepEqual(possible.sort(), Object.keys(CASE_FLOW[status].moves).sort(), status)
  }
})

test('why an action is not possible is said', () => {
  assert.equal(ask({ status: 'filed' }, 'close'), 'other-status')
  assert.equal(ask({ status: 'filed' }, 'dispatch', { sub: 'a', duties: ['desk'] }), 'other-duty')
  assert.equal(ask({ status: 'checking', fed_back_by: 'a' }, 'close'), 'own-feedback')
  assert.equal(ask({ status: 'checking', fed_back_by: 'a' }, 'fail'), 'own-feedback')
  assert.equal(ask({ status: 'checking', fed_back_by: 'b' }, 'close'), 'closed')
  assert.equal(ask({ status: 'merged' }, 'unmerge'), 'nothing-before')
})

test('a closed case may be reopened for thirty days, a rejected one at any time', () => {
  const closedSince = (ms: number): CaseStand => ({ status: 'closed', closed_at: new Date(NOW - ms).toISOString() })
  assert.equal(ask(closedSince(30 * DAY_MS), 'reopen'), 'filed')
  assert.equal(ask(closedSince(30 * DAY_MS + 1), 'reopen'), 'too-long-closed')
  assert.equal(ask({ status: 'closed' }, 'reopen'), 'too-long-closed')
  assert.equal(ask({ status: 'rejected', closed_at: new Date(NOW - 90 * DAY_MS).toISOString() }, 'reopen'), 'verifying')
})

test('unmerge goes back to the status before, and a merged case stands at its stage', () => {
  assert.equal(nextStatus({ status: 'merged', status_before: 'verifying' }, 'unmerge'), 'verifying')
  assert.deepEqual([stageOf({ status: 'merged', status_before: 'verifying' }), stageOf({ status: 'merged' }), stageOf({ status: 'rework' }), stageOf({ status: 'void', status_before: 'returned' })], [2, 1, 6, 3])
})

test('an action is given the same wherever it begins, and somebody may take it', () => {
  for (const action of CASE_ACTIONS) {
    for (const status of CASE_STATUSES) {
      const found = CASE_FLOW[status].moves[action]
      if (found !== undefined) assert.deepEqual([found.needs, found.may], [fieldsOf(action).needs, fieldsOf(action).may], `${status} ${action}`)
    }
    assert.ok(dutiesFor(action).length > 0, action)
  }
})

test('a field belongs to one group, and every field that may be edited to one', () => {
  const all = CASE_GROUPS.flatMap((group) => [...GROUP_FIELDS[group]] as string[])
  assert.equal(new Set(all).size, all.length)
  for (const field of Object.keys(CASE_EDITS) as EditField[]) assert.ok((GROUP_FIELDS[groupOf(field)] as readonly string[]).includes(field), field)
})

test('an open case is edited by whose duty it is, a closed one by nobody', () => {
  assert.equal(whyNotEdit({ status: 'filed' }, ['text', 'lng', 'lat'], { sub: 'a', duties: ['desk'] }), null)
  assert.equal(whyNotEdit({ status: 'filed' }, ['text', 'due_at'], { sub: 'a', duties: ['desk'] }), 'other-duty')
  assert.equal(whyNotEdit({ status: 'closed' }, ['text'], someone), 'other-status')
})
