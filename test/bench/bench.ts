/** `npm run bench`: the goals of the chain's speed, each as a ratio inside one run, beside the machine's own limits. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { briefing } from './briefing.ts'
import { caseIndex, cases } from './cases.ts'
import { cells } from './cells.ts'
import { columns } from './columns.ts'
import { consoleStart } from './console-start.ts'
import { type Contest, hold, type Outcome } from './contest.ts'
import { density } from './density.ts'
import { firstSync } from './first-sync.ts'
import { grid } from './grid.ts'
import { outbox } from './outbox.ts'
import { page } from './page.ts'
import { peers } from './peers.ts'
import { tableOf, verdictOf } from './report.ts'
import { measuredBrowser } from './watched-page.ts'
import { worker } from './worker.ts'

type Subject = (work: string, reports: number, rounds: number, say: (line: string) => void) => Promise<Contest | Outcome>
const SUBJECTS = {
  'first-sync': firstSync, columns, cells, cases, 'case-index': caseIndex, density, worker, page, peers, start: consoleStart, outbox, grid, briefing,
} satisfies Record<string, Subject>

const { values } = parseArgs({
  options: {
    reports: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string' }, json: { type: 'string' }, work: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
})
const sizes = (values.reports ?? (values.quick ? '100000' : '100000,1000000')).split(',').map(Number)
const rounds = Number(values.rounds ?? (values.quick ? 3 : 5))
const only = values.only?.split(',') ?? Object.keys(SUBJECTS)
const unknown = only.filter((name) => !(name in SUBJECTS))
if (unknown.length > 0 || sizes.some((size) => !(size >= 1_000)) || !(rounds >= 1)) {
  console.error(`bench: --only takes ${Object.keys(SUBJECTS).join(',')}; --reports numbers from 1000; --rounds a number`)
  process.exit(2)
}
const work = values.work ?? mkdtempSync(join(tmpdir(), 'yongai-bench-'))
mkdirSync(work, { recursive: true })

const began = performance.now()
const say = (line: string): void => console.error(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${line}`)
const outcomes: Outcome[] = []
const broken: string[] = []

/** A subject that cannot be measured fails the bench, not the other subjects. */
async function measure(name: keyof typeof SUBJECTS, reports: number): Promise<Outcome> {
  try {
    const subject = await SUBJECTS[name](work, reports, rounds, say)
    return 'findings' in subject ? subject : await hold(subject, rounds, say)
  } catch (error) {
    say(`${name} ${reports}: ${error instanceof Error ? error.message : String(error)}`)
    broken.push(`${name} at ${reports} not measured`)
    return { contest: name, reports, findings: [], rounds: [], paces: [], repeated: false }
  }
}

try {
  for (const reports of sizes)
    for (const name of only) outcomes.push(await measure(name as keyof typeof SUBJECTS, reports))
} finally {
  if (values.work === undefined) rmSync(work, { recursive: true, force: true })
}
for (const line of tableOf(outcomes)) console.log(line)
const verdict = verdictOf(outcomes, broken)
if (values.json !== undefined) {
  const machine = { processors: cpus().length, model: cpus()[0]?.model, node: process.version, browser: measuredBrowser() }
  writeFileSync(values.json, `${JSON.stringify({ machine, rounds, sizes, ok: verdict.ok, verdict: verdict.line, outcomes }, null, 2)}\n`)
}
console.log('heat maps of others are measured by peers (deck.gl’s HeatmapLayer 9.4, leaflet.heat 0.2); DuckDB, PouchDB and RxDB are not measured: the goals beside those are not judged')
console.log(`pages were measured in ${measuredBrowser() ?? 'no browser'}`)
console.log(verdict.line)
process.exit(verdict.ok ? 0 : 1)
