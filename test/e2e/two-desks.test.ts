/**
 * Two desks, one central, both lines cut: both dispatch the same cases, each with what follows. The first commit wins; the other desk is told who, when and
 * to whom, keeps its notes, and settles the rest with one press. Nothing is lost, nothing doubled, and both desks end equal.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { EditIntent } from '../../preload/contract/edit.ts'
import type { Row } from '../../main/sync/protocol.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { findings } from './axe-findings.ts'
import { actsAt, caseAt } from './central-rows.ts'
import { OFFICE, putCases } from './filed-cases.ts'
import { openDesks, type Desk, type Desks } from './desks.ts'
import { dispatchOf, noteOn } from './made-edits.ts'

const needs = browserTest()
const [FIRST, SECOND] = ['综合行政执法队', '市政养护所']
let world: Desks
let office: Desk
let district: Desk
/** One case for each way out. */
let accepted: string
let redone: string
let noted: string
const saved: EditIntent[] = []

before(async () => {
  if (needs.skip !== false) return
  world = await openDesks(2, { reports: 3_000 })
  ;[office, district] = world.desks as [Desk, Desk]
  ;[accepted, redone, noted] = (await putCases(world.central, OFFICE, 'both', 3, { status: 'filed' })) as [string, string, string]
  await office.enter('office-qianjiang')
  await district.enter('district-jiangbei')
  await office.cut()
  await district.cut()
  await workOnScreen(office, accepted, FIRST, false)
  await workOnScreen(district, accepted, SECOND, true)
  for (const id of [redone, noted]) {
    await work(office, id, FIRST, false)
    await work(district, id, SECOND, true)
  }
  for (const desk of [office, district]) saved.push(...(await desk.ask('edits.unsent', { afterN: 0, limit: 500 })).map(({ intent }) => intent ?? assert.fail('every edit can be read')))
  await office.restore()
  await district.restore()
})
after(async () => {
  await world?.close()
})

/** The same through the desk's own forms. */
async function workOnScreen(desk: Desk, id: string, department: string, goesOn: boolean): Promise<void> {
  const page = await desk.openPage(`#/desk?view=all&last=3660d&whose=all&pick=case:${id}`)
  const act = async (action: string, leadsTo: string, words = ''): Promise<void> => {
    await page.locator(`[role="toolbar"] [data-act="${action}"]`).click()
    await page.locator(`[data-form="${action}"]`).waitFor()
    if (words !== '') await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    await page.locator(`[data-case-status="${leadsTo}"]`).waitFor()
  }
  await page.locator('[data-case-status="filed"]').waitFor()
  await act('dispatch', 'dispatched', department)
  await page.keyboard.press('n')
  await page.keyboard.type(`${department}的备注`)
  await page.keyboard.press('Control+Enter')
  await page.locator('[data-history]', { hasText: `${department}的备注` }).waitFor()
  if (goesOn) {
    await act('take', 'handling')
    await act('feed_back', 'fed_back', '路面已修补')
  }
  await page.context().close()
}

/** Dispatches, adds a note, and, where it goes on, takes the case and reports what was done: all on what this desk sees. */
async function work(desk: Desk, id: string, department: string, goesOn: boolean): Promise<void> {
  const save = async (...edits: EditIntent[]): Promise<void> => {
    const answer = await desk.ask('edits.save', { edits, draft: null })
    assert.ok(answer.saved, JSON.stringify(answer))
  }
  await save(dispatchOf(await desk.whole(id), department))
  await save(noteOn(id, `${department}的备注`))
  const seen = await desk.whole(id)
  assert.deepEqual([seen.status, seen.department], ['dispatched', department], 'an own edit is seen at once')
  if (!goesOn) return
  const take: EditIntent = { op_id: randomUUID(), kind: 'transition', type: 'case', id, base: { dispatch: seen.base.dispatch }, action: 'take', from: 'dispatched', to: 'handling' }
  await save(take)
  await save({ op_id: randomUUID(), kind: 'transition', type: 'case', id, base: { dispatch: { op: take.op_id } }, action: 'feed_back', from: 'handling', to: 'fed_back', set: { result: '路面已修补' } })
}

const centralCase = (id: string): Promise<Row<'case'>> => caseAt(world.central, id)
const centralActs = (id: string): Promise<Row<'act'>[]> => actsAt(world.central, id)
const refusedOf = async (desk: Desk, id: string) => (await desk.ask('edits.refused', { afterN: 0, limit: 500 })).filter(({ intent }) => intent?.kind === 'transition' && intent.id === id)

/** Settles one chain with one press and waits until it is sent. */
async function press(page: Page, head: string, way: string): Promise<void> {
  await page.locator(`[data-refused="${head}"] [data-way="${way}"]`).click()
  await page.locator(`[data-settled="${way}"]`).waitFor()
  await page.locator(`[data-refused="${head}"]`).waitFor({ state: 'detached' })
  await until(async () => (await district.ask('edits.badge', null)).unsent === 0)
}

test('the first commit stands; the other desk’s notes have landed, and what followed its dispatch is blocked with it', needs, async () => {
  assert.deepEqual(await office.ask('edits.refused', { afterN: 0, limit: 500 }), [])
  for (const id of [accepted, redone, noted]) {
    const row = await centralCase(id)
    assert.deepEqual([row.status, row.department, row.note_count], ['dispatched', FIRST, 2])
    const [dispatch, take, result] = await refusedOf(district, id)
    assert.deepEqual([dispatch?.state, dispatch?.problem], ['conflict', 'already-dispatched'])
    assert.deepEqual([take?.state, take?.blockedOn], ['blocked', dispatch?.opId])
    assert.deepEqual([result?.state, result?.blockedOn], ['blocked', take?.opId])
  }
})

test('the other desk sees who, when and to whom, the case as it is now, and what was blocked; it accepts theirs with one press', needs, async () => {
  const page = await district.openPage('#/desk')
  const [head] = await refusedOf(district, accepted)
  await page.locator('[data-edit-badge="0 9"] a').click()
  const card = page.locator(`[data-refused="${head!.opId}"]`)
  await card.waitFor()
  assert.match(await card.locator('[data-reason]').innerText(), /别人先派遣了这个案件/)
  const theirs = await card.locator('[data-theirs]').innerText()
  assert.match(theirs, /前江街道办事处/)
  assert.match(theirs, /\d{2}:\d{2}/)
  assert.ok(theirs.includes(FIRST))
  assert.equal(await card.locator('[data-blocked]').count(), 2)
  assert.match(await card.innerText(), /路面已修补/)
  await press(page, head!.opId, 'accept-theirs')
  assert.deepEqual(await refusedOf(district, accepted), [])
  assert.deepEqual((await centralCase(accepted)).department, FIRST)
  const [event] = (await district.ask('edits.history', { opId: head!.opId })).slice(-1)
  assert.deepEqual([event?.to, (JSON.parse(event?.why ?? '{}') as { how?: string }).how], ['resolved', 'accept-theirs'])
  await page.context().close()
})

for (const dark of [false, true]) {
  test(`the inbox has no finding of accessibility, ${dark ? 'dark' : 'light'}`, needs, async () => {
    const page = await district.openPage('#/edits', { dark, bypassCSP: true })
    await page.locator('[data-way="redo"]').first().waitFor()
    await page.locator('[data-events] summary').first().click()
    assert.deepEqual(await findings(page), [])
    await page.context().close()
  })
}

test('or it does the whole chain anew on the present state with one press', needs, async () => {
  const page = await district.openPage('#/edits')
  const [head] = await refusedOf(district, redone)
  await press(page, head!.opId, 'redo')
  const row = await centralCase(redone)
  assert.deepEqual([row.status, row.department], ['fed_back', SECOND])
  const acts = await centralActs(redone)
  assert.deepEqual(acts.map(({ kind, action }) => action ?? kind), ['dispatch', 'note', 'note', 'recall', 'dispatch', 'take', 'feed_back'])
  assert.equal(acts.filter(({ action }) => action === 'dispatch').at(-1)?.resolves, head!.opId, 'the new edit says which one it settles')
  assert.deepEqual(await refusedOf(district, redone), [])
  await page.context().close()
})

test('or it keeps its words as a note', needs, async () => {
  const page = await district.openPage('#/edits', { locale: 'zh-CN', dark: true })
  const [head] = await refusedOf(district, noted)
  await press(page, head!.opId, 'keep-note')
  const acts = await centralActs(noted)
  const note = acts.at(-1)
  assert.equal(note?.kind, 'note')
  assert.match(note?.text ?? '', /路面已修补/)
  assert.equal(note?.resolves, head!.opId)
  assert.deepEqual([(await centralCase(noted)).department, (await centralCase(noted)).note_count], [FIRST, 3])
  await page.context().close()
})

test('both desks end equal to the central; every edit has taken effect once or was settled by its author', needs, async () => {
  await office.restore()
  await until(async () => JSON.stringify(await Promise.all([accepted, redone, noted].map((id) => shown(office, id)))) === JSON.stringify(await Promise.all([accepted, redone, noted].map((id) => shown(district, id)))), 60_000)
  for (const id of [accepted, redone, noted]) {
    const row = await centralCase(id)
    const seen = await office.whole(id)
    assert.deepEqual([seen.status, seen.department, seen.notes, seen.edit], [row.status, row.department ?? null, row.note_count, null])
    const ids = (await centralActs(id)).map((act) => act.id)
    assert.equal(new Set(ids).size, ids.length, 'no act twice')
  }
  for (const edit of saved) {
    const name = edit.kind === 'note' ? edit.id : edit.op_id
    const effects = await world.central.sql.query<{ id: string }>(`SELECT id FROM record WHERE type = 'act' AND id = $1`, [name])
    const fate = [...(await office.ask('edits.history', { opId: edit.op_id })), ...(await district.ask('edits.history', { opId: edit.op_id }))].at(-1)?.to
    assert.deepEqual([effects.length, fate], effects.length === 1 ? [1, 'applied'] : [0, 'resolved'], `${edit.kind} ${edit.op_id}`)
  }
  assert.deepEqual(await district.ask('edits.refused', { afterN: 0, limit: 500 }), [])
  assert.deepEqual(world.complaints, [])
})

async function shown(desk: Desk, id: string): Promise<unknown> {
  const { status, department, notes, dueAt, text, place, edit } = await desk.whole(id)
  return { status, department, notes, dueAt, text, place, edit }
}
