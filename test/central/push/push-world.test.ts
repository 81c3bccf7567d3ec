/** Random work of three desks: nothing lost, doubled, overwritten or illegal; and without one of the defences the model misses it. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { SourcePatch } from '../../sim/source-patch.ts'
import { EMBEDDED, findPostgres } from '../databases.ts'
import type { Databases } from '../databases.ts'
import { runWorlds } from './push-world.ts'

const run = promisify(execFile)
const RUNS = Number(process.env.PUSH_RUNS ?? 50)
const seed = Number(process.env.PUSH_SEED ?? Math.floor(Math.random() * 2 ** 31))

const postgres = await findPostgres()
after(() => postgres?.stop())

async function look(databases: Databases, say: (line: string) => void): Promise<void> {
  say(`seed ${seed}, ${RUNS} runs; PUSH_SEED and PUSH_RUNS choose others`)
  const { message, counterexample, results } = await runWorlds(RUNS, seed, await databases.fresh())
  say(JSON.stringify(results))
  assert.equal(message, null, `${message} (${counterexample})`)
  // A run in which nothing was refused would prove little.
  for (const kind of ['applied', 'conflict', 'rejected', 'blocked']) assert.ok((results[kind] ?? 0) > 0, kind)
}

test('whatever three desks do, each op is applied once or visibly refused', (t) => look(EMBEDDED, (line) => t.diagnostic(line)))
test('and so it is when they do it at once', { skip: postgres === null ? 'no PostgreSQL 15 or newer on this machine' : false }, (t) => look(postgres as Databases, (line) => t.diagnostic(line)))

const inPush = (file: string, find: string, replace: string): SourcePatch => ({ file: `main/central/push/${file}.ts`, find, replace })
interface TakenOut { name: string; patches: SourcePatch[]; sees: RegExp; /** Missed only where desks work at once. */ atOnce?: true }
const TAKEN_OUT: TakenOut[] = [
  {
    name: 'the remembered answers', sees: /another answer|not what was done/,
    patches: [inPush('applied-op', 'return claimed.length > 0 ? null : findOp(tx, opId)', 'return null')],
  },
  {
    name: 'the remembered answers and the second line behind them', sees: /another answer|not what was done|sum of its acts/,
    patches: [inPush('applied-op', 'return claimed.length > 0 ? null : findOp(tx, opId)', 'return null'), inPush('settle-op', 'if (act === null) return null', 'if (act === null || op.op_id) return null')],
  },
  { name: 'the versions of the groups', sees: /overwritten unseen/, patches: [inPush('judge-change', 'base[group] !== held.gver[group]', 'base[group] === undefined')] },
  {
    name: 'the check of the case flow', sees: /illegal|from where the case was not/,
    patches: [
      inPush('judge-change', 'const judged = judgeAction(held.row, op.action, actor, now)', `const judged = { possible: true, to: op.to, why: 'other-status' }`),
      inPush('judge-change', 'op.from !== held.row.status || op.to !== judged.to', 'op.from === op.to'),
    ],
  },
  { name: 'what a merged case had collected itself', sees: /not what is merged into it/, patches: [{ file: 'main/casework/merged-cases.ts', find: '...(row.merged ?? []).map((entry) => ({ ...entry, into: entry.into ?? row.id, at }))', replace: '' }] },
  { name: 'leaving out what is taken out again', sees: /not what is merged into it/, patches: [inPush('merged-line', ': release(one.row, held.row, at)', ': one.row')] },
  { name: 'the line above a merged case', sees: /not what is merged into it/, patches: [inPush('merged-line', 'for (const one of line) {', 'for (const one of line.slice(0, 1)) {')] },
  { name: 'the lock on the case', atOnce: true, sees: /overwritten unseen|from where the case was not|sum of its acts|not counted|not what is merged into it/, patches: [inPush('case-facts', 'ORDER BY id FOR UPDATE', 'ORDER BY id')] },
]

describe('a defence that is gone is missed', () => {
  for (const { name, patches, sees, atOnce } of TAKEN_OUT) {
    test(name, { skip: atOnce && postgres === null ? 'no PostgreSQL 15 or newer on this machine' : false }, async (t) => {
      const database = await (atOnce ? (postgres as Databases) : EMBEDDED).fresh()
      const { stdout } = await run(process.execPath, [fileURLToPath(new URL('push-without.ts', import.meta.url)), JSON.stringify({ patches, runs: 200, seed: 1, database })])
      t.diagnostic(stdout.trim())
      assert.match(stdout, /^found at run/)
      assert.match(stdout, sees)
    })
  }
})
