/** Runs the test files, each in a process of its own, and sends the counts to the parent. Started by run.mjs with a Node.js that runs TypeScript. */
import { globSync } from 'node:fs'
import { relative } from 'node:path'
import { run } from 'node:test'
import { inRoot } from '../main/setup/paths.mjs'

const args = process.argv.slice(2)
const filters = args.filter((arg) => !arg.startsWith('--'))
const skipEndToEnd = args.includes('--skip-e2e')
const files = globSync(inRoot('test', '**', '*.test.ts')).sort().filter((file) => {
  const name = relative(inRoot(), file).replaceAll('\\', '/')
  if (skipEndToEnd && name.startsWith('test/e2e/')) return false
  return filters.length === 0 || filters.some((filter) => name.includes(filter))
})

const counts = { passed: 0, failed: 0, skipped: 0 }
const skips = []
const failures = []
const inFile = (test) => `${relative(inRoot(), test.file ?? '')}: ${test.name}`

if (files.length > 0) {
  const events = run({ files, concurrency: 2, cwd: inRoot(), timeout: 300_000 })
  let file = ''
  events.on('test:pass', (test) => {
    // Suites and files hold tests; they are none.
    if (test.details.type === 'suite' || test.nesting === 0 && test.file === undefined) return
    if (test.skip !== undefined || test.todo !== undefined) {
      counts.skipped++
      skips.push(`${inFile(test)} (${test.skip || test.todo || 'no reason given'})`)
      return
    }
    counts.passed++
    const name = relative(inRoot(), test.file ?? '')
    if (name !== file) console.log((file = name))
    console.log(`  ✔ ${test.name} (${Math.round(test.details.duration_ms)} ms)`)
  })
  events.on('test:fail', (test) => {
    const error = test.details.error
    // A parent fails with its children; the children are counted.
    if (test.details.type === 'suite' || error?.failureType === 'subtestsFailed') return
    counts.failed++
    console.log(`  ✖ ${inFile(test)}`)
    failures.push(`${inFile(test)}${test.line === undefined ? '' : ` (line ${test.line})`}\n${describe(error)}`)
  })
  events.on('test:stderr', ({ message }) => process.stderr.write(message))
  await new Promise((resolve) => events.on('end', resolve).resume())
}
if (skips.length > 0) console.log(`\nSkipped:\n${skips.map((skip) => `  ${skip}`).join('\n')}`)
if (failures.length > 0) console.log(`\nFailed:\n\n${failures.join('\n\n')}\n`)
process.send?.(counts, () => process.exit(0))

function describe(error) {
  const cause = error?.cause ?? error
  return String(cause?.stack ?? cause).split('\n').slice(0, 25).map((line) => `  ${line}`).join('\n')
}
