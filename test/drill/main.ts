/** `npm run drill`: makes each fault of the wall's acceptance and measures until the wall is right again, or says rightly what is old. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findChromium } from '../browser/chromium.ts'
import { type Fault, type Outcome, tryFault } from './fault.ts'
import { faultsOf } from './faults.ts'
import { openDrillWall } from './drill-wall.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } })
if (findChromium() === null) {
  console.error('drill: there is no Chromium on this machine; npm test installs one')
  process.exit(1)
}

const wall = await openDrillWall()
const results: { fault: Omit<Fault, 'run'>; outcome: Outcome; ok: boolean }[] = []
try {
  const only = values.only?.split(',')
  for (const fault of faultsOf(wall).filter(({ name }) => only === undefined || only.includes(name))) {
    console.log(`${fault.name}: ${fault.what} …`)
    const outcome = await tryFault(fault)
    results.push({ fault: { name: fault.name, what: fault.what, right: fault.right, limitMs: fault.limitMs }, outcome, ok: isRight(fault, outcome) })
    console.log(`  ${wordsOf(outcome)}`)
  }
} finally {
  await wall.close()
}

function isRight({ right, limitMs }: Fault, outcome: Outcome): boolean {
  return outcome.is === 'skipped' || (outcome.is === right && outcome.ms <= limitMs)
}
function wordsOf(outcome: Outcome): string {
  if (outcome.is === 'skipped' || outcome.is === 'wrong') return `${outcome.is}: ${outcome.why}`
  return `${outcome.is === 'picture' ? 'the right picture' : 'the right mark'} after ${(outcome.ms / 1_000).toFixed(1)} s`
}

const width = Math.max(...results.map(({ fault }) => fault.name.length))
console.log('')
for (const { fault, outcome, ok } of results) console.log(`${fault.name.padEnd(width)}  ${outcome.is === 'skipped' ? 'skipped' : ok ? 'passed ' : 'FAILED '}  ≤ ${fault.limitMs / 1_000} s  ${wordsOf(outcome)}`)
const failed = results.filter(({ ok }) => !ok)
const made = results.filter(({ outcome }) => outcome.is !== 'skipped').length
const verdict = failed.length === 0 ? `drill: the wall was right after all ${made} faults that could be made` : `drill: the wall was not right after ${failed.map(({ fault }) => fault.name).join(', ')}`
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ok: failed.length === 0, verdict, results }, null, 2)}\n`)
console.log(verdict)
process.exit(failed.length === 0 ? 0 : 1)
