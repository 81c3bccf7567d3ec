/** A browser's page with the wall's stage, built as the product's are and served under the policy that the console's host sets. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { contentPolicy, setNonce } from '../../../../main/loopback/page.ts'
import { buildPage } from '../../../browser/build-page.ts'
import { launchChromium } from '../../../browser/chromium.ts'

export interface StagePage {
  /** A page of this size, in pixels of the style sheet; closed with the rest. */
  open(width: number, height: number, scale?: number): Promise<Page>
  complaints: string[]
  close(): Promise<void>
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }
const ADDRESS = 'http://wall.test/'

export async function openStagePage(): Promise<StagePage> {
  const files = mkdtempSync(join(tmpdir(), 'yongai-wall-'))
  await buildPage(here('./page'), files)
  const browser: Browser = await launchChromium()
  const complaints: string[] = []
  return {
    complaints,
    async open(width, height, scale = 1) {
      const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, locale: 'fr' })
      const page = await context.newPage()
      page.setDefaultTimeout(90_000)
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.route(`${ADDRESS}**`, (route) => {
        const path = new URL(route.request().url()).pathname.slice(1) || 'index.html'
        const type = TYPES[extname(path)] ?? 'application/octet-stream'
        const { html, nonce } = type === 'text/html' ? setNonce(readFileSync(join(files, path), 'utf8')) : { html: '', nonce: '' }
        return type === 'text/html' ? route.fulfill({ body: html, contentType: type, headers: { 'content-security-policy': contentPolicy(nonce, "'self'") } }) : route.fulfill({ path: join(files, path), contentType: type })
      })
      await page.goto(ADDRESS)
      await page.locator('html[data-ready]').waitFor()
      return page
    },
    async close() {
      await browser.close()
      rmSync(files, { recursive: true, force: true })
    },
  }
}
