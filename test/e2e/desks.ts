/** Several consoles at one central for end-to-end tests, each behind a line of its own that can be cut and restored. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startCentral, type Central } from '../../main/central/central.ts'
import { createConsole } from '../../main/core/console.ts'
import type { Console } from '../../main/core/host.ts'
import { startLoopback, type Loopback } from '../../main/loopback/loopback.ts'
import type { Answer, Input, Method, Output } from '../../preload/contract/api.ts'
import type { CaseWhole } from '../../preload/contract/case-list.ts'
import { launchChromium } from '../browser/chromium.ts'
import { startFaultyProxy, type FaultyProxy } from '../sync/faulty-proxy.ts'
import { until } from '../until.ts'
import { BUILT_PAGE, type PageOptions } from './stage.ts'

const LONG_MS = 120_000

export interface Desk {
  folder: string
  line: FaultyProxy
  core: Console
  host: Loopback
  ask<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>
  /** Signs in and waits until everything is pulled. */
  enter(account: string): Promise<void>
  /** No byte passes any more; resolves once the desk knows. */
  cut(): Promise<void>
  /** Resolves once the desk is idle again and has nothing left to send. */
  restore(): Promise<void>
  whole(id: string): Promise<CaseWhole>
  openPage(hash: string, options?: PageOptions & { bypassCSP?: boolean }): Promise<Page>
}

export interface Desks {
  central: Central
  browser: Browser
  desks: Desk[]
  /** What a user's browser would show as errors. */
  complaints: string[]
  close(): Promise<void>
}

export async function openDesks(count: number, city: { reports: number; days?: number }): Promise<Desks> {
  const central = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: { seed: 7, reports: city.reports, days: city.days ?? 30, pace: 0 } })
  const browser = await launchChromium()
  const complaints: string[] = []
  const desks: Desk[] = []
  for (let n = 0; n < count; n++) desks.push(await openDesk(central, browser, complaints))
  return {
    central, browser, desks, complaints,
    async close() {
      await browser.close()
      for (const { host, core, line, folder } of desks) {
        await host.close()
        await core.close()
        await line.close()
        rmSync(folder, { recursive: true, force: true })
      }
      await central.close()
    },
  }
}

/** A small city with one desk, for what a person does there alone. */
export async function openOneDesk(): Promise<{ world: Desks; desk: Desk }> {
  const world = await openDesks(1, { reports: 2_000 })
  const [desk] = world.desks as [Desk]
  return { world, desk }
}

async function openDesk(central: Central, browser: Browser, complaints: string[]): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-desk-'))
  const line = await startFaultyProxy(central.address)
  const core = await createConsole({ dataFolder: folder, practice: line.address, central: null }, { kind: 'browser' })
  const host = await startLoopback({ console: core, files: BUILT_PAGE, port: 0 })
  const desk: Desk = {
    folder, line, core, host,
    async ask(method, input) {
      const answer = (await core.dispatch(method, input)) as Answer<never>
      if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.detail}`)
      return answer.value
    },
    async enter(account) {
      await desk.ask('session.practice', { central: null, account })
      await until(async () => (await desk.ask('sync.status', null)).state === 'idle' && (await desk.ask('sync.page', null)).scopes.every(({ state }) => state === 'live'), LONG_MS)
    },
    async cut() {
      line.fault = (_, res) => {
        res.destroy()
        return true
      }
      line.drop()
      await desk.ask('sync.now', null)
      await until(async () => (await desk.ask('sync.status', null)).state === 'offline', LONG_MS)
    },
    async restore() {
      line.fault = null
      await desk.ask('sync.now', null)
      await until(async () => (await desk.ask('sync.status', null)).state === 'idle' && (await desk.ask('edits.badge', null)).unsent === 0, LONG_MS)
    },
    async whole(id) {
      const whole = await desk.ask('cases.get', { id, at: Date.now() })
      if (whole === null) throw new Error(`this desk does not hold ${id}`)
      return whole
    },
    async openPage(hash, { width = 1366, height = 768, locale = 'zh-CN', dark = false, bypassCSP = false } = {}) {
      const context = await browser.newContext({ bypassCSP, viewport: { width, height }, locale, colorScheme: dark ? 'dark' : 'light', permissions: ['clipboard-read', 'clipboard-write'] })
      // A bound for what never comes, not a measure.
      context.setDefaultTimeout(90_000)
      const page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(host.startAddress())
      await page.locator('main').waitFor()
      await page.evaluate((to) => void (location.hash = to), hash)
      return page
    },
  }
  return desk
}
