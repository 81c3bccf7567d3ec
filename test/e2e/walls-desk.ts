/** The desk's section of walls as tests open it, the page of a wall beside it, and the calls that a page makes. */
import type { Page } from 'playwright-core'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import type { Stage } from './stage.ts'

export const DESK = { width: 1366, height: 768 }

export async function openDesk(stage: Stage): Promise<Page> {
  const page = await stage.openPage('#/wall', DESK)
  await page.locator('[data-console]').waitFor()
  return page
}

/** As the desk's own button opens it. */
export async function openWall(desk: Page, wall: WallId): Promise<Page> {
  const [page] = await Promise.all([desk.context().waitForEvent('page'), desk.locator(`[data-open-page="${wall}"]`).click()])
  await page.locator(`[data-wall="${wall}"][data-scene]:not([data-scene=""])`).waitFor()
  return page
}

/** What the page asks of one method from now on, in order; `hold` is awaited before each answer. */
export async function hearCalls<I>(page: Page, method: string, hold?: () => Promise<void>): Promise<I[]> {
  const heard: I[] = []
  await page.route('**/api/call', async (route) => {
    const call = JSON.parse(route.request().postData() ?? '{}') as { method: string; input: I }
    if (call.method !== method) return route.fallback()
    heard.push(call.input)
    await hold?.()
    return route.continue()
  })
  return heard
}

export const shownOn = (wall: Page): Promise<string | null> => wall.locator('[data-wall]').getAttribute('data-scene')
