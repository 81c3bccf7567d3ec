/** Pull the plug: the central gone, the console restarted, the cache damaged. The last good picture stays, with its age, and heals. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { browserTest } from '../browser/chromium.ts'
import { until } from '../until.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 3_000, days: 30 })
  await untilSynced(stage)
  // The daily good copy is what a damaged cache falls back to.
  await until(() => goodCopyExists(stage.folder))
})
after(async () => {
  await stage?.close()
})

const profile = (folder: string): string => join(folder, 'profiles', readdirSync(join(folder, 'profiles'))[0] ?? '')
const goodCopyExists = (folder: string): boolean => readdirSync(profile(folder)).some((name) => /good/.test(name) && statSync(join(profile(folder), name)).size > 0)
const recordsOf = async (hash: string): Promise<number> => {
  const page = await stage.openPage(hash)
  await page.locator('[data-field-ready="report"]').waitFor()
  const records = Number(await page.locator('[data-map]').getAttribute('data-records'))
  await page.context().close()
  return records
}
const HASH = '#/map?layer=report&last=30d'

const damages: Record<string, (path: string) => void> = {
  'zero bytes': (path) => writeFileSync(path, ''),
  'another program’s bytes': (path) => writeFileSync(path, 'this is no database at all, but it has some length to it'.repeat(400)),
  'a cut tail': (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
}

for (const [name, damage] of Object.entries(damages)) {
  test(`a cache of ${name} is set aside at the next start, the good copy is shown, and the central heals it`, needs, async () => {
    const before = await recordsOf(HASH)
    await stage.restartConsole(stage.central.address, (folder) => damage(join(profile(folder), 'cache.db')))
    const { cache } = await stage.ask('sync.page', null)
    assert.ok(cache.recovered, 'the sync page says that the cache was damaged')
    await untilSynced(stage)
    assert.equal(await recordsOf(HASH), before)
    const page = await stage.ask('sync.check', null)
    assert.deepEqual([...new Set(page.scopes.map((scope) => scope.checkResult))], ['equal'])
  })
}

test('without the central everything on screen goes on: other filters, other layers, the age in words', needs, async () => {
  const page = await stage.openPage(HASH)
  await page.locator('[data-field-ready="report"]').waitFor()
  const records = await page.locator('[data-map]').getAttribute('data-records')
  await stage.killCentral()
  await page.locator('[data-sync="offline"]').waitFor({ timeout: 60_000 })
  await page.locator('[data-banner="offline"]').waitFor()
  assert.match(await page.locator('[data-banner="offline"]').innerText(), /离线/)
  await page.locator('[data-layer="coverage"]').click()
  await page.locator('[data-field-ready="coverage"]').waitFor()
  await page.locator('[data-layer="report"]').click()
  await page.evaluate(() => void (location.hash = '#/map?layer=report&last=7d'))
  await until(async () => {
    const now = await page.locator('[data-map]').getAttribute('data-records')
    return now !== records && Number(now) > 0
  })
  await page.context().close()
})

test('a console started without the central shows the last picture and its age', needs, async () => {
  await stage.restartConsole(null)
  const page = await stage.openPage(HASH)
  await page.locator('[data-field-ready="report"]').waitFor()
  await page.locator('[data-banner="offline"]').waitFor()
  assert.ok(Number(await page.locator('[data-map]').getAttribute('data-records')) > 0)
  assert.ok(Number(await page.locator('[data-map]').getAttribute('data-as-of')) > Date.now() - 3_600_000)
  await page.context().close()
})

test('a damaged cache without the central shows the good copy, and says so', needs, async () => {
  await stage.restartConsole(null, (folder) => damages['a cut tail']!(join(profile(folder), 'cache.db')))
  assert.ok(await recordsOf(HASH) > 0)
  const page = await stage.openPage('#/sync')
  await page.getByText('最近一份完好副本').waitFor()
  await page.context().close()
})

test('no token and no one-time code lies in any file of the data folder', needs, () => {
  const walk = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]))
  for (const path of walk(stage.folder)) assert.doesNotMatch(readFileSync(path, 'latin1'), /Bearer |"token":/, path)
})
