/** Part: the memory of a page without anything in it, below which no heat map can be. */
import { openBrowser } from './watched-page.ts'
import { hand } from './part.ts'
import { listProcesses, pageMbOf } from './processes.ts'
import type { Sample } from './verdict.ts'

const { browser } = await openBrowser()
try {
  const page = await browser.newPage()
  await page.goto('about:blank')
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const browserPid = listProcesses().find(({ parent, command }) => parent === process.pid && /chrom/i.test(command))?.pid ?? 0
  await hand({ wallMs: Number.NaN, cpuMs: Number.NaN, answer: 'the product beside itself', peakMb: pageMbOf(browserPid) } satisfies Sample)
} finally {
  await browser.close()
}
