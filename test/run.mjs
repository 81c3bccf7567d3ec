/** `npm test`: types, lint, then every test, on a machine with nothing but Node 20 and npm; ends with one line of counts. */
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { ensurePage } from '../main/setup/build.mjs'
import { ensureInstalled } from '../main/setup/install.mjs'
import { findNode, NODE_FLAGS } from '../main/setup/node.mjs'
import { inRoot } from '../main/setup/paths.mjs'
import { runToEnd } from '../main/setup/run.mjs'
import { ensureChromium } from './browser/install.mjs'

const LONGEST_RUN_MS = 60 * 60_000
const say = (line) => console.log(line)
const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'skip-e2e': { type: 'boolean', default: false } } })

/** A stage counts as one test: it passes when the tool finds nothing. */
async function runStage(name, node, args) {
  const { code, output } = await runToEnd(node, args, { cwd: inRoot() })
  say(code === 0 ? `✔ ${name}` : `✖ ${name}\n${output.trim()}`)
  return code === 0
}

function runTests(node, args) {
  return new Promise((resolve) => {
    let counts = null
    const child = spawn(node, [...NODE_FLAGS, inRoot('test', 'all.mjs'), ...args], { cwd: inRoot(), stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    // A test that spins in a process of its own can outlive every timeout of the runner: the run then ends with a failure, not never.
    const giveUp = setTimeout(() => child.kill('SIGKILL'), LONGEST_RUN_MS)
    child.on('message', (message) => (counts = message))
    child.on('close', () => {
      clearTimeout(giveUp)
      resolve(counts)
    })
  })
}

async function runAll() {
  await ensureInstalled(say)
  const node = findNode()
  let passed = 0
  let failed = 0
  const count = (ok) => (ok ? passed++ : failed++)
  if (positionals.length === 0) {
    count(await runStage('types: every folder against its own globals', node, [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '--build']))
    count(await runStage('lint: no warnings', node, [inRoot('node_modules', 'oxlint', 'bin', 'oxlint'), '--deny-warnings']))
  }
  if (!values['skip-e2e']) {
    try {
      await ensurePage(node, say)
    } catch (error) {
      say(`✖ page: ${error.message}`)
      count(false)
    }
    await ensureChromium(node, say)
  }
  const tests = await runTests(node, [...positionals, ...(values['skip-e2e'] ? ['--skip-e2e'] : [])])
  if (tests === null) {
    say('✖ the test run ended without a result')
    return { passed, failed: failed + 1, skipped: 0 }
  }
  if (tests.passed + tests.failed === 0) {
    say('✖ no test ran')
    return { passed, failed: failed + 1, skipped: tests.skipped }
  }
  return { passed: passed + tests.passed, failed: failed + tests.failed, skipped: tests.skipped }
}

const counts = await runAll().catch((error) => {
  say(`✖ ${error.message}`)
  return { passed: 0, failed: 1, skipped: 0 }
})
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed === 0 ? 0 : 1)
