/** Nothing of a person reaches a wall: planted people stand in the rows of its console, and in no message, element, drawn text, storage or log of a full round of its scenes. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { commit, type CityRow } from '../../main/central/log.ts'
import { decodeAnswer } from '../../preload/codec.ts'
import { SCENES } from '../../preload/contract/wall-settings.ts'
import { browserTest } from '../browser/chromium.ts'
import { findPlanted, plantedPeople } from '../planted-people.ts'
import { until } from '../until.ts'
import { enterAs, openStage, type Stage } from './stage.ts'

const needs = browserTest()
const PEOPLE = plantedPeople(24)
const person = (n: number): (typeof PEOPLE)[number] => PEOPLE[n % PEOPLE.length]!
const all = (n: number): string => `${person(n).name}(${person(n).phone},${person(n).plate},${person(n).id})`
let stage: Stage

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 20_000, days: 60 })
  await plant()
  await enterAs(stage, 'wall-jiangbei')
})
after(async () => {
  await stage?.close()
})

/** In every word that people write: cases and what was done to them, posts of shifts, corrections of places. A third of the open cases is dangerous to life, so that alerts speak of them. */
async function plant(): Promise<void> {
  const rows = await stage.central.sql.query<{ type: string; scope: string; city: string; body: string }>(`SELECT type, scope, city, body FROM record WHERE type IN ('case', 'act', 'shift', 'site') AND scope <> '' AND (scope LIKE 'office:330205%' OR scope = 'ref:330205')`)
  const planted = rows.map(({ type, scope, city, body }, n): CityRow => {
    const row = JSON.parse(body) as CityRow['body'] & { status?: string }
    const { name, phone } = person(n)
    const more = type === 'case' ? { text: `${all(n)}受伤`, place: `${all(n)}家门口`, reporter: { name, phone }, department: `${name}中队`, fed_back_by: name, danger_to_life: n % 3 === 0 }
      : type === 'act' ? { text: all(n), by: name, by_name: name }
        : type === 'shift' ? { post: `${all(n)}岗` } : { corrected: { place: { by: phone, by_name: name, at: new Date().toISOString() } } }
    return { type: type as CityRow['type'], scope: scope as CityRow['scope'], city, body: { ...row, ...more } }
  })
  for (let from = 0; from < planted.length; from += 500) {
    await stage.central.sql.transaction((tx) => commit(tx, planted.slice(from, from + 500).map((row) => ({ op: 'put' as const, row }))))
  }
}

/** What the page is told, by method. */
function listen(page: Page): { method: string; text: string }[] {
  const heard: { method: string; text: string }[] = []
  page.on('response', (response) => {
    if (!response.url().endsWith('/api/call')) return
    const { method } = JSON.parse(response.request().postData() ?? '{}') as { method: string }
    void response.body().then((bytes) => heard.push({ method, text: JSON.stringify(decodeAnswer(new Uint8Array(bytes).buffer), (_, value: unknown) => (ArrayBuffer.isView(value) ? '' : value)) }), () => null)
  })
  return heard
}

/** Whatever a canvas writes, words and the single letters of an atlas. */
const RECORD_WRITING = (): void => {
  const written: string[] = []
  Object.assign(window, { written })
  for (const prototype of [CanvasRenderingContext2D.prototype, OffscreenCanvasRenderingContext2D.prototype]) {
    for (const name of ['fillText', 'strokeText', 'measureText'] as const) {
      const real = prototype[name] as (...args: unknown[]) => unknown
      Object.assign(prototype, { [name](this: unknown, ...args: unknown[]) {
        written.push(String(args[0]))
        return real.apply(this, args)
      } })
    }
  }
}

const everything = (page: Page): Promise<string> => page.evaluate(() => [
  document.documentElement.outerHTML, document.title, location.href, ...Object.values({ ...localStorage }).map(String), ...Object.values({ ...sessionStorage }).map(String), ...(window as unknown as { written: string[] }).written,
].join('\n'))

test('the planted people are in the cache of the wall’s console, and looking for them finds them', needs, async () => {
  const at = Date.now()
  const { rows } = await stage.ask('cases.page', { question: { filter: { area: null, drawn: null, from: at - 60 * 86_400_000, to: at, classes: [], statuses: [], weekdays: [], hours: [] }, view: 'urgent', home: null, text: '', at }, order: { by: 'reported', descending: true }, from: 0, limit: 100 })
  assert.ok(rows.length > 0, 'the console holds cases')
  assert.ok(findPlanted(PEOPLE, JSON.stringify(rows)).length > 5)
})

test('a full round of scenes and its alerts tells of none of them', needs, async () => {
  const errors: string[] = []
  const write = process.stderr.write.bind(process.stderr)
  process.stderr.write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
    errors.push(String(chunk))
    return write(chunk, ...rest)
  }
  try {
    const logged: string[] = []
    const page = await stage.openWall('1', {
      async prepare(blank) {
        await blank.addInitScript(RECORD_WRITING)
        blank.on('console', (message) => logged.push(message.text()))
      },
    })
    const heard = listen(page)
    const shown = new Set<string>()
    const texts: string[] = []
    await page.locator('[data-scene]').first().waitFor()
    await until(async () => {
      const scene = await page.locator('[data-scene]').first().getAttribute('data-scene')
      texts.push(await everything(page))
      shown.add(scene ?? '')
      await page.keyboard.press('ArrowRight')
      await until(async () => (await page.locator('[data-scene]').first().getAttribute('data-scene')) !== scene)
      return SCENES.every((one) => shown.has(one))
    }, 180_000)
    texts.push(await everything(page))
    const told = heard.map(({ text }) => text).join('\n')
    assert.ok(heard.some(({ method }) => method === 'wall.scene') && /"kind":"danger"/.test(told), 'scenes and an alert of danger were told of')
    assert.deepEqual(findPlanted(PEOPLE, told), [])
    assert.deepEqual(findPlanted(PEOPLE, texts.join('\n')), [])
    assert.deepEqual(findPlanted(PEOPLE, [...logged, ...errors].join('\n')), [])
    // Nor as the center masks them, and no number of a case by which one could be found.
    assert.doesNotMatch(`${told}\n${texts.join('\n')}`, /1[3-9]\d\*{4}\d{4}|受伤|家门口|中队|甬-\d/)
  } finally {
    process.stderr.write = write
  }
})
