/** Places and shifts on the map: corrected with a draft that outlives the dialog, marked without a central, received once there is one. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Row } from '../../main/sync/protocol.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage
let station: Row<'site'>
let shift: Row<'shift'>

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 500, days: 10 })
  await stage.ask('session.practice', { central: null, account: 'district-jiangbei' })
  await untilSynced(stage)
  const first = async <T>(type: string, like: string): Promise<T> => JSON.parse((await stage.central.sql.query<{ body: string }>(`SELECT body FROM record WHERE type = $1 AND scope = 'ref:330205' AND body LIKE $2 ORDER BY id LIMIT 1`, [type, like]))[0]!.body) as T
  station = await first('site', '%"kind":"station"%')
  shift = await first('shift', '%')
})
after(async () => {
  await stage?.close()
})

const openCard = ({ lng, lat, id }: { lng: number; lat: number; id: string }, type: 'site' | 'duty'): Promise<Page> => stage.openPage(`#/map?lng=${lng}&lat=${lat}&zoom=15&pick=${type}:${id}`, { width: 1366, height: 768 })

test('a place is corrected by keyboard; what was typed is there again after the dialog was closed; saved, it is on the card and at the center', needs, async () => {
  const page = await openCard(station, 'site')
  await page.locator('[data-correct]').focus()
  await page.keyboard.press('Enter')
  const dialog = page.locator('[data-form="correct"]')
  await dialog.locator('[data-field="name"]').fill('桥头驿站')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.locator('[data-correct]').click()
  await until(async () => (await dialog.locator('[data-field="name"]').inputValue()) === '桥头驿站')
  // The list of unfinished forms names the place, and leads to its form.
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const drafts = await stage.openPage('#/edits', { width: 1366, height: 768 })
  const unfinished = drafts.locator('[data-draft^="site.correct "]')
  await unfinished.getByText(station.name).waitFor()
  await unfinished.locator('a').click()
  await until(async () => (await drafts.locator('[data-form="correct"] [data-field="name"]').inputValue()) === '桥头驿站')
  await drafts.keyboard.press('Escape')
  await drafts.locator('[data-form="correct"]').waitFor({ state: 'detached' })
  await until(async () => !drafts.url().includes('form='))
  await drafts.context().close()
  await page.locator('[data-correct]').click()
  await dialog.locator('[data-field="from-1"]').fill('09:30')
  await dialog.locator('[data-field="to-1"]').fill('12:00')
  await dialog.locator('[data-submit]').click()
  await page.locator('[data-card] h3', { hasText: '桥头驿站' }).waitFor()
  const held = async (): Promise<Row<'site'>> => JSON.parse((await stage.central.sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'site' AND id = $1`, [station.id]))[0]!.body) as Row<'site'>
  await until(async () => (await held()).name === '桥头驿站')
  const row = await held()
  assert.deepEqual('hours' in row ? row.hours?.find(({ weekday }) => weekday === 1) : null, { weekday: 1, from: 570, to: 720 })
  assert.deepEqual([row.lng, row.lat], [station.lng, station.lat], 'what was not touched is as it was')
  await page.context().close()
})

test('without a central a correction and a volunteer’s mark are on this PC only, and a correction is taken back', needs, async () => {
  const page = await openCard(station, 'site')
  await page.locator('[data-correct]').waitFor()
  await stage.killCentral()
  await until(async () => (await stage.ask('sync.status', null)).state === 'offline')
  await page.locator('[data-correct]').click()
  await page.locator('[data-field="closed"]').check()
  await page.locator('[data-submit]').click()
  await page.locator('[data-card] [data-edit-mark="unsent"]').waitFor()
  await page.locator('[data-take-back]').click()
  await page.locator('[data-card] [data-edit-mark]').waitFor({ state: 'detached' })
  await page.context().close()
  const duty = await openCard(shift, 'duty')
  await duty.locator('[data-volunteer="1"] button').first().click()
  await duty.locator('[data-volunteer="1"][data-attendance="present"]').waitFor()
  await duty.locator('[data-card] [data-edit-mark="unsent"]').waitFor()
  await duty.context().close()
  assert.deepEqual(stage.complaints.filter((text) => !text.includes('ERR_')), [])
})
