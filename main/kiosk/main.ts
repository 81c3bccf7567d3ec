/**
 * `npm run kiosk`: shows walls in browsers of this PC and keeps them there. It starts the console's browser host, opens one kiosk browser for each wall,
 * and starts page, browser or console anew by the same ladder as the desktop program. What restarts this process is the system's.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { RestartCause } from '../../preload/contract/wall-health.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'
import { createAddresses } from './addresses.ts'
import { browserArgs, findBrowser, type Pc } from './browsers.ts'
import { type ConsoleRun, keepConsole } from './console-keeper.ts'
import { endLeftover, noteBrowser } from './leftover.ts'
import { readFromConsole } from './messages.ts'
import { readOptions, USAGE } from './options.ts'
import { createWallKeeper, type Running } from './wall-keeper.ts'

const TICK_MS = 1_000
const START = fileURLToPath(new URL('../start.mjs', import.meta.url))
const say = (line: string): void => void process.stdout.write(`kiosk: ${line}\n`)
const monotonic = (): number => performance.now()
/** Ended with this process, whatever ends it, where a process can still do anything: see `leftover.ts`. */
const browsers = new Set<ChildProcess>()
process.on('exit', () => browsers.forEach((browser) => browser.kill('SIGKILL')))

function run(args: string[]): void {
  const dataFolder = args[args.indexOf('--default-data') + 1] ?? ''
  const options = readOptions(args.filter((_, n) => n !== args.indexOf('--default-data') && n !== args.indexOf('--default-data') + 1))
  if (options.help) return void process.stdout.write(`${USAGE}\n`)
  const pc: Pc = { system: process.platform, env: process.env, exists: existsSync, isRoot: process.getuid?.() === 0 }
  const browser = findBrowser(options.browser ?? process.env['CHROME'] ?? null, pc)
  if (browser === null) throw new Error('No Chromium, Edge or Chrome was found on this PC; name one with --browser FILE.')
  const profiles = join(options.data ?? dataFolder, 'kiosk')
  say(`walls ${options.walls.join(', ')} in ${browser}${options.headless ? ', without a screen' : ''}; profiles below ${profiles}. End with Ctrl+C.`)

  let link: ChildProcess | null = null
  let before: RestartCause = 'opened'
  const addresses = createAddresses({
    // One that cannot be told ends in a moment, or is found to be silent.
    send: (message) => void (link?.connected === true && link.send(message, () => {})),
    after(delayMs, work) {
      const timer = setTimeout(work, delayMs)
      return () => clearTimeout(timer)
    },
    onSilent: () => keeper.hangs(),
  })
  const folderOf = (wall: WallId): string => join(profiles, wall)
  const open = (wall: WallId, address: string): Running => {
    const folder = folderOf(wall)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return startBrowser(browser, folder, browserArgs({ address, folder, at: options.at[wall] ?? null, headless: options.headless }, pc))
  }
  const keepers = new Map(options.walls.map((wall) => [wall, createWallKeeper({ wall, monotonic, say, askAddress: addresses.ask, open: (address) => open(wall, address) })]))

  const hear = (message: unknown): void => {
    const told = readFromConsole(message)
    if (told === null) return
    if (told.kiosk === 'ready') {
      addresses.ready()
      // Only now is it sure that no other supervisor works on these folders.
      if (before === 'opened') for (const wall of options.walls) if (endLeftover(folderOf(wall))) say(`wall ${wall}: a browser was left behind; ended`)
      for (const keeper of keepers.values()) keeper.start(before)
      before = 'console'
      return
    }
    if (told.kiosk === 'address') addresses.answered(told.wall, told.address)
    if (told.kiosk === 'beat') keepers.get(told.wall)?.beat(told.page, told.frames, told.visible)
    if (told.kiosk === 'unsafe') keepers.get(told.wall)?.unsafe()
  }
  const begin = (): ConsoleRun => {
    // Of the one before nothing is heard any more.
    const console = startConsole(options.console, (message) => link === console.child && hear(message))
    link = console.child
    return console
  }
  const keeper = keepConsole({
    monotonic, say, begin,
    onGone() {
      addresses.gone()
      for (const one of keepers.values()) one.pause()
    },
    onHopeless(how) {
      say(how)
      void stop(1)
    },
  })
  const timer = setInterval(() => {
    keeper.tick()
    for (const one of keepers.values()) one.tick()
  }, TICK_MS)

  let stopping = false
  async function stop(code: number): Promise<void> {
    if (stopping) return
    stopping = true
    clearInterval(timer)
    await Promise.allSettled([...keepers.values()].map((one) => one.stop()))
    await keeper.stop()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, () => void stop(0))
}

function startBrowser(browser: string, folder: string, args: string[]): Running {
  const child = spawn(browser, args, { stdio: 'ignore' })
  browsers.add(child)
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => child.pid === undefined && resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  void ended.then(() => browsers.delete(child))
  try {
    if (child.pid !== undefined) noteBrowser(folder, child.pid)
  } catch (error) {
    // It shows its wall without the note.
    say(`the browser's number could not be kept: ${String(error)}`)
  }
  return { pid: child.pid, ended, kill: () => void child.kill('SIGKILL') }
}

/** As `npm start` does it, without opening a browser. What it says is passed on, but that a console is open elsewhere is the end. */
function startConsole(args: string[], hear: (message: unknown) => void): ConsoleRun & { child: ChildProcess } {
  const withParent = new URL('../setup/with-parent.mjs', import.meta.url).href
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', withParent, START, '--for-kiosk', '--browser', '--no-open', ...args], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  let isElsewhere = false
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      isElsewhere ||= line.startsWith('The console is already running')
      process.stdout.write(`${line}\n`)
    })
  }
  child.on('message', hear)
  const ended = new Promise<{ how: string; hopeless: boolean }>((resolve) => {
    // A message that did not reach it comes here too; its end is told below.
    child.on('error', (error) => child.pid === undefined && resolve({ how: error.message, hopeless: true }))
    child.once('close', (code, signal) => resolve(isElsewhere
      ? { how: 'a console with this data folder is open already: end it and start the kiosk again, or take the address of a wall from its desk.', hopeless: true }
      : { how: signal ?? `exit code ${code}`, hopeless: false }))
  })
  return {
    child, ended,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await ended
      clearTimeout(timer)
    },
  }
}

try {
  run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
