/** Part: one start of the console on a full cache, from its process to the first painted field, in the parts a user waits for. */
import { startConsole } from './console-process.ts'
import { hand, inputOf } from './part.ts'
import { openBrowser } from './watched-page.ts'

const { folder, count } = inputOf<{ folder: string; count: number }>()
// The browser is open before, as a user's is.
const { browser, show } = await openBrowser()
const began = performance.timeOrigin + performance.now()
const host = await startConsole(folder)
try {
  const shown = await show(host, '#/map?layer=report&status=all&last=800d')
  await shown.page.locator(`[data-field-ready="report"][data-records="${count}"]`).waitFor({ timeout: 60_000 })
  const { calls, paintedAt } = await shown.read()
  const origin = (await shown.page.evaluate(() => performance.timeOrigin)) - began
  const [first, field] = [calls[0], calls.find(({ method }) => method === 'field.get')]
  if (first === undefined || field === undefined || paintedAt === null) throw new Error('the page asked nothing')
  await hand({
    'process → address': host.addressMs, 'address → page begins': origin - host.addressMs, 'page → its first question': first.from,
    'first question → field asked': field.from - first.from, 'field asked → answered': field.to - field.from, 'answered → painted': paintedAt - field.to,
    'start → field painted': origin + paintedAt,
  })
} finally {
  await browser.close()
  await host.stop()
}
