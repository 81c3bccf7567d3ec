/** The whole chain for end-to-end tests: a real central in its own memory, a real console, the loopback host, and pages of a real browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { startCentral, type Central } from '../../main/central/central.ts'
import { createConsole } from '../../main/core/console.ts'
import type { Console } from '../../main/core/host.ts'
import { startLoopback, type Loopback } from '../../main/loopback/loopback.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import type { Api, Answer, Input, Method, Output } from '../../preload/contract/api.ts'
import { launchChromium } from '../browser/chromium.ts'
import { until } from '../until.ts'

export const BUILT_PAGE = fileURLToPath(new URL('../../dist/renderer', import.meta.url))

export interface Stage {
  folder: string
  central: Central
  core: Console
  host: Loopback
  browser: Browser
  /** A method asked past the page, at the same core. */
  ask<M extends keyof Api & Method>(method: M, input: Input<M>): Promise<Output<M>>
  openPage(hash?: string, options?: PageOptions): Promise<Page>
  /** The page of one wall, under a token that can do no more than a wall may. */
  openWall(wall: WallId, options?: WallOptions): Promise<Page>
  /** Console messages of all pages that a user's browser would show as errors. */
  complaints: string[]
  /** Ends the central as if its plug were pulled. */
  killCentral(): Promise<void>
  /** Closes the console and starts it again on the same folder; `practice` is where the central answers now. */
  restartConsole(practice: string | null, between?: (folder: string) => void): Promise<void>
  close(): Promise<void>
}
export interface PageOptions {
  width?: number
  height?: number
  locale?: 'zh-CN' | 'en'
  dark?: boolean
  /** Done to the page before it goes anywhere. */
  prepare?: (page: Page) => Promise<unknown>
}

export interface WallOptions extends Pick<PageOptions, 'prepare'> {
  width?: number
  height?: number
  deviceScaleFactor?: number
  /** Said in the address, as a kiosk does after too many crashes. */
  safe?: boolean
}

export async function openStage(city: { reports: number; seed?: number; pace?: number; days?: number; /** Another built page than the product's. */ page?: string }): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-stage-'))
  const central = await startCentral({
    database: { kind: 'embedded', folder: null }, port: 0, practice: { seed: city.seed ?? 7, reports: city.reports, days: city.days ?? 60, pace: city.pace ?? 0 },
  })
  const browser = await launchChromium()
  const complaints: string[] = []
  let centralIsUp = true
  const begin = async (practice: string | null): Promise<{ core: Console; host: Loopback }> => {
    const core = await createConsole({ dataFolder: folder, practice, central: null }, { kind: 'browser', wallAddress: (wall) => host.wallAddress(wall) })
    const host = await startLoopback({ console: core, files: city.page ?? BUILT_PAGE, port: 0 })
    return { core, host }
  }
  const hear = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
  }
  let now = await begin(central.address)

  const stage: Stage = {
    folder, central, browser, complaints,
    get core() {
      return now.core
    },
    get host() {
      return now.host
    },
    async ask(method, input) {
      const answer = (await now.core.dispatch(method, input)) as Answer<never>
      if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.detail}`)
      return answer.value
    },
    async openPage(hash = '', { width = 1920, height = 1080, locale = 'zh-CN', dark = false, prepare } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme: dark ? 'dark' : 'light' })
      // A bound for what never comes, not a measure: on two busy processors a page may take half a minute for a picture.
      context.setDefaultTimeout(90_000)
      const page = await context.newPage()
      await prepare?.(page)
      hear(page)
      await page.goto(now.host.startAddress())
      if (hash !== '') await page.evaluate((to) => void (location.hash = to), hash)
      return page
    },
    async openWall(wall, { width = 1920, height = 1080, deviceScaleFactor = 1, safe = false, prepare } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor })
      context.setDefaultTimeout(90_000)
      const page = await context.newPage()
      await prepare?.(page)
      hear(page)
      await page.goto(now.host.wallAddress(wall).replace('#', safe ? '&safe=1#' : '#'))
      return page
    },
    async killCentral() {
      if (centralIsUp) await central.close()
      centralIsUp = false
    },
    async restartConsole(practice, between) {
      await now.host.close()
      await now.core.close()
      between?.(folder)
      now = await begin(practice)
    },
    async close() {
      await browser.close()
      await now.host.close()
      await now.core.close()
      await stage.killCentral()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return stage
}

/** Resolves once the console has pulled everything; rejects after `withinMs`. */
export async function untilSynced(stage: Stage, withinMs = 120_000): Promise<void> {
  await until(async () => (await stage.ask('sync.status', null)).state === 'idle' && (await stage.ask('sync.page', null)).scopes.every((scope) => scope.state === 'live'), withinMs)
}

/** Signs in to the practice central, and resolves once everything is pulled. */
export async function enterAs(stage: Stage, account: string): Promise<void> {
  await stage.ask('session.practice', { central: null, account })
  await untilSynced(stage)
}
