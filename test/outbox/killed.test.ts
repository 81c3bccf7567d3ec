/** A real process with its real thread and disk, killed at random moments: what it had called saved is there, once, in its order. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { allOps, lose, within } from './scene.ts'

const KILLS = 60
const SAVER = fileURLToPath(new URL('saver.ts', import.meta.url))

/** What it said until it was killed, after so many of its words and so many milliseconds more. */
async function runAndKill(folder: string, afterWords: number, laterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [...process.execArgv, SAVER, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const words: string[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    words.push(line)
    if (words.length === afterWords) setTimeout(() => child.kill('SIGKILL'), laterMs)
  })
  const [[code, signal]] = await Promise.all([once(child, 'exit'), once(lines, 'close')])
  assert.deepEqual([code, signal], [null, 'SIGKILL'])
  return words
}

test(`killed ${KILLS} times while it saves, sends, settles and compacts, it has every edit it called saved`, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-killed-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const saved = new Set<string>()
  const applied = new Set<string>()
  const seed = Math.floor(Math.random() * 2 ** 31)
  t.diagnostic(`seed ${seed}`)
  let x = seed || 1
  const random = (below: number): number => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % below
  }
  for (let kill = 1; kill <= KILLS; kill++) {
    for (const line of await runAndKill(folder, 1 + random(40), random(12))) {
      const [word, id = ''] = line.split(' ')
      if (word === 'open') assert.equal(id, 'whole', `start ${kill}`)
      if (word === 'saved') saved.add(id)
      if (word === 'applied') applied.add(id)
    }
    if (kill % 10 === 0) lose(folder, kill % 20 === 0 ? 'journal' : 'database')
  }
  assert.ok(saved.size > KILLS, `${saved.size} saved`)
  within(folder, ({ context, opening }) => {
    assert.deepEqual([opening.sealed, opening.lost, opening.badPlaces], [null, [], 0])
    const found = new Map(allOps(context).map((op) => [op.op_id, op]))
    assert.deepEqual([...saved].filter((id) => !found.has(id)), [])
    assert.deepEqual([...applied].filter((id) => found.get(id)?.state !== 'applied'), [])
    const order = [...saved].flatMap((id) => found.get(id)?.n ?? [])
    assert.deepEqual(order, order.toSorted((a, b) => a - b))
  })
})
