/** A central that sends what would hurt a careless page: on the screen its words are text, the bad is counted and named, and the rest goes on. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { commit } from '../../main/central/log.ts'
import { browserTest } from '../browser/chromium.ts'
import { added, json, line, type Json, type Page as ChangesPage } from '../hostile/forge.ts'
import { startFaultyProxy, type FaultyProxy } from '../sync/faulty-proxy.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const MARKUP = '<img src=x onerror="window.hurt=1">'
const TURNED = `\u202E${MARKUP}`
const SCOPE = 'city:3302'
const NEW = 4_000_000_000_000_000
let stage: Stage
let proxy: FaultyProxy

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 500, days: 10 })
  proxy = await startFaultyProxy(stage.central.address)
  await stage.restartConsole(proxy.address)
  await untilSynced(stage)
})
after(async () => {
  await stage?.close()
  await proxy?.close()
})

type Me = Json & { scopes: Json[] }
const names = json('/v1/me', (me: Me) => ({ ...me, scopes: [...me.scopes.map((one) => ({ ...one, name: TURNED.repeat(20) })), ...Array.from({ length: 30 }, (_, n) => ({ ...me.scopes[0], id: `office:${n}${'0'.repeat(6)}` }))] }))
const rows = json(`/scopes/${SCOPE}/changes`, (page: ChangesPage) => (page.changes.length === 0 ? page : added(page,
  line(MARKUP, TURNED, NEW, { id: TURNED }), line('point', 'x'.repeat(200), NEW, { id: 'another' }), line('point', '../../etc/passwd', NEW, '[]'), line('point', 'p-far', NEW, { id: 'p-far', lon: 'javascript:alert(1)' }))))

async function stir(): Promise<void> {
  const [row] = await stage.central.sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'point' ORDER BY id LIMIT 1`)
  const body = { ...(JSON.parse(row!.body) as { id: string }), id: `stir-${Date.now()}` }
  await stage.central.sql.transaction((tx) => commit(tx, [{ op: 'put', row: { type: 'point', scope: SCOPE, city: '3302', body } }]))
}

/** Nothing ran, nothing became an element, nothing pushes the page out of the window. */
async function assertUnhurt(page: Page): Promise<void> {
  assert.equal(await page.evaluate(() => (window as unknown as { hurt?: number }).hurt), undefined)
  assert.equal(await page.locator('img[src="x"]').count(), 0)
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'wider than the window')
  assert.deepEqual(stage.complaints, [])
}

test('hostile names, types, ids and refusals are text on the sync page; what was set aside is listed with its reason', needs, async () => {
  proxy.fault = async (req, res, pass) => (await names(req, res, pass)) || (await rows(req, res, pass))
  await stage.ask('sync.now', null)
  await stir()
  await until(async () => {
    const { badRows, unknownRows, leftOut } = await stage.ask('sync.page', null)
    return badRows >= 3 && unknownRows >= 1 && leftOut.beyond > 0
  })
  for (const look of [{ locale: 'zh-CN', dark: false, why: /字段 area 不符合约定/ }, { locale: 'en', dark: true, why: /area/ }] as const) {
    const page = await stage.openPage('#/sync', { width: 1366, height: 768, dark: look.dark })
    await page.locator('[data-aside]').first().waitFor()
    if (look.locale === 'en') await page.getByRole('button', { name: /^EN|English/ }).first().click()
    await page.locator('[data-aside]').nth(3).waitFor()
    assert.equal(await page.locator('[data-aside]').count(), 4)
    assert.match(await page.locator(`[data-aside="${'x'.repeat(200)}"]`).innerText(), look.why)
    assert.match(await page.locator(`[data-scope="${SCOPE}"]`).innerText(), /<img src=x onerror=/)
    await assertUnhurt(page)
    await page.context().close()
  }
})

test('a refusal’s own words are text, and the rest of the desk goes on', needs, async () => {
  proxy.fault = (req, res) => {
    if (!(req.url ?? '').includes('/scopes/')) return false
    res.writeHead(403, { 'content-type': 'application/problem+json' })
    return res.end(JSON.stringify({ type: 'https://any.example/scope-forbidden', title: MARKUP, status: 403, detail: TURNED.repeat(100) })) && true
  }
  await stage.ask('sync.now', null)
  await until(async () => (await stage.ask('sync.page', null)).scopes.some(({ error }) => error === 'scope-forbidden'))
  const page = await stage.openPage('#/sync', { width: 1366, height: 768 })
  await page.getByText('scope-forbidden').first().waitFor()
  await assertUnhurt(page)
  await page.evaluate(() => void (location.hash = '#/map?layer=report'))
  await page.locator('[data-field-ready="report"]').waitFor()
  await assertUnhurt(page)
  await page.context().close()
})
