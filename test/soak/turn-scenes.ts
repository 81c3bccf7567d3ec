/** Turns a wall's scenes by its key as fast as they are drawn, and samples what the page holds. */
import { setTimeout } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import { enterAs, openStage, untilSynced, type Stage } from '../e2e/stage.ts'
import { until } from '../until.ts'
import type { Sample, Soaked } from './judge.ts'

export interface SoakOptions {
  changes: number
  /** Folder of a built page; undefined: the product's. */
  page?: string
  account?: string
  reports?: number
  told?: (sample: Sample) => void
}

/** At most so many samples of a run. */
const SAMPLES = 60
const COLLECTIONS = 2
/** A page that takes so long for one scene does not go on any more. */
const LONGEST_TURN_MS = 60_000

export async function soak({ changes, page: built, account = 'wall-jiangbei', reports = 20_000, told }: SoakOptions): Promise<Soaked> {
  const stage = await openStage({ reports, days: 60, ...(built === undefined ? {} : { page: built }) })
  try {
    await enterAs(stage, account)
    await untilSynced(stage)
    const page = await stage.openWall('1', { prepare: (fresh) => fresh.addInitScript(watch) })
    const warnings: string[] = []
    page.on('console', (message) => /context/i.test(message.text()) && message.type() === 'warning' && warnings.push(message.text()))
    const began = performance.now()
    const { samples, undrawn } = await turnScenes(stage, page, changes, told)
    const tookMs = performance.now() - began
    const decks = await tellOfDecks(stage)
    return { samples, contextsMade: await page.evaluate(() => window.soak.made()), decks, warnings, complaints: stage.complaints, tookMs, undrawn }
  } finally {
    await stage.close()
  }
}

declare global {
  interface Window {
    soak: {
      /** Resolves once so many turns have been drawn. */
      drawn(turns: number): Promise<number>
      living(): number
      made(): number
    }
  }
}

/** In the page before anything else: counts contexts without keeping them, and hears of drawn turns. */
function watch(): void {
  const contexts: WeakRef<WebGL2RenderingContext>[] = []
  const known = new WeakSet<object>()
  const get = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, options?: unknown) => unknown
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
    const context = get.call(this, kind, options)
    if (context instanceof WebGL2RenderingContext && !known.has(context)) {
      known.add(context)
      contexts.push(new WeakRef(context))
    }
    return context
  } as typeof HTMLCanvasElement.prototype.getContext
  // Sent into the page with this function, and so inside it.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const turnsDrawn = (): number => Number(document.querySelector('[data-drawn]')?.getAttribute('data-drawn') ?? 0)
  window.soak = {
    drawn: (turns) => new Promise((resolve) => {
      if (turnsDrawn() >= turns) return resolve(turnsDrawn())
      const observer = new MutationObserver(() => {
        if (turnsDrawn() < turns) return
        observer.disconnect()
        resolve(turnsDrawn())
      })
      observer.observe(document, { attributes: true, attributeFilter: ['data-drawn'], childList: true, subtree: true })
    }),
    living: () => contexts.filter((each) => each.deref()?.isContextLost() === false).length,
    made: () => contexts.length,
  }
}

async function turnScenes(stage: Stage, page: Page, changes: number, told: SoakOptions['told']): Promise<Pick<Soaked, 'samples' | 'undrawn'>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  if ((await drawn(session, 1)) === null) return { samples: [], undrawn: 0 }
  const { scenes } = await stage.ask('wall.state', { wall: '1' })
  // Always in the same scene: each holds another amount.
  const every = scenes.length * Math.max(1, Math.round(changes / SAMPLES / scenes.length))
  const last = Math.ceil(changes / every) * every
  const samples: Sample[] = []
  for (let turned = 0, at = 1; turned < last; turned++) {
    await page.keyboard.press('ArrowRight')
    const now = await drawn(session, at + 1)
    if (now === null) return { samples, undrawn: turned }
    at = now
    if ((turned + 1) % every !== 0) continue
    const sample = await sampleOf(session, turned + 1)
    samples.push(sample)
    told?.(sample)
  }
  return { samples, undrawn: null }
}

/** Null where it is not drawn in its time. Asked past the browser driver's own bookkeeping, which would stay in the page's heap. */
async function drawn(session: CDPSession, turns: number): Promise<number | null> {
  const asked = session.send('Runtime.evaluate', { expression: `window.soak.drawn(${turns})`, awaitPromise: true, returnByValue: true, timeout: 120_000 })
  const late = new AbortController()
  const answer = await Promise.race([asked, setTimeout(LONGEST_TURN_MS, null, { signal: late.signal })])
  late.abort()
  if (answer === null) {
    asked.catch(() => null)
    return null
  }
  const { result, exceptionDetails } = answer
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
  return Number(result.value)
}

async function sampleOf(session: CDPSession, changes: number): Promise<Sample> {
  for (let n = 0; n < COLLECTIONS; n++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  const { result } = await session.send('Runtime.evaluate', { expression: 'window.soak.living()', returnByValue: true })
  return { changes, heapBytes: metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN, nodes, listeners: jsEventListeners, contexts: Number(result.value) }
}

/** From a beat of after the last turn. */
async function tellOfDecks(stage: Stage): Promise<number> {
  const beatOf = async (): Promise<{ at: number | null; decks: number }> => {
    const health = (await stage.ask('wall.walls', null)).health.find(({ wall }) => wall === '1')
    return { at: health?.beatAt ?? null, decks: health?.beat?.decks ?? 0 }
  }
  const before = await beatOf()
  await until(async () => (await beatOf()).at !== before.at, 30_000)
  return (await beatOf()).decks
}
