/** `npm start`: from a fresh checkout to an open console. Plain JavaScript for Node 20, with nothing installed yet. */
import { resolve } from 'node:path'
import { runBeside, runToEnd } from './setup/run.mjs'
import { ensurePage, ensureShell, VITE, VITE_CONFIG } from './setup/build.mjs'
import { findElectron } from './setup/electron.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { findNode, NODE_FLAGS } from './setup/node.mjs'
import { openAddress } from './setup/open.mjs'
import { readOptions, USAGE } from './setup/options.mjs'
import { dataFolder, inRoot } from './setup/paths.mjs'
import { startPractice } from './setup/practice.mjs'
import { claimFolder, WINDOW } from './setup/single.mjs'

const say = (line) => console.log(line)
const running = []
let claim = null

async function startConsole(options) {
  const folder = dataFolder(options.data)
  claim = await claimFolder(folder, { onStarting: () => say('A start with this data folder is under way already; waiting for it …') })
  if (claim.address === WINDOW) return say('The console is already running with this data folder; its window comes to the front.')
  if (claim.address !== undefined) {
    say(`The console is already running with this data folder${options['for-kiosk'] ? '.' : '; here is a fresh address of it.'}`)
    showAddress(claim.address, options)
    return
  }
  const node = await prepare()
  const electron = options.browser || options.dev ? { why: 'not asked for' } : await findElectron(node, folder, say)
  if (electron.path === undefined && electron.why !== 'not asked for') say(`The desktop host cannot start here (${electron.why}): using the browser host.`)
  if (options.dev) running.push(runBeside(node, [VITE, 'build', '--watch', '--config', VITE_CONFIG], { cwd: inRoot(), onLine: (line) => say(`page: ${line}`) }))
  const practice = options['no-practice'] ? null : await startPractice({ node, folder, options, say, running })
  const shared = ['--data', folder, ...(practice === null ? [] : ['--practice', practice]), ...(options.central === undefined ? [] : ['--central', options.central]), ...(options.basemap === undefined ? [] : ['--basemap', resolve(options.basemap)])]
  const host = electron.path === undefined ? runBrowserHost(node, shared, options) : await runDesktopHost(node, electron.path, shared)
  running.push(host)
  const how = await host.ended
  if (!stopping) say(`The console ended (${how}).`)
  await stop(stopping || how === 'exit code 0' ? 0 : 1)
}

function runBrowserHost(node, shared, options) {
  const flags = ['--port', options.port, ...(options.dev ? ['--dev'] : []), ...(options['for-kiosk'] ? ['--kiosk'] : [])]
  const issue = () => host.child.connected && host.child.send('address')
  const host = runBeside(node, [...NODE_FLAGS, inRoot('main', 'loopback', 'main.ts'), ...shared, ...flags], {
    cwd: inRoot(),
    onLine(line) {
      const address = /^Console: (.*)$/.exec(line)?.[1]
      if (address === undefined) return say(line)
      claim.answer(address)
      // Not before: until it has said one it hears nothing, and is starting.
      claim.onAsk(issue)
      showAddress(address, options)
    },
  })
  if (options['for-kiosk']) {
    host.child.once('message', () => claim.onAsk(issue))
    host.child.on('message', (message) => process.connected && process.send(message))
    process.on('message', (message) => host.child.connected && host.child.send(message))
  }
  // Enter: the code in an address works once and for two minutes.
  if (process.stdin.isTTY) process.stdin.on('data', issue).unref()
  return host
}

async function runDesktopHost(node, electron, shared) {
  await ensureShell(node, say)
  // Another start of the program ends at once, and the first one's window comes to the front.
  claim.onAsk(() => {
    void runToEnd(electron, [inRoot(), ...shared], { cwd: inRoot(), timeoutMs: 30_000 })
    claim.answer(WINDOW)
  })
  return runBeside(electron, [inRoot(), ...shared], { cwd: inRoot(), onLine: say })
}

let opened = false
function showAddress(address, options) {
  // What the supervisor passes on is read by more than one.
  if (options['for-kiosk']) return
  say(`Console: ${address}`)
  if (!options['no-open'] && !opened) openAddress(address)
  opened = true
}

async function prepare() {
  await ensureInstalled(say)
  const node = findNode()
  await ensurePage(node, say)
  return node
}

async function runOnly(entry, args) {
  await ensureInstalled(say)
  const only = runBeside(findNode(), [...NODE_FLAGS, inRoot('main', ...entry), ...args], { onLine: say })
  running.push(only)
  const how = await only.ended
  await stop(stopping || how === 'exit code 0' ? 0 : 1)
}

/** The supervisor starts this file again for the console: the page is built once, here. */
async function runKiosk(args) {
  await prepare()
  await runOnly(['kiosk', 'main.ts'], [...args, '--default-data', dataFolder()])
}

let stopping = false
async function stop(code) {
  stopping = true
  // The console before the practice central: what it still has to say reaches a central that listens.
  for (const one of running.toReversed()) await one.stop()
  claim?.release?.()
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopping || stop(0))

try {
  const options = readOptions(process.argv.slice(2))
  if (options.kind === 'central') await runOnly(['central', 'main.ts'], options.args)
  else if (options.kind === 'outlines') await runOnly(['administer', 'outlines-main.ts'], [...options.args, '--default-data', dataFolder()])
  else if (options.kind === 'kiosk') await runKiosk(options.args)
  else if (options.help) say(USAGE)
  else await startConsole(options)
} catch (error) {
  console.error(error.message)
  await stop(1)
}
