/** The kiosk's supervisor over a real browser and a real console: what is killed comes back, under an address that was not there before. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test, type TestContext } from 'node:test'
import { browserTest, findChromium } from '../browser/chromium.ts'
import { until } from '../until.ts'

const needs = { ...browserTest(), ...(process.platform === 'linux' ? {} : { skip: 'reads /proc' }) }
const ENTRY = fileURLToPath(new URL('../../main/kiosk/main.ts', import.meta.url))
const OPENED = /^kiosk: wall 1: opened \(browser process (\d+)\)$/

function startKiosk(t: TestContext): { child: ChildProcess; lines: string[]; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-kiosk-'))
  const lines: string[] = []
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ENTRY, '--headless', '--walls', '1', '--data', folder, '--reports', '300', '--pace', '0', '--default-data', folder], {
    env: { ...process.env, CHROME: findChromium() ?? '' }, stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  t.after(async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  })
  return { child, lines, folder }
}

const commandOf = (pid: string | number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}
const pidsOf = (lines: string[]): number[] => lines.flatMap((line) => Number(OPENED.exec(line)?.[1] ?? Number.NaN)).filter((pid) => !Number.isNaN(pid))
/** Processes that work on this folder. */
const ofFolder = (folder: string): string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandOf(name).some((arg) => arg.includes(folder)))

test('a browser that is killed is back under a new address, a console that is killed brings everything back, and the end leaves nothing behind', needs, async (t) => {
  const { child, lines, folder } = startKiosk(t)
  /** And its page beats: somebody in front of it sees a wall again. */
  const untilOpened = async (times: number): Promise<string> => {
    await until(() => pidsOf(lines).length >= times && lines.filter((line) => line === 'kiosk: wall 1: answers').length >= times).catch((error: unknown) => assert.fail(`${String(error)}\n${lines.join('\n')}`))
    return commandOf(pidsOf(lines).at(-1) ?? 0).find((arg) => arg.startsWith('http')) ?? ''
  }
  const first = await untilOpened(1)
  assert.match(first, /^http:\/\/127\.0\.0\.1:\d+\/wall\.html\?wall=1#code=[\w-]{22}$/)

  process.kill(pidsOf(lines).at(-1)!, 'SIGKILL')
  const second = await untilOpened(2)
  assert.equal(second.split('#')[0], first.split('#')[0])
  assert.notEqual(second, first)
  assert.ok(lines.includes('kiosk: wall 1: its browser ended (SIGKILL)') && lines.includes('kiosk: wall 1: again in 1 s'), lines.join('\n'))

  const host = ofFolder(folder).find((pid) => commandOf(pid).some((arg) => arg.endsWith('loopback/main.ts')))
  process.kill(Number(host), 'SIGKILL')
  const third = await untilOpened(3)
  assert.notEqual(third, second)
  assert.ok(lines.includes('kiosk: the console ended (exit code 1); again in 1 s') && lines.includes('kiosk: wall 1: the console is back; opened anew'), lines.join('\n'))

  // What it says ends up in a journal.
  assert.ok(lines.every((line) => !line.includes('code=')), lines.join('\n'))

  child.kill('SIGTERM')
  await once(child, 'exit')
  await until(() => ofFolder(folder).filter((pid) => Number(pid) !== process.pid).length === 0)
})
