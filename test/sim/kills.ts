/** The kill matrix of the console: a real desk against a real central, killed at one step, started again; afterwards every edit that was called saved is there exactly once. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startCentral, type Central } from '../../main/central/central.ts'
import { commit, load } from '../../main/central/log.ts'
import { openDatabase } from '../../main/central/sql.ts'
import { findPostgres } from '../central/databases.ts'
import { caseRow, pointRow, signInAll, smallCity, STREETS } from '../central/small-city.ts'
import type { KillPlan } from './kill-desk.ts'
import { startApi } from '../storm/api-child.ts'
import { KILL_STEPS, type KillStep } from './kill-steps.ts'
import type { SourcePatch } from './source-patch.ts'

export interface Killed {
  name: string
  /** Null: nothing is lost, doubled or falsely refused. */
  wrong: string | null
}

const DESK = fileURLToPath(new URL('kill-desk.ts', import.meta.url))
const PRELOAD = new URL('kill-preload.ts', import.meta.url).href
const PATIENCE_MS = 120_000

/** What it said, and how it ended. */
async function run(plan: KillPlan, step: KillStep | null): Promise<{ words: string[]; signal: string | null; code: number | null }> {
  const args = [...process.execArgv, ...(step === null ? [] : ['--import', PRELOAD]), DESK, JSON.stringify(plan)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...(step === null ? {} : { KILL_PATCH: JSON.stringify(step.patch) }) } })
  const words: string[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => words.push(line))
  const impatience = setTimeout(() => child.kill('SIGTERM'), PATIENCE_MS)
  const [[code, signal]] = (await Promise.all([once(child, 'exit'), once(lines, 'close')])) as [[number | null, string | null], unknown]
  clearTimeout(impatience)
  return { words, signal, code }
}

async function look({ sql }: Pick<Central, 'sql'>, plan: KillPlan, words: readonly string[], end: { refused: unknown[]; place: string; notes: number }): Promise<string | null> {
  const saved = words.flatMap((word) => (word.startsWith('saved ') ? [word.slice(6)] : []))
  const [row] = await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case' AND id = $1`, [plan.caseId])
  const acts = (await sql.query<{ id: string }>(`SELECT id FROM record WHERE type = 'act' AND (body::jsonb) ->> 'case' = $1 ORDER BY ver`, [plan.caseId])).map(({ id }) => id)
  const { place, note_count = 0 } = JSON.parse(row?.body ?? '{}') as { place?: string; note_count?: number }
  const [note, noteRow, first, second] = plan.ids
  const lost = saved.filter((id) => !acts.includes(id === note ? noteRow : id))
  if (lost.length > 0) return `saved and lost: ${lost.join()}`
  if (note_count !== acts.filter((id) => id === noteRow).length) return `${note_count} notes are counted, ${acts.length} acts`
  const right = acts.includes(second) ? '桥西' : acts.includes(first) ? '桥东' : '桥头'
  if (place !== right) return `the place is ${place} instead of ${right}`
  if (end.refused.length > 0) return `refused: ${JSON.stringify(end.refused)}`
  return end.place === place && end.notes === note_count ? null : `the desk shows ${end.place} and ${end.notes} notes, the central has ${place} and ${note_count}`
}

export async function killAt(central: Central, token: string, step: KillStep): Promise<Killed> {
  const caseId = `k-${randomUUID()}`
  await central.sql.transaction((tx) => commit(tx, [{ op: 'put', row: caseRow(caseId, STREETS[0]) }, { op: 'put', row: pointRow(caseId, STREETS[0]) }]))
  const base = mkdtempSync(join(tmpdir(), 'killed-'))
  const account = { sub: 'office', role: 'office', city: '9901', homeArea: STREETS[0] } as const
  const plan: KillPlan = { central: central.address, token, base, account, caseId, ids: [randomUUID(), randomUUID(), randomUUID(), randomUUID()], isAgain: false }
  try {
    const killed = await run(plan, step)
    if (killed.signal !== 'SIGKILL') return { name: step.name, wrong: `it was not killed there: ${killed.code} ${killed.signal}, ${killed.words.join(' · ')}` }
    const again = await run({ ...plan, isAgain: true }, null)
    const end = again.words.find((word) => word.startsWith('end '))
    if (again.code !== 0 || end === undefined) return { name: step.name, wrong: `it did not come to an end: ${again.code} ${again.signal}, ${again.words.join(' · ')}` }
    return { name: step.name, wrong: await look(central, plan, killed.words, JSON.parse(end.slice(4)) as { refused: unknown[]; place: string; notes: number }) }
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}

/** The central dies when everything is committed and nobody has been told; null: no PostgreSQL on this machine, which alone outlives its process. */
async function killCentral(): Promise<Killed | null> {
  const postgres = await findPostgres()
  if (postgres === null) return null
  const target = await postgres.fresh()
  if (target.kind !== 'postgres') return null
  const sql = await openDatabase(target)
  const base = mkdtempSync(join(tmpdir(), 'killed-'))
  try {
    await load(sql, smallCity(3))
    const { office } = await signInAll(sql)
    const dying = await startApi({ url: target.url, port: 0, patches: [CENTRAL_DIES] })
    const account = { sub: 'office', role: 'office', city: '9901', homeArea: STREETS[0] } as const
    const plan: KillPlan = { central: dying.address, token: office, base, account, caseId: `c-${STREETS[0]}-0`, ids: [randomUUID(), randomUUID(), randomUUID(), randomUUID()], isAgain: false }
    const desk = run(plan, null)
    await dying.ended
    const api = await startApi({ url: target.url, port: dying.port })
    const { words, code } = await desk
    await api.end()
    const end = words.find((word) => word.startsWith('end '))
    if (code !== 0 || end === undefined) return { name: CENTRAL_NAME, wrong: `the desk did not come to an end: ${words.join(' · ')}` }
    return { name: CENTRAL_NAME, wrong: await look({ sql }, plan, words, JSON.parse(end.slice(4)) as { refused: unknown[]; place: string; notes: number }) }
  } finally {
    await sql.close()
    await postgres.stop()
    rmSync(base, { recursive: true, force: true })
  }
}
const CENTRAL_NAME = 'the central: between commit and answer'
const DECIDED = 'for (const raw of push.ops) results.push(await settleOne({ ...receiving, epoch: push.epoch }, raw))'
const CENTRAL_DIES: SourcePatch = { file: 'main/central/push/receive-push.ts', find: DECIDED, replace: `${DECIDED}\n  if (push.ops.length > 0) process.kill(process.pid, 'SIGKILL')` }

/** One after the other; `told` hears of each. */
export async function killAll(names: readonly string[] | null, told: (killed: Killed) => void = () => {}): Promise<Killed[]> {
  const central = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: null })
  try {
    await load(central.sql, smallCity(3))
    const { office } = await signInAll(central.sql)
    const results: Killed[] = []
    for (const step of KILL_STEPS) {
      if (names !== null && !names.includes(step.name)) continue
      const killed = await killAt(central, office, step)
      results.push(killed)
      told(killed)
    }
    const killed = names === null ? await killCentral() : null
    if (killed !== null) {
      results.push(killed)
      told(killed)
    }
    return results
  } finally {
    await central.close()
  }
}
