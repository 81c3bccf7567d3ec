/** Part: one round of scrolling, the list of the console and a bare grid in turn, each in a fresh browser of the same window. */
import type { Page } from 'playwright-core'
import { launchChromium } from '../browser/chromium.ts'
import { servePeers } from '../peers/peer-host.ts'
import { startConsole } from './console-process.ts'
import type { Scrolled } from './grid.ts'
import { hand, inputOf } from './part.ts'
import { median, type Sample } from './verdict.ts'

const { folder, peers, count, round } = inputOf<{ folder: string; peers: string; count: number; round: number }>()
const SIZE = { width: 1920, height: 1080 }
/** The list in a window of that size, without the console's frame around it. */
const GRID_SIZE = { width: 1848, height: 860 }
/** Two screens a second, as a wheel turned without haste. */
const PIXELS_PER_FRAME = 30
const SCROLL_MS = 4_000
const SHARES = [0.5, 0.9, 0.1, 0.75, 0.25] as const

interface Measured {
  frames: number[]
  jumps: number[]
}

/** Runs in the page: scrolls evenly and notes the time between frames, then jumps and waits until rows stand there. */
async function scroll({ pixels, forMs, shares, rows }: { pixels: number; forMs: number; shares: readonly number[]; rows: number }): Promise<Measured> {
  const target = document.querySelector<HTMLElement>('.ag-grid-viewport')
  if (target === null || target.scrollHeight <= target.clientHeight) throw new Error('the grid has no scrolling pane')
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- only this one function travels to the page
  const next = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const frames: number[] = []
  const began = await next()
  for (let last = began; last - began < forMs;) {
    target.scrollTop += pixels
    const now = await next()
    frames.push(now - last)
    last = now
  }
  const jumps: number[] = []
  for (const share of shares) {
    const asked = performance.now()
    target.scrollTop = Math.floor(share * (target.scrollHeight - target.clientHeight))
    // Filled rows near the asked rank: at least ten of them with words in their cells.
    for (;;) {
      await next()
      const shown = [...document.querySelectorAll<HTMLElement>('[role="row"][row-id]')].filter((row) => Math.abs(Number(row.getAttribute('row-index')) - share * rows) < 200 && row.innerText.length > 20)
      if (shown.length >= 10) break
      if (performance.now() - asked > 30_000) throw new Error(`no rows at ${share}`)
    }
    jumps.push(performance.now() - asked)
  }
  return { frames, jumps }
}

async function measure(page: Page): Promise<Measured> {
  await page.locator('[role="row"][row-id]').nth(5).waitFor({ timeout: 120_000 })
  // The first second warms up.
  await page.evaluate(scroll, { pixels: PIXELS_PER_FRAME, forMs: 1_000, shares: [], rows: count })
  return page.evaluate(scroll, { pixels: PIXELS_PER_FRAME, forMs: SCROLL_MS, shares: SHARES, rows: count })
}

async function ofList(): Promise<Measured> {
  const host = await startConsole(folder)
  const browser = await launchChromium()
  try {
    const context = await browser.newContext({ viewport: SIZE, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.addInitScript((token) => sessionStorage.setItem('console-token', token), host.token)
    await page.goto(`${host.origin}/#/desk?last=3660d&view=all&whose=all`)
    await page.locator(`[data-case-total="${count}"]`).waitFor({ timeout: 120_000 })
    return await measure(page)
  } finally {
    await browser.close()
    await host.stop()
  }
}

async function ofBareGrid(): Promise<Measured> {
  const host = await servePeers(peers, new Uint8Array())
  const browser = await launchChromium()
  try {
    const page = await (await browser.newContext({ viewport: GRID_SIZE })).newPage()
    await page.goto(host.pageOf('plain-grid', `?rows=${count}`))
    return await measure(page)
  } finally {
    await browser.close()
    await host.close()
  }
}

const sample = (wallMs: number): Sample => ({ wallMs, cpuMs: Number.NaN, answer: 'rows' })
const contenders: [string, () => Promise<Measured>][] = [['list', ofList], ['bare grid', ofBareGrid]]
const result: Scrolled = { round: {}, over: {} }
for (let n = 0; n < contenders.length; n++) {
  const [name, run] = contenders[(n + round) % contenders.length]!
  const { frames, jumps } = await run()
  result.round[`${name}: frame`] = sample(frames.reduce((sum, ms) => sum + ms, 0) / frames.length)
  result.round[`${name}: rows after a jump`] = sample(median(jumps))
  result.over[`${name}: frames over 50 ms`] = (100 * frames.filter((ms) => ms > 50).length) / frames.length
  result.over[`${name}: longest frame, of 50 ms`] = (100 * Math.max(...frames)) / 50
}
await hand(result)
