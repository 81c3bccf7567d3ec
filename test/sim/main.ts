/** `npm run sim`: random worlds with faults, level 1 or 2; the proof that each defence is missed when it is gone; or a real desk killed at every step. */
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { CampaignOptions } from './campaign.ts'
import { openParts } from './levels.ts'
import { reportOf, tableOf } from './report.ts'
import { sabotage, sabotageTable, type SabotageResult } from './sabotage.ts'
import { simulate, type Scenario } from './sim-run.ts'
import { inThreads } from './threads.ts'

const { values } = parseArgs({
  options: {
    level: { type: 'string' }, runs: { type: 'string' }, seed: { type: 'string', default: '1' }, threads: { type: 'string' }, longest: { type: 'string', default: '60' },
    json: { type: 'string' }, replay: { type: 'string' }, sabotage: { type: 'boolean', default: false }, kills: { type: 'boolean', default: false }, help: { type: 'boolean', default: false }, only: { type: 'string' },
  },
})

const level: 1 | 2 = values.level === '2' ? 2 : 1
const seed = Number(values.seed)
const threads = Number(values.threads ?? availableParallelism())

function finish(outcome: { ok: boolean }, verdict: string): never {
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(outcome, null, 2)}\n`)
  console.log(verdict)
  process.exit(outcome.ok ? 0 : 1)
}

async function replay(text: string): Promise<never> {
  const parts = await openParts(level)
  const { violation, trace } = await simulate(JSON.parse(text) as Scenario, { parts, keepsLines: true, afterHealing: parts.afterHealing })
  await parts.close()
  console.log(trace.lines.join('\n'))
  finish({ ok: violation === null }, violation === null ? 'sim: this scenario ends well' : `sim: ${violation}`)
}

async function run(): Promise<never> {
  const options: CampaignOptions = { level, runs: Number(values.runs ?? (level === 1 ? 100_000 : 2_000)), seed, longest: Number(values.longest), repeatEvery: 100 }
  let said = 0
  const results = await inThreads(options, threads, (runs) => {
    if (runs < said + options.runs / 20) return
    said = runs
    process.stderr.write(`  ${runs} of ${options.runs}\n`)
  })
  const report = reportOf({ level, seed, threads }, results)
  console.log(tableOf(report))
  const verdict = report.failures.length > 0 ? `${report.failures.length} violations` : report.ok ? 'nothing lost, no ghost, nothing stuck, no wrong answer' : `void: ${report.never.length} things never happened`
  finish(report, `sim level ${level}: ${report.runs} runs, ${verdict}${report.isJudged ? '' : ' (too few runs to judge what is rare)'}`)
}

async function kill(): Promise<never> {
  const { killAll } = await import('./kills.ts')
  const killed = await killAll(null, ({ name, wrong }) => console.log(`${wrong === null ? ' ' : '✖'} ${name}${wrong === null ? '' : `: ${wrong}`}`))
  const lost = killed.filter(({ wrong }) => wrong !== null).length
  finish({ ok: lost === 0, killed } as { ok: boolean }, `kills: ${killed.length} steps, ${lost === 0 ? 'nothing lost, nothing doubled, no false refusal' : `${lost} went wrong`}`)
}

const HELP = `npm run sim -- [--level 1|2] [--runs N] [--seed N] [--threads N] [--longest N] [--json FILE]   random worlds: desks, people, network, disks, central
npm run sim -- --replay SCENARIO [--level 1|2]   one run again, step by step
npm run sim -- --sabotage [--level 1|2] [--only WORDS] [--runs N]   each defence taken out, and the run at which it is missed
npm run sim -- --kills   a real desk killed at each step of saving, sending, settling, applying and swapping`

if (values.help) {
  console.log(HELP)
  process.exit(0)
}
if (values.kills) await kill()
if (values.replay !== undefined) await replay(values.replay)
if (values.sabotage) {
  const found: SabotageResult[] = []
  for (const one of values.level === undefined ? ([1, 2] as const) : [level]) {
    found.push(...(await sabotage({ level: one, seed, threads, ...(values.only === undefined ? {} : { only: values.only }), ...(values.runs === undefined ? {} : { runs: Number(values.runs) }) })))
  }
  console.log(sabotageTable(found))
  const missed = found.filter((one) => !one.ok)
  const alone = found.filter((one) => one.found === null && one.ok).length
  finish({ ok: missed.length === 0, found } as { ok: boolean }, missed.length === 0 ? `sabotage: ${found.length - alone} of ${found.length} missed, ${alone} only together with the one behind them` : `sabotage: NOT missed: ${missed.map((one) => one.name).join(', ')}`)
}
await run()
