/** `npm run bench:start`: how long a user waits from `npm start` to the first painted field, and what memory it then holds. Figures, not targets. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { launchChromium } from '../browser/chromium.ts'
import { familyOf, listProcesses, sumMb } from './processes.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PAINTED = '[data-map][data-field-ready]'
const WAIT_MS = 180_000

interface Start { start: string; addressSeconds: number; fieldSeconds: number | null; addressLines: number; memoryMb: Record<string, number> }

const { values } = parseArgs({ options: { json: { type: 'string' }, reports: { type: 'string' } } })

/** Seconds from the start of the process; the browser is open before, as a user's is. */
async function measureStart(name: string, data: string): Promise<Start> {
  const browser = await launchChromium()
  const browserPid = listProcesses().find(({ parent, command }) => parent === process.pid && /chrom/i.test(command))?.pid
  const began = performance.now()
  const since = (): number => Math.round((performance.now() - began) / 100) / 10
  const args = ['--no-open', '--browser', '--data', data, ...(values.reports === undefined ? [] : ['--reports', values.reports])]
  const product = spawn(process.execPath, [join(ROOT, 'main', 'start.mjs'), ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  try {
    const address = await new Promise<string>((found, fail) => {
      createInterface({ input: product.stdout }).on('line', (line) => {
        lines.push(line)
        const said = /^Console: (http:\/\/\S+)$/.exec(line)?.[1]
        if (said !== undefined) found(said)
      })
      product.once('exit', (code) => fail(new Error(`the start ended with ${code} before it said an address:\n${lines.join('\n')}`)))
      setTimeout(() => fail(new Error(`no address within ${WAIT_MS} ms:\n${lines.join('\n')}`)), WAIT_MS).unref()
    })
    const addressSeconds = since()
    const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' })).newPage()
    await page.goto(address)
    const fieldSeconds = await page.locator(PAINTED).first().waitFor({ timeout: WAIT_MS }).then(since, () => null)
    const memoryMb = readMemory(product.pid ?? 0, browserPid)
    return { start: name, addressSeconds, fieldSeconds, addressLines: lines.filter((line) => line.includes('http://')).length, memoryMb }
  } finally {
    await browser.close()
    if (product.exitCode === null && product.signalCode === null) {
      product.kill('SIGINT')
      await once(product, 'exit')
    }
  }
}

function readMemory(productPid: number, browserPid: number | undefined): Record<string, number> {
  const all = listProcesses()
  const product = familyOf(productPid, all)
  const browser = browserPid === undefined ? [] : familyOf(browserPid, all)
  const part = (path: string): number => sumMb(product.filter(({ command }) => command.includes(path)))
  return {
    'start.mjs': sumMb(product.filter(({ pid }) => pid === productPid)),
    'browser host': part(join('main', 'loopback', 'main.ts')),
    'practice central': part(join('main', 'central', 'main.ts')),
    'Chromium renderers': sumMb(browser.filter(({ command }) => command.includes('--type=renderer'))),
  }
}

const data = mkdtempSync(join(tmpdir(), 'yongai-bench-'))
const starts: Start[] = []
try {
  for (const name of ['first', 'second']) starts.push(await measureStart(name, data))
} finally {
  rmSync(data, { recursive: true, force: true })
}
console.table(Object.fromEntries(starts.map(({ start, addressSeconds, fieldSeconds, memoryMb }) => [
  `${start} start`, { 'address, s': addressSeconds, 'field, s': fieldSeconds ?? 'never', ...Object.fromEntries(Object.entries(memoryMb).map(([of, mb]) => [`${of}, MB`, mb])) },
])))
const wrong = starts.flatMap(({ start, fieldSeconds, addressLines }) => [
  ...(fieldSeconds === null ? [`the ${start} start never painted a field`] : []),
  ...(addressLines === 1 ? [] : [`the ${start} start printed ${addressLines} lines with an address`]),
])
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ starts, ok: wrong.length === 0 }, null, 2)}\n`)
console.log(wrong.length === 0 ? 'start: both starts said one address and painted the field' : `start: ${wrong.join('; ')}`)
process.exit(wrong.length === 0 ? 0 : 1)
