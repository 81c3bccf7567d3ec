/** The export dialog as an operator uses it, and the bytes that come of it. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

export interface Downloaded {
  name: string
  bytes: Buffer
  /** Rows the dialog counted before, and rows it named after. */
  before: number | null
  after: number | null
}

export async function openExports(page: Page): Promise<void> {
  // Keys are for the map's page once nothing else has them.
  await page.locator('[data-map]').waitFor()
  await page.getByRole('button', { name: /^(导出|Export)$/ }).click()
  await page.locator('[data-export="ready"]').waitFor()
}

export async function choose(page: Page, content: string, option?: string): Promise<void> {
  await page.locator(`[data-export] input[value="${content}"]`).click()
  if (option !== undefined) await page.locator(`[data-export] button[value="${option}"]`).click()
}

export async function download(page: Page): Promise<Downloaded> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-export]').getByRole('button', { name: /^(导出|Export)$/ }).click()])
  const said = page.locator('[data-export="done"] [data-exported]')
  await said.waitFor()
  const chosen = await page.locator('[data-export] input:checked').getAttribute('value')
  const count = page.locator(`[data-export-rows="${chosen}"]`)
  const before = (await count.count()) === 0 ? null : Number((await count.innerText()).replace(/\D/g, ''))
  const after = await said.getAttribute('data-exported')
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()), before, after: after === '' || after === null ? null : Number(after) }
}
