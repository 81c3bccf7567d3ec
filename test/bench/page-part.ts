/** Part: one round in a real browser: filters changed until the picture is painted, frames while panning, and the same questions without a page. */
import type { Field, Filter } from '../../preload/contract/model.ts'
import { startConsole } from './console-process.ts'
import { hand, inputOf } from './part.ts'
import { viewAt } from './questions.ts'
import { CENTRE, CLASSES, DAY_MS, END } from './reports.ts'
import { median, type Round, type Sample } from './verdict.ts'
import { lastChange, openBrowser, settle, type WatchedPage } from './watched-page.ts'

const CHANGES = 2
const DAYS = 760
const ZOOM = 10

const { folder, count } = inputOf<{ folder: string; count: number }>()
const hashOf = (classes: readonly string[]): string => `#/map?layer=report&status=all&last=${DAYS}d&bw=600&class=${classes.join(',')}&lng=${CENTRE.lng}&lat=${CENTRE.lat}&zoom=${ZOOM}`
/** Three classes, other ones each time. */
const classesOf = (n: number): string[] => [0, 1, 5].map((step) => CLASSES[(n * (step + 1) + step) % CLASSES.length]!).filter((id, i, all) => all.indexOf(id) === i)

/** Milliseconds from the change of the filter to the last frame that changed the picture. */
async function change(shown: WatchedPage, n: number): Promise<{ ms: number; records: number }> {
  const map = shown.page.locator('[data-map]')
  const before = await map.getAttribute('data-records')
  const began = await shown.page.evaluate((hash) => {
    const now = performance.now()
    location.hash = hash
    return now
  }, hashOf(classesOf(n)))
  await shown.page.waitForFunction((old) => document.querySelector('[data-map]')?.getAttribute('data-records') !== old, before, { polling: 50 })
  await settle(shown)
  const { frames } = await shown.read()
  const first = frames.findIndex(({ from }) => from >= began)
  const last = lastChange(frames.slice(Math.max(0, first - 1)))
  if (last === null || last.to < began) throw new Error('the picture did not change')
  return { ms: last.to - began, records: Number(await map.getAttribute('data-records')) }
}

/** Milliseconds of a frame while the map is dragged to and fro within what is already painted. */
async function pan(shown: WatchedPage): Promise<number> {
  const { mouse } = shown.page
  const began = (await shown.read()).frames.length
  await mouse.move(900, 500)
  await mouse.down()
  for (const x of [960, 860, 940, 900]) await mouse.move(x, 500, { steps: 8 })
  await mouse.up()
  const { frames } = await shown.read()
  const times = frames.slice(began).map(({ from, to }) => to - from)
  await settle(shown)
  return median(times)
}

const filterOf = (n: number): Filter => ({ area: null, drawn: null, from: END - DAYS * DAY_MS, to: END, classes: classesOf(n), statuses: [], weekdays: [], hours: [] })
const host = await startConsole(folder)
const { browser, show } = await openBrowser()
try {
  const shown = await show(host, hashOf([]))
  await shown.page.locator(`[data-field-ready="report"][data-records="${count}"]`).waitFor({ timeout: 60_000 })
  await settle(shown)
  const ask = async (n: number): Promise<{ value: Field; tookMs: number }> => host.ask('field.get', { layer: 'report', filter: filterOf(n), view: viewAt(ZOOM, 1_600, 1_000), bandwidthMeters: 600 })
  const [changes, frames, answers]: [number[], number[], number[]] = [[], [], []]
  let isEqual = true
  for (let n = 0; n < CHANGES + 1; n++) {
    const changed = await change(shown, n + 1)
    const frame = await pan(shown)
    const worker = await ask(n + 100)
    const { value } = await ask(n + 1)
    isEqual &&= value.records === changed.records
    // The first warms up.
    if (n === 0) continue
    changes.push(changed.ms)
    frames.push(frame)
    answers.push(worker.tookMs)
  }
  const sample = (wallMs: number): Sample => ({ wallMs, cpuMs: Number.NaN, answer: isEqual ? 'the same records' : 'other records' })
  await hand({
    'change painted': sample(median(changes)), 'worker + 2 pan frames': { ...sample(median(answers) + 2 * median(frames)), answer: 'the same records' },
    worker: sample(median(answers)), 'pan frame': sample(median(frames)),
  } satisfies Round)
} finally {
  await browser.close()
  await host.stop()
}
