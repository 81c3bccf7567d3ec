/** A central that is no practice: signed in by token, looking unlike a drill, with texts that stay texts. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startCentral, type Central } from '../../main/central/central.ts'
import { load, type CityRow } from '../../main/central/log.ts'
import { revokeTokens } from '../../main/central/account.ts'
import { browserTest } from '../browser/chromium.ts'
import { siteRow, signInAll, smallCity, STREETS } from '../central/small-city.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const HOSTILE = '<img src=x onerror="document.title=\'owned\'"> \u202Egnp.\u202C {{7*7}} ${1}'
let stage: Stage
let real: Central
let token = ''

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 300, days: 5 })
  real = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: null })
  const site = siteRow('hostile', '990101')
  await load(real.sql, [...smallCity(), { ...site, body: { ...site.body, name: HOSTILE, meal_deals: [HOSTILE.slice(0, 60)] } } as CityRow])
  token = (await signInAll(real.sql)).district
})
after(async () => {
  await real?.close()
  await stage?.close()
})

test('production looks unlike practice, and its central is named', needs, async () => {
  const page = await stage.openPage()
  await page.locator('[data-sync="idle"]').waitFor()
  assert.equal(await page.getByText('演练环境').count(), 1)
  const session = await stage.ask('session.connect', { central: real.address, token })
  assert.equal(session.state === 'open' && !session.practice, true)
  await untilSynced(stage)
  await page.getByText('演练环境').waitFor({ state: 'detached' })
  await page.context().close()
})

test('hostile text in a name and in a fact stays text', needs, async () => {
  const page = await stage.openPage('#/map?pick=site:hostile')
  const card = page.locator('[data-card="hostile"]')
  await card.getByRole('heading').filter({ hasText: '<img' }).waitFor()
  assert.equal(await card.getByRole('heading').first().textContent(), HOSTILE)
  assert.equal(await card.locator('img').count(), 0)
  assert.notEqual(await page.title(), 'owned')
  assert.deepEqual(stage.complaints, [])
  await page.context().close()
})

test('a district center holds its offices’ cases, and no row of another district', needs, async () => {
  const { scopes } = await stage.ask('sync.page', null)
  assert.deepEqual(scopes.map((scope) => scope.id).sort(), ['city:9901', `office:${STREETS[0]}`, `office:${STREETS[1]}`, 'ref:990101'])
})

test('a withdrawn token is said in words, and what is held stays on the screen', needs, async () => {
  const page = await stage.openPage()
  await real.sql.transaction((tx) => revokeTokens(tx, 'district', Date.now()))
  await stage.ask('sync.now', null)
  await page.locator('[data-sync="signed-out"]').waitFor()
  await page.locator('[data-banner="signed-out"]').waitFor()
  assert.equal((await stage.ask('city.get', null))?.id, '9901')
  await page.context().close()
})
