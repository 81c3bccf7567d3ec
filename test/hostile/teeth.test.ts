/** The corpus has teeth: without the defence a trial is about, that trial fails. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Without } from './without.ts'

const run = promisify(execFile)
const inSync = (file: string, find: string, replace: string): Without['patches'][number] => ({ file: `main/sync/${file}.ts`, find, replace })

const TAKEN_OUT: (Without & { name: string })[] = [
  { name: 'one spoilt row does not stop its scope', from: ['rows.ts', 'ROWS'], trial: 'a row unlike its hash', patches: [inSync('scope-machine', 'return scope.rowRefusals >= LENIENT_AFTER', 'return scope.rowRefusals < 0')] },
  { name: 'a page that brings nothing although more is promised waits', from: ['pages.ts', 'PAGES'], trial: 'a head that never comes nearer', patches: [inSync('scope-answer', "scope.task !== 'snapshot' && event.cursor === scope.cursor && event.head > event.cursor", "scope.task !== 'snapshot' && event.cursor < 0")] },
  { name: 'a scope that gets no further pauses', from: ['pages.ts', 'PAGES'], trial: 'empty pages that always promise more', patches: [inSync('scope-machine', 'return scope.tries.filter((at) => now - at < STUCK_MS).length > STUCK_TRIES', 'return scope.tries.length > STUCK_TRIES && now < 0'), inSync('scope-machine', 'return over < 0 || last === undefined ? 0', 'return over < 0 || last !== undefined ? 0')] },
  { name: 'an answer keeps a least pace', from: ['wire.ts', 'WIRE'], trial: 'a byte now and then', patches: [inSync('net', 'size() - from < PACE_BYTES ? expire() : this.demand(size)', 'size() < from ? expire() : this.demand(size)')] },
  { name: 'an answer has a largest size', from: ['wire.ts', 'WIRE'], trial: '40 MB that are no bomb', patches: [inSync('net', 'if (size > LIMITS.answerBytes) throw', 'if (size < 0) throw')] },
]

describe('a defence that is gone is missed', { concurrency: 2 }, () => {
  for (const { name, ...without } of TAKEN_OUT) {
    test(name, async () => {
      const { stdout } = await run(process.execPath, [fileURLToPath(new URL('without.ts', import.meta.url)), JSON.stringify(without)], { timeout: 120_000 })
      assert.match(stdout, /^failed: /m)
    })
  }
})
