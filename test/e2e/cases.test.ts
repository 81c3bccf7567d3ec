/** The case list in a browser, as the cache has it: views, order, filter, search, one case whole, by keyboard alone, and without a central. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { CLOSED_STATUSES } from '../../preload/contract/case-status.ts'
import { commit } from '../../main/central/log.ts'
import { fieldsOf, isFound, wordsOf } from '../../main/search/case-words.ts'
import { openReadable } from '../../main/store/open.ts'
import type { Row } from '../../main/sync/protocol.ts'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
/** Every case this desk holds, whenever it was reported. */
const EVERYTHING = '#/desk?last=3660d&view=all&whose=all'
let stage: Stage
let held: Row<'case'>[]

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 6_000, days: 60 })
  await enter('district-jiangbei')
  held = readHeld()
  assert.ok(held.length > 150)
})
after(async () => {
  await stage?.close()
})

async function enter(account: string): Promise<void> {
  await stage.ask('session.practice', { central: null, account })
  await untilSynced(stage)
}

/** Straight out of the cache's file; the one of this account is the one with cases. */
function readHeld(): Row<'case'>[] {
  const profiles = join(stage.folder, 'profiles')
  const all = readdirSync(profiles).map((profile) => {
    const db = openReadable(join(profiles, profile, 'cache.db'))
    try {
      return db.prepare('SELECT body FROM "case" ORDER BY reported_at DESC').pluck().all() as string[]
    } finally {
      db.close()
    }
  })
  return (all.find((rows) => rows.length > 0) ?? []).map((body) => JSON.parse(body) as Row<'case'>)
}

const isLate = (row: Row<'case'>): boolean => !(CLOSED_STATUSES as readonly string[]).includes(row.status) && row.due_at !== undefined && Date.parse(row.due_at) < Date.now()

/** Ids of the rows on the screen, from the top, once `count` of them have their cells. */
async function shown(page: Page, count: number): Promise<string[]> {
  const rows = page.locator('[data-case-list] [role="row"][row-id]')
  await until(async () => (await rows.count()) >= count, 60_000)
  const found = await rows.evaluateAll((all) => all.map((row) => [Number(row.getAttribute('row-index')), row.getAttribute('row-id') ?? ''] as const))
  return found.toSorted((a, b) => a[0] - b[0]).slice(0, count).map(([, id]) => id)
}

const total = async (page: Page, is: number): Promise<void> => page.locator(`[data-case-total="${is}"]`).waitFor()

test('it opens on mine and late, the longest overdue first; orders and views are those of the rows', needs, async () => {
  const page = await stage.openPage('', { width: 1366, height: 768 })
  await page.locator('[data-sync="idle"]').waitFor()
  await page.keyboard.press('2')
  await page.locator('[data-desk="late"]').waitFor()
  const late = held.filter(isLate).toSorted((a, b) => Date.parse(a.due_at!) - Date.parse(b.due_at!))
  await total(page, late.length)
  // Several may be due at one instant: work ends at the same hour for all.
  const dueOf = new Map(late.map(({ id, due_at }) => [id, due_at]))
  const first = JSON.stringify(late.slice(0, 10).map(({ due_at }) => due_at))
  await until(async () => JSON.stringify((await shown(page, Math.min(10, late.length))).map((id) => dueOf.get(id))) === first, 60_000)
  await page.locator('[data-late]').first().waitFor()
  await page.evaluate((hash) => void (location.hash = hash), EVERYTHING)
  await total(page, held.length)
  await until(async () => JSON.stringify(await shown(page, 10)) === JSON.stringify(held.slice(0, 10).map(({ id }) => id)), 60_000)
  await page.getByRole('columnheader', { name: '上报时间' }).click()
  const oldest = held.toReversed()
  await until(async () => JSON.stringify(await shown(page, 10)) === JSON.stringify(oldest.slice(0, 10).map(({ id }) => id)), 60_000)
  await page.waitForURL(/order=reported/)
  await page.locator('[data-view="urgent"]').click()
  await total(page, held.filter((row) => !(CLOSED_STATUSES as readonly string[]).includes(row.status) && (row.urgent || row.danger_to_life)).length)
  await page.context().close()
})

test('the map’s filter narrows it, and an empty list says what to relax', needs, async () => {
  const page = await stage.openPage(EVERYTHING)
  await total(page, held.length)
  const [one] = held
  await page.evaluate((hash) => void (location.hash = hash), `${EVERYTHING}&class=${one!.class}&area=${one!.area}`)
  await total(page, held.filter((row) => row.class === one!.class && row.area === one!.area).length)
  await page.evaluate((hash) => void (location.hash = hash), `${EVERYTHING}&class=nobody-knows&find=${encodeURIComponent('井盖')}`)
  await page.locator('[data-empty="all"]').waitFor()
  await page.locator(`[data-relax="classes"][data-count="${held.filter((row) => isFound(fieldsOf(row), ['井盖'])).length}"]`).click()
  await page.locator('[data-case-list] [row-id]').first().waitFor()
  await page.waitForURL((url) => !url.hash.includes('class='))
  await page.context().close()
})

test('Chinese of two characters, one, pinyin, first letters and symbols find what is in the rows', needs, async () => {
  const page = await stage.openPage(EVERYTHING)
  await total(page, held.length)
  const number = held[7]!.number
  for (const text of ['井盖', '路', 'jinggai', 'jg', '电动车 楼道', number, number.slice(-4), '%', '_', '"', 'NEAR(', '*']) {
    await page.keyboard.press('/')
    await page.keyboard.type(text)
    const there = held.filter((row) => isFound(fieldsOf(row), wordsOf(text)))
    await total(page, there.length)
    const first = there.slice(0, 5).map(({ id }) => id).toSorted()
    // The number is here before the rows are.
    await until(async () => JSON.stringify((await shown(page, first.length)).toSorted()) === JSON.stringify(first), 60_000)
    await page.keyboard.press('Escape')
    await total(page, held.length)
  }
  await page.context().close()
})

test('by keyboard alone: through the list, into a case, on to the next, and back to the row', needs, async () => {
  const page = await stage.openPage(EVERYTHING)
  await total(page, held.length)
  await shown(page, 10)
  for (let n = 0; n < 3; n++) await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.locator(`[data-case="${held[1]!.id}"]`).waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), held[1]!.number)
  assert.equal(await page.locator('[data-case-text]').textContent(), held[1]!.text)
  assert.equal(await page.locator('[data-fact="desk.fact.reporter"]').textContent(), `${held[1]!.reporter!.name} ${held[1]!.reporter!.phone}`)
  await page.keyboard.press('j')
  await page.locator(`[data-case="${held[2]!.id}"]`).waitFor()
  await page.waitForURL(new RegExp(`pick=case:${held[2]!.id}`))
  // Whoever goes on by the buttons of the open case stays on them.
  const next = page.locator('[data-case] [aria-keyshortcuts="j"]')
  await next.focus()
  await page.keyboard.press('Enter')
  await page.locator(`[data-case="${held[3]!.id}"]`).waitFor()
  assert.equal(await next.evaluate((button) => button === document.activeElement), true)
  await page.locator('[data-case] [aria-keyshortcuts="k"]').press('Enter')
  await page.locator(`[data-case="${held[2]!.id}"]`).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-case]').waitFor({ state: 'detached' })
  assert.equal(await page.evaluate(() => document.activeElement?.closest('[row-id]')?.getAttribute('row-id')), held[2]!.id)
  await page.context().close()
})

test('the picked case is the map’s too', needs, async () => {
  const page = await stage.openPage(`${EVERYTHING}&pick=case:${held[0]!.id}`)
  await page.locator(`[data-case="${held[0]!.id}"]`).waitFor()
  await page.getByRole('link', { name: '在地图上看' }).click()
  await page.locator(`[data-card="${held[0]!.id}"]`).waitFor()
  await page.context().close()
})

test('columns that were hidden and views that were named are there again', needs, async () => {
  const page = await stage.openPage(`${EVERYTHING}&find=${encodeURIComponent('路')}`)
  await page.locator('[data-case-list] [row-id]').first().waitFor()
  await page.getByRole('button', { name: /^列/ }).click()
  await page.getByRole('checkbox', { name: '类别' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: '类别' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^我的视图/ }).click()
  await page.getByRole('textbox', { name: '给当前视图起名' }).fill('<b>路</b>')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.evaluate(() => void (location.hash = '#/map'))
  await page.keyboard.press('2')
  await page.getByRole('columnheader', { name: '内容' }).waitFor()
  assert.equal(await page.getByRole('columnheader', { name: '类别' }).count(), 0)
  await page.getByRole('button', { name: /^我的视图/ }).click()
  await page.getByRole('button', { name: '<b>路</b>', exact: true }).click()
  await total(page, held.filter((row) => isFound(fieldsOf(row), ['路'])).length)
  await page.context().close()
})

test('danger to life is first of what is urgent, says whom to call now, and hostile text stays text', needs, async () => {
  const text = '<img src=x onerror="window.hurt=1"> \u202e有人倒在路边'
  const body: Row<'case'> = { ...held[0]!, id: 'in-danger', number: '<b>急</b>1', status: 'reported', text, danger_to_life: true, urgent: true, due_at: new Date(Date.now() - 365 * 86_400_000).toISOString() }
  delete body.closed_at
  await stage.central.sql.transaction((tx) => commit(tx, [{ op: 'put', row: { type: 'case', scope: `office:${body.area}`, city: '3302', body } }]))
  await stage.ask('sync.now', null)
  await until(async () => (await stage.ask('cases.get', { id: body.id, at: Date.now() })) !== null)
  held = readHeld()
  const page = await stage.openPage('#/desk?view=urgent')
  await until(async () => (await shown(page, 1))[0] === body.id, 60_000)
  await page.locator('[data-case-list] [row-id="in-danger"]').click()
  await page.locator('[data-danger]').waitFor()
  assert.match((await page.locator('[data-danger]').textContent()) ?? '', /110.*120/)
  assert.equal(await page.locator('[data-case-text]').textContent(), text)
  assert.equal(await page.evaluate(() => 'hurt' in window), false)
  await page.context().close()
})

test('an account of no office is told so', needs, async () => {
  await enter('city-manager')
  const page = await stage.openPage('#/desk')
  await page.locator('[data-no-office]').waitFor()
  await page.context().close()
  await enter('district-jiangbei')
})

test('with the central gone the list, the search and a case in danger are there all the same', needs, async () => {
  const page = await stage.openPage(EVERYTHING)
  await total(page, held.length)
  await stage.killCentral()
  await page.locator('[data-banner="offline"]').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('jinggai')
  await total(page, held.filter((row) => isFound(fieldsOf(row), ['jinggai'])).length)
  await page.keyboard.press('Escape')
  await page.evaluate((hash) => void (location.hash = hash), `${EVERYTHING}&pick=case:in-danger`)
  await page.locator('[data-case="in-danger"] [data-danger]').waitFor()
  await stage.restartConsole(null)
  const again = await stage.openPage(EVERYTHING)
  await total(again, held.length)
  await shown(again, 10)
  assert.deepEqual(stage.complaints.filter((text) => !/Failed to load resource|ERR_CONNECTION/.test(text)), [])
})
