/** `npm run drill`: makes each fault of the wall's acceptance and measures until the wall is right again, or says rightly what is old. */
import { writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { parseArgs } from 'node:util'
import { findChromium } from '../browser/chromium.ts'
import { createClosers } from './closers.ts'
import { type Outcome, tryFault } from './fault.ts'
import { FAULTS } from './faults.ts'
import { openDrillWall } from './drill-wall.ts'
import { chooseFaults, isRight, judge, type Result } from './verdict.ts'

const closers = createClosers((what, error) => console.error(`drill: ${what} could not be closed: ${String(error)}`))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void closers.closeAll().finally(() => process.exit(128 + constants.signals[signal])))

const results: Result[] = []
try {
  const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } })
  const chosen = chooseFaults(FAULTS, values.only)
  if (findChromium() === null) throw new Error('there is no Chromium on this machine; npm test installs one')
  const wall = await openDrillWall(closers)
  for (const fault of chosen) {
    console.log(`${fault.name}: ${fault.what} …`)
    const outcome = await tryFault(fault, wall)
    results.push({ fault: { name: fault.name, what: fault.what, right: fault.right, limitMs: fault.limitMs }, outcome, ok: isRight(fault, outcome) })
    console.log(`  ${wordsOf(outcome)}`)
  }
  report(values.json)
} catch (error) {
  console.error(`drill: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  await closers.closeAll()
}
process.exit()

function report(json: string | undefined): void {
  const width = Math.max(...results.map(({ fault }) => fault.name.length))
  console.log('')
  for (const { fault, outcome, ok } of results) console.log(`${fault.name.padEnd(width)}  ${outcome.is === 'skipped' ? 'skipped' : ok ? 'passed ' : 'FAILED '}  ≤ ${fault.limitMs / 1_000} s  ${wordsOf(outcome)}`)
  const { ok, verdict } = judge(results)
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ok, verdict: `drill: ${verdict}`, results }, null, 2)}\n`)
  console.log(`drill: ${verdict}`)
  process.exitCode = ok ? 0 : 1
}

function wordsOf(outcome: Outcome): string {
  if (outcome.is === 'skipped' || outcome.is === 'wrong') return `${outcome.is}: ${outcome.why}`
  return `${outcome.is === 'picture' ? 'the right picture' : 'the right mark'} after ${(outcome.ms / 1_000).toFixed(1)} s`
}
