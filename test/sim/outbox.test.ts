/** The outbox in memory and the real one mean the same, whatever is asked of them, whichever file is lost. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import * as fc from 'fast-check'
import type { Op } from '../../main/outbox/op.ts'
import { createIds } from './chance.ts'
import { createMemoryOutbox } from './memory-outbox.ts'
import type { OpenOutbox, OutboxDisk } from './outbox-parts.ts'
import { createSqliteOutbox } from './sqlite-outbox.ts'

const RUNS = Number(process.env['SIM_RUNS'] ?? 40)
const base = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'outboxes-'))
after(() => rmSync(base, { recursive: true, force: true }))

const ACTS = ['save', 'save', 'save', 'save again', 'send', 'send', 'send', 'lose', 'recall', 'settle', 'settle', 'settle', 'requeue', 'withdraw', 'again', 'resolve', 'draft', 'drop', 'tidy', 'look', 'restart', 'kill', 'power', 'lost database', 'lost journal'] as const
type Act = [act: (typeof ACTS)[number], a: number]
const VERDICTS = ['applied', 'conflict', 'undecided', 'rejected', 'satisfied', 'blocked'] as const

interface Side {
  disk: OutboxDisk
  open: OpenOutbox
}
interface Story {
  now: number
  centralNow: number
  id: () => string
}
const clockOf = (story: Story): { wall(): number; monotonic(): number } => ({ wall: () => story.now, monotonic: () => story.now })

/** Without what belongs to the medium alone. Of `n` the order counts, which the lists have; numbers begin anew once a power cut has left nothing that had one. */
const comparable = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, one: unknown) => (['detail', 'boot_id', 'e', 'isCompacted', 'made_mono', 'n'].includes(key) ? undefined : one)) ?? 'null')

/** What is asked, by what the outbox holds: both hold the same. */
function askOf(ops: readonly Op[], [act, a]: Act, story: Story): [name: string, input: object] | null {
  const idsIn = (...states: string[]): string[] => ops.filter(({ state }) => states.includes(state)).map(({ op_id }) => op_id)
  const newOp = (i: number): object => ({ op_id: story.id(), scope: 'office:1', type: i % 3 === 2 ? 'act' : 'case', row_id: `row-${(a + i) % 3}`, kind: 'note', body: JSON.stringify({ a }), ...(a % 4 === 0 && ops.length > 0 ? { depends_on: [ops[a % ops.length]?.op_id] } : {}) })
  switch (act) {
    case 'save': return ['save', { ops: Array.from({ length: 1 + (a % 3) }, (_, i) => newOp(i)), ...(a % 5 === 0 ? { draft: { form: 'f', key: `k${a % 2}` } } : {}) }]
    case 'save again': return ops.length === 0 ? null : ['save', { ops: [{ ...ops[a % ops.length], depends_on: undefined, body: a % 2 === 0 ? ops[a % ops.length]?.body : '{}' }] }]
    case 'send': return ['markSending', { op_ids: idsIn('queued', 'unknown').slice(0, 1 + (a % 4)), epoch: `e${a % 2}` }]
    case 'lose': return ['lose', { op_ids: idsIn('sending'), why: 'cut' }]
    case 'recall': return ['recall', {}]
    case 'settle': return ['settle', { epoch: `e${a % 2}`, settlements: idsIn('sending', 'unknown', 'queued').slice(0, 1 + (a % 4)).map((op_id, i) => ({ op_id, verdict: VERDICTS[(a + i) % VERDICTS.length], result: '{}', seq: a, ver: a })) }]
    case 'requeue': return ['requeue', { epoch: `e${a % 2}` }]
    case 'withdraw': return ['withdraw', { op_ids: idsIn('queued').slice(0, 2) }]
    case 'again': return ['sendAgain', { op_ids: idsIn('conflict', 'rejected', 'blocked', 'applied').slice(0, 2) }]
    case 'resolve': return ['resolve', { op_ids: idsIn('conflict', 'rejected', 'blocked').slice(0, 1), how: 'redo', op: a % 2 === 0 ? newOp(0) : null }]
    case 'draft': return ['putDraft', { form: 'f', key: `k${a % 2}`, body: JSON.stringify({ a }) }]
    case 'drop': return ['dropDraft', { form: 'f', key: `k${a % 2}` }]
    case 'tidy':
      story.centralNow += (a % 2) * 31 * 86_400_000
      return ['tidy', { centralNow: story.centralNow }]
    case 'look':
      if (a % 6 === 5) return ['hopeless', { op_ids: [...ops.map(({ op_id }) => op_id), 'unheard-of'] }]
      return [(['badge', 'listUnsent', 'listRefused', 'nextBatch', 'listDrafts'] as const)[a % 5] ?? 'badge', a % 5 === 3 ? { ops: 1 + (a % 7), bytes: a % 2 === 0 ? 1_000_000 : 1_500, skip: ops.slice(a % 3, a % 4).map(({ op_id }) => op_id) } : {}]
    default: return null
  }
}

async function perform(side: Side, story: Story, asked: [string, object] | null, [act, a]: Act): Promise<unknown> {
  if (asked) return side.open.ask(asked[0] as never, asked[1] as never).then(({ value }) => comparable(value), (error: Error) => `refused: ${error.name}`)
  if (act === 'restart') side.disk.close()
  else if (act === 'kill' || act === 'power') side.disk.crash(act, (a % 8) / 8)
  else if (act === 'lost database') side.disk.lose('database')
  else if (act === 'lost journal') side.disk.lose('journal')
  else return null
  side.open = side.disk.open(clockOf(story))
  return null
}

test('random lives of both end with the same ops and drafts', async () => {
  let runs = 0
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.nat(63)), { maxLength: 40, size: 'max' }), async (acts: Act[]) => {
    const story: Story = { now: 1_790_000_000_000, centralNow: 1_790_000_000_000, id: createIds(7) }
    const disks = [createSqliteOutbox({ folder: join(base, String((runs += 1))), actor: 'u-1', ids: createIds(1) }), createMemoryOutbox('u-1', createIds(1))]
    const sides = disks.map((disk): Side => ({ disk, open: disk.open(clockOf(story)) }))
    try {
      for (const act of acts) {
        story.now += 1_000
        const asked = askOf(sides[0]!.open.ops(), act, story)
        const [real, memory] = [await perform(sides[0]!, story, asked, act), await perform(sides[1]!, story, asked, act)]
        assert.deepEqual(memory, real, JSON.stringify([act, asked]))
        assert.deepEqual(comparable(sides[1]!.open.ops()), comparable(sides[0]!.open.ops()), JSON.stringify(act))
        assert.deepEqual(sides[1]!.open.drafts(), sides[0]!.open.drafts())
      }
    } finally {
      for (const disk of disks) disk.remove()
    }
  }), { numRuns: RUNS })
})
