/** A browser's page with slides and nothing else, served by the console's own host, so that maps are drawn from real answers. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Console } from '../../../../main/core/host.ts'
import { startLoopback } from '../../../../main/loopback/loopback.ts'
import { buildPage } from '../../../browser/build-page.ts'
import { launchChromium } from '../../../browser/chromium.ts'

export interface SlidesStage {
  page: Page
  complaints: string[]
  close(): Promise<void>
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export async function openSlides(core: Console): Promise<SlidesStage> {
  const files = mkdtempSync(join(tmpdir(), 'yongai-slides-'))
  await buildPage(here('./page'), files)
  const host = await startLoopback({ console: core, files, port: 0 })
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } })
  page.setDefaultTimeout(90_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(host.startAddress())
  await page.locator('html[data-ready]').waitFor()
  return {
    page, complaints,
    async close() {
      await browser.close()
      await host.close()
      rmSync(files, { recursive: true, force: true })
    },
  }
}
