/** The ways out of a refusal, over every problem, action, status and duty, against the flow itself; and the chains that clerks make. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CASE_ACTIONS, CASE_FLOW, DUTIES, judgeAction, type Actor, type CaseStand } from '../../../preload/contract/case-flow.ts'
import { CASE_STATUSES, type CaseStatus } from '../../../preload/contract/case-status.ts'
import { newEdits } from '../../../renderer/edits/new-edits.ts'
import { waysOut, type NoRedo, type Step, type WaysOut } from '../../../renderer/edits/ways-out.ts'
import { actionIntent, BASE, CASE, editIntent, exportIntent, NOW, noteIntent, present, refused, uuid } from './refused.ts'

const ALL: Actor = { sub: 'me', duties: DUTIES }
const PROBLEMS = ['group-changed', 'already-dispatched', 'gone', 'illegal-transition', 'op-forbidden', 'op-invalid', 'op-id-reuse', 'op-in-progress', 'too-large', 'a-word-of-tomorrow', null] as const
const ACTORS: Actor[] = [ALL, { sub: 'me', duties: [] }, ...DUTIES.map((duty) => ({ sub: 'me', duties: [duty] }))]
const standOf = (status: CaseStatus): CaseStand => ({
  status, ...(CASE_FLOW[status].open311 === 'closed' ? { closed_at: new Date(NOW - 86_400_000).toISOString(), status_before: 'verifying' as const } : {}), fed_back_by: 'somebody else',
})
const stepsOf = ({ redo }: WaysOut): Step[] | NoRedo => (redo.possible ? redo.redone.flatMap(({ steps }) => steps) : redo.why)
const actionsOf = (ways: WaysOut): string => {
  const steps = stepsOf(ways)
  return typeof steps === 'string' ? steps : steps.map((step) => (step.kind === 'transition' ? step.action : step.kind === 'said' ? step.said.kind : step.kind)).join(' ')
}

test('for every problem, action, status and set of duties: what is offered is what the flow allows, step for step, and nothing that it allows is missing', () => {
  let offered = 0
  let asked = 0
  for (const problem of PROBLEMS) for (const action of CASE_ACTIONS) for (const status of CASE_STATUSES) for (const actor of ACTORS) {
    asked++
    const stand = standOf(status)
    const intent = actionIntent(action)
    const ways = waysOut([refused(intent, { problem, state: problem === null ? 'blocked' : 'rejected' })], present(stand, actor), actor, NOW)
    const label = `${problem} ${action} ${status} ${actor.duties.join('+')}`
    assert.equal(ways.letGo, problem === 'group-changed' || problem === 'already-dispatched' ? 'accept-theirs' : 'discard', label)
    assert.equal(ways.keepNote.length, (intent.set?.reason ?? intent.set?.result) !== undefined && actor.duties.length > 0 ? 1 : 0, label)
    const steps = stepsOf(ways)
    const direct = judgeAction(stand, action, actor, NOW)
    if (problem === 'op-invalid' || problem === 'too-large') {
      assert.equal(steps, 'same-again', label)
    } else if (typeof steps === 'string') {
      assert.ok(!direct.possible, label)
      if (steps !== 'already-so') assert.equal(steps, direct.why, label)
    } else {
      offered++
      let at = stand
      for (const step of steps) {
        assert.equal(step.kind, 'transition', label)
        if (step.kind !== 'transition') continue
        const judged = judgeAction(at, step.action, actor, NOW)
        assert.ok(judged.possible && step.from === at.status && step.to === judged.to, label)
        at = { status: step.to }
      }
      const last = steps.at(-1)
      assert.deepEqual(last?.kind === 'transition' ? last.set : null, intent.set, label)
      if (direct.possible) assert.equal(actionsOf(ways), action, label)
    }
  }
  assert.equal(asked, PROBLEMS.length * CASE_ACTIONS.length * CASE_STATUSES.length * ACTORS.length)
  // A dispatcher, or who has all duties, can turn a dispatch into a redispatch, the other way round, and either into recall and dispatch.
  const direct = ACTORS.flatMap((actor) => CASE_STATUSES.flatMap((status) => CASE_ACTIONS.filter((action) => judgeAction(standOf(status), action, actor, NOW).possible))).length
  assert.equal(offered, (PROBLEMS.length - 2) * (direct + 2 * 4))
})

test('a dispatch that came second is sent elsewhere from wherever the case stands now', () => {
  const expected: Partial<Record<CaseStatus, string>> = { filed: 'dispatch', returned: 'redispatch', dispatched: 'recall dispatch', handling: 'other-status', fed_back: 'other-status', closed: 'other-status', void: 'other-status' }
  for (const action of ['dispatch', 'redispatch'] as const) for (const [status, words] of Object.entries(expected)) {
    const ways = waysOut([refused(actionIntent(action), { problem: 'already-dispatched' })], present(standOf(status as CaseStatus), ALL, { department: '市政' }), ALL, NOW)
    assert.equal(actionsOf(ways), words, `${action} ${status}`)
  }
  const same = waysOut([refused(actionIntent('dispatch'), { problem: 'already-dispatched' })], present(standOf('dispatched'), ALL, { department: '综合执法队' }), ALL, NOW)
  assert.equal(actionsOf(same), 'already-so')
})

test('a merge into another case than mine is not what I wanted; a denied extension is not a granted one', () => {
  const merged = standOf('merged')
  assert.equal(actionsOf(waysOut([refused(actionIntent('merge', { to: 'merged' }))], present(merged, ALL, { duplicateOf: { id: 'case-2', number: null } }), ALL, NOW)), 'already-so')
  assert.equal(actionsOf(waysOut([refused(actionIntent('merge', { to: 'merged' }))], present(merged, ALL, { duplicateOf: { id: 'case-3', number: null } }), ALL, NOW)), 'other-status')
  assert.equal(actionsOf(waysOut([refused(actionIntent('deny', { to: 'handling' }))], present(standOf('handling'), ALL), ALL, NOW)), 'other-status')
})

test('what builds on the edit follows it, as far as the flow goes; the rest stays', () => {
  const head = refused(actionIntent('dispatch'), { problem: 'already-dispatched' })
  const take = refused(actionIntent('take'), { state: 'blocked', problem: null, blockedOn: head.opId })
  const feedBack = refused(actionIntent('feed_back'), { state: 'blocked', problem: null, blockedOn: take.opId })
  const check = refused(actionIntent('check'), { state: 'blocked', problem: null, blockedOn: feedBack.opId })
  const close = refused(actionIntent('close'), { state: 'blocked', problem: null, blockedOn: check.opId })
  const ways = waysOut([head, take, feedBack, check, close], present(standOf('dispatched'), ALL, { department: '市政' }), ALL, NOW)
  assert.equal(actionsOf(ways), 'recall dispatch take feed_back check')
  assert.deepEqual(ways.redo.possible ? ways.redo.left : null, [close], 'nobody checks what they fed back themselves')
  assert.deepEqual(ways.keepNote, [feedBack])
  const edits = newEdits(stepsOf(ways) as Step[], CASE, BASE, uuid)
  assert.deepEqual(edits.map((edit) => (edit.kind === 'transition' ? edit.base.dispatch : null)), [7, ...edits.slice(0, -1).map(({ op_id }) => ({ op: op_id }))])
  assert.equal(new Set(edits.map(({ op_id }) => op_id)).size, edits.length)
  const alone = waysOut([take], present(standOf('dispatched'), ALL), ALL, NOW)
  assert.equal(actionsOf(alone), 'take', 'a blocked one whose cause is settled is sent again by itself')
})

test('every group that a step changes is in its base, and builds on the step before', () => {
  const [filed, described] = newEdits([
    { kind: 'transition', action: 'file', from: 'verifying', to: 'filed', set: { class: 'k1', place: '桥头', due_at: '2026-12-01T00:00:00Z' } }, { kind: 'edit', set: { text: '新', place: '桥尾', urgent: true } },
  ], CASE, BASE, uuid)
  assert.ok(filed?.kind === 'transition' && described?.kind === 'edit')
  assert.deepEqual(filed.base, { dispatch: 7, location: 3 })
  assert.deepEqual(described.base, { description: 2, location: { op: filed.op_id }, supervision: 1 })
})

test('edits of fields, notes and new leads', () => {
  const urgent = refused(editIntent({ urgent: true, text: '新' }))
  assert.equal(actionsOf(waysOut([urgent], present(standOf('handling'), ALL), ALL, NOW)), 'edit')
  assert.deepEqual(waysOut([urgent], present(standOf('handling'), ALL), ALL, NOW).keepNote, [urgent])
  assert.equal(actionsOf(waysOut([urgent], present(standOf('closed'), ALL), ALL, NOW)), 'other-status')
  assert.equal(actionsOf(waysOut([urgent], present(standOf('handling'), { sub: 'me', duties: ['department'] }), { sub: 'me', duties: ['department'] }, NOW)), 'other-duty')
  const note = refused(noteIntent('看过'), { state: 'rejected', problem: 'op-forbidden' })
  assert.equal(actionsOf(waysOut([note], present(standOf('closed'), ALL), ALL, NOW)), 'note')
  assert.deepEqual(waysOut([note], present(standOf('closed'), ALL), ALL, NOW).keepNote, [], 'a note is a note already')
  assert.equal(actionsOf(waysOut([note], present(standOf('closed'), { sub: 'me', duties: [] }), { sub: 'me', duties: [] }, NOW)), 'other-duty')
  const reply = refused({ op_id: uuid(), kind: 'reply', type: 'act', id: uuid(), on: CASE, set: { text: '已安排' } }, { problem: 'op-forbidden' })
  assert.equal(actionsOf(waysOut([reply], present(standOf('closed'), ALL), ALL, NOW)), 'reply')
  assert.deepEqual(waysOut([reply], present(standOf('closed'), ALL), ALL, NOW).keepNote, [reply])
  const [again] = newEdits(stepsOf(waysOut([reply], present(standOf('closed'), ALL), ALL, NOW)) as Step[], CASE, BASE, uuid)
  assert.ok(again?.kind === 'reply' && again.op_id !== reply.opId && again.set.text === '已安排')
  const moved = refused({ op_id: uuid(), kind: 'attend', type: 'shift', id: 's1', was: null, set: { volunteer: 1, is: 'present' } })
  assert.deepEqual([actionsOf(waysOut([moved], null, ALL, NOW)), waysOut([moved], null, ALL, NOW).keepNote], ['not-here', []])
  const left = refused(exportIntent('csv'), { state: 'rejected', problem: 'op-invalid' })
  assert.deepEqual([actionsOf(waysOut([left], null, ALL, NOW)), waysOut([left], null, ALL, NOW).letGo, waysOut([left], null, ALL, NOW).keepNote], ['has-left', 'discard', []])
  const lead = refused({ op_id: uuid(), kind: 'create', type: 'case', id: uuid(), set: { area: 'a', class: 'k1', text: '井盖', place: '', lng: 121, lat: 29, urgent: false, danger_to_life: false } }, { problem: 'op-forbidden' })
  assert.equal(actionsOf(waysOut([lead], null, ALL, NOW)), 'not-here')
})

test('a case that has gone, another one, and an edit of a kind nobody here knows can only be let go', () => {
  const head = refused(actionIntent('return'), { problem: 'gone' })
  for (const whole of [null, present(standOf('dispatched'), ALL, { id: 'another' })]) {
    const ways = waysOut([head], whole, ALL, NOW)
    assert.deepEqual([ways.letGo, actionsOf(ways), ways.keepNote], ['discard', 'gone', []])
  }
  assert.equal(actionsOf(waysOut([refused(null)], present(standOf('filed'), ALL), ALL, NOW)), 'not-here')
})
