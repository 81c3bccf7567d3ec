/** Outlines from a file on this PC, from the administrator's command to the data quality page. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { browserTest } from '../browser/chromium.ts'
import { collection, feature, square } from '../outlines/corpus.ts'
import { openStage, untilSynced, type Stage } from './stage.ts'

const needs = browserTest()
const ENTRY = fileURLToPath(new URL('../../main/administer/outlines-main.ts', import.meta.url))
let stage: Stage
before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 300, days: 10 })
  await untilSynced(stage)
})
after(() => stage?.close())

function run(file: string, ...more: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [ENTRY, file, '--data', stage.folder, '--city', '宁波市', '--source', '测绘院', '--date', '2026-03-01', ...more], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })))
}

test('a faulty file is refused with its feature’s number, a good one is listed as used, and one that the central’s own outlines outrank says so', needs, async () => {
  const [community] = await stage.central.sql.query<{ id: string }>(`SELECT id FROM record WHERE type = 'area' AND body::json ->> 'level' = 'community' ORDER BY id LIMIT 1`)
  const file = join(stage.folder, 'areas.geojson')
  writeFileSync(file, collection([feature(community!.id, [square(121.55, 29.88, 0.01)]), feature('990101001001', [square(121.6, 29.88, 0.01)])]))
  const faulty = await run(file, '--crs', 'gcj02', '--level', 'community', '--yes')
  assert.equal(faulty.code, 2, faulty.said)
  assert.match(faulty.said, /feature 2 \(990101001001\): no area of this level in the city has this code/)
  writeFileSync(file, collection([feature(community!.id, [square(121.55, 29.88, 0.01)])]))
  assert.match((await run(file, '--crs', 'gcj02', '--level', 'community')).said, /add --yes/)
  const good = await run(file, '--crs', 'gcj02', '--level', 'community', '--yes')
  assert.equal(good.code, 0, good.said)
  writeFileSync(file, collection([feature('330203', [square(121.5, 29.85)])]))
  assert.equal((await run(file, '--crs', 'wgs84', '--level', 'district', '--yes')).code, 0)
  await stage.restartConsole(stage.central.address)
  await untilSynced(stage)
  const page = await stage.openPage('#/quality', { width: 1366, height: 768 })
  const row = page.locator('[data-origin="file community used"]')
  await row.waitFor()
  assert.match((await row.textContent()) ?? '', /社区本机文件测绘院 · areas\.geojson2026年3月1日GCJ-02.*1正在使用/)
  await page.locator('[data-origin="file district central-first"]').getByText('未使用：中心已提供本级边界').waitFor()
  assert.ok((await page.locator('[data-origin="central district used"]').count()) > 0)
  if (process.env['SHOT'] !== undefined) await page.screenshot({ path: process.env['SHOT'] })
  await page.context().close()
  assert.deepEqual(stage.complaints, [])
})
