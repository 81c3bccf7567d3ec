/** Corrections of places and marks of shifts from the desk to the central: shown at once with their mark, sent when the line is there, refused where somebody was first. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startCentral } from '../../main/central/central.ts'
import { commit, load } from '../../main/central/log.ts'
import type { PlaceCard, PlaceEditing } from '../../preload/contract/place.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'
import { openDesk as openPushDesk } from '../central/push/push-desk.ts'
import { siteRow, smallCity, STREETS } from '../central/small-city.ts'
import { folderOf, seatDesk, type SeatedDesk } from './seated-desk.ts'

const SITE = 's1'
const SHIFT = 'shift-1'
type SiteEditing = Extract<PlaceEditing, { type: 'site' }>

const cardOf = async ({ keeper }: SeatedDesk, type: 'site' | 'duty', id: string): Promise<PlaceCard> => {
  const { value } = await keeper.seat().store.desk.ask('places.card', { type, id, at: Date.now() })
  assert.ok(value !== null)
  return value
}
const siteOf = async (desk: SeatedDesk): Promise<SiteEditing> => {
  const { editing } = await cardOf(desk, 'site', SITE)
  assert.ok(editing?.type === 'site')
  return editing
}
/** Sent by what comes after it, not by itself: what was not tried yet can be taken back. */
const keep = async ({ keeper }: SeatedDesk, intent: EditIntent): Promise<void> => {
  const saved = await keeper.seat().edits.save({ edits: [intent], draft: null }, null)
  assert.ok(saved.saved, JSON.stringify(saved))
}
const save = async (desk: SeatedDesk, intent: EditIntent): Promise<void> => {
  await keep(desk, intent)
  desk.keeper.seat().sync().edited()
}
const rename = (name: string, base: SiteEditing['base']): EditIntent => ({ op_id: randomUUID(), kind: 'correct', type: 'site', id: SITE, base: { place: base.place }, set: { name } })

test('a place is corrected without a line and by two desks; a shift is marked', async (t) => {
  const central = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: null })
  t.after(() => central.close())
  const shift = { id: SHIFT, city: '9901', team: 't1', area: STREETS[0], post: '桥头', lng: 121.5, lat: 29.9, reach_meters: 800, starts_at: '2026-11-01T00:00:00Z', ends_at: '2026-11-01T04:00:00Z', headcount: 3, simulated: true }
  await load(central.sql, [...smallCity(), { type: 'shift', scope: 'ref:990101', city: '9901', body: shift }])
  const token = async (sub: string): Promise<string> => (await openPushDesk({ address: '', sql: central.sql }, sub, 'office', STREETS[0])).token
  let isCut = false
  const desk = await seatDesk(t, folderOf(t, 'places-desk-'), await token('desk'), () => central.address, () => (isCut ? 'cut' : 'pass'))
  const mate = await seatDesk(t, folderOf(t, 'places-mate-'), await token('mate'), () => central.address)
  await desk.untilIdle()
  await mate.untilIdle()

  await t.test('what is corrected is on the card at once, and what builds on it names it', async () => {
    isCut = true
    const before = await siteOf(desk)
    assert.deepEqual([before.fields, before.mark, typeof before.base.place], [['name', 'lng', 'lat', 'state'], null, 'number'])
    const first = rename('新名', before.base)
    await keep(desk, first)
    const now = await siteOf(desk)
    assert.deepEqual([(await cardOf(desk, 'site', SITE)).name, now.now.name, now.mark, now.base.place, now.base.state, now.takeBack], ['新名', '新名', 'unsent', { op: first.op_id }, before.base.state, first.op_id])
    await save(desk, rename('更新的名', now.base))
    await save(desk, { op_id: randomUUID(), kind: 'correct', type: 'site', id: SITE, base: { state: now.base.state }, set: { state: 'closed' } })
    const card = await cardOf(desk, 'site', SITE)
    assert.deepEqual([card.name, card.opening, card.facts.find(({ key }) => key === 'state')?.value], ['更新的名', null, 'closed'])
  })

  await t.test('with the line they take effect, and the card is the center’s again', async () => {
    isCut = false
    desk.keeper.seat().sync().now()
    await desk.until('the center’s own', async () => (await siteOf(desk)).mark === null && (await cardOf(desk, 'site', SITE)).facts.some(({ key }) => key === 'correctedBy'))
    const card = await cardOf(desk, 'site', SITE)
    assert.deepEqual([card.name, card.facts.find(({ key }) => key === 'correctedBy')?.value], ['更新的名', '名desk'])
    await mate.until('told', async () => (await cardOf(mate, 'site', SITE)).name === '更新的名')
  })

  await t.test('of two desks the second is refused, keeps its words and sees the other’s', async () => {
    isCut = true
    const { base } = await siteOf(desk)
    const late = rename('我的名', base)
    await save(desk, late)
    await save(mate, rename('别人的名', (await siteOf(mate)).base))
    await mate.until('theirs', async () => (await siteOf(mate)).mark === null && (await cardOf(mate, 'site', SITE)).name === '别人的名')
    isCut = false
    desk.keeper.seat().sync().now()
    await desk.until('refused', async () => (await siteOf(desk)).mark === 'refused' && (await cardOf(desk, 'site', SITE)).name === '别人的名')
    const [refused] = await desk.keeper.seat().edits.refused({ afterN: 0, limit: 10 })
    assert.deepEqual([refused?.opId, refused?.problem, (refused?.current as { place?: { by_name?: string } } | undefined)?.place?.by_name], [late.op_id, 'group-changed', '名mate'])
    assert.ok((await desk.keeper.seat().edits.resolve({ opIds: [late.op_id], how: 'accept-theirs', edit: null }, null)).isResolved)
    assert.equal((await siteOf(desk)).mark, null)
  })

  await t.test('a volunteer is marked, at once here and then everywhere', async () => {
    const marks = async (who: SeatedDesk): Promise<unknown> => {
      const { editing } = await cardOf(who, 'duty', SHIFT)
      return editing?.type === 'shift' ? [editing.mark, editing.marks.map(({ volunteer, is }) => [volunteer, is])] : null
    }
    isCut = true
    await save(desk, { op_id: randomUUID(), kind: 'attend', type: 'shift', id: SHIFT, was: null, set: { volunteer: 2, is: 'present' } })
    assert.deepEqual(await marks(desk), ['unsent', [[2, 'present']]])
    isCut = false
    desk.keeper.seat().sync().now()
    await mate.until('told', async () => JSON.stringify(await marks(mate)) === JSON.stringify([null, [[2, 'present']]]))
    await desk.until('the center’s own', async () => JSON.stringify(await marks(desk)) === JSON.stringify([null, [[2, 'present']]]))
    assert.equal((await cardOf(desk, 'duty', SHIFT)).facts.find(({ key }) => key === 'came')?.value, 1)
  })

  await t.test('a place that is gone keeps the correction’s words for its author', async () => {
    isCut = true
    const lost = rename('没了', (await siteOf(desk)).base)
    await save(desk, lost)
    await central.sql.transaction((tx) => commit(tx, [{ op: 'leave', type: 'site', id: siteRow(SITE, '990101').body.id, why: 'deleted' }]))
    isCut = false
    desk.keeper.seat().sync().now()
    await desk.until('refused', async () => (await desk.keeper.seat().edits.refused({ afterN: 0, limit: 10 })).some(({ opId, problem }) => opId === lost.op_id && problem === 'gone'))
    const [refused] = (await desk.keeper.seat().edits.refused({ afterN: 0, limit: 10 })).filter(({ opId }) => opId === lost.op_id)
    assert.deepEqual(refused?.intent, lost)
  })
})
