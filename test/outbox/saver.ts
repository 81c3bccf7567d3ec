/** Saves, sends and settles in a loop until it is killed; says each edit's name once the outbox has called it saved, and each it has called applied. */
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openOutbox } from '../../main/outbox/outbox.ts'
import { EPOCH, opFor } from './scene.ts'

const folder = process.argv[2] ?? ''
/** Not through a stream, which would hold words back. */
const say = (word: string, id: string): void => void writeSync(1, `${word} ${id}\n`)

const outbox = await openOutbox({ folder, actor: 'u-1', clock: { wall: Date.now, monotonic: () => performance.now() } })
say('open', outbox.opening.sealed?.why ?? 'whole')
let central = Date.now()
for (let i = 0; ; i++) {
  const ops = Array.from({ length: 1 + (i % 3) }, () => opFor(`row-${i % 4}`, { op_id: randomUUID() }))
  const { value: saved } = await outbox.ask('save', { ops })
  if (!saved.saved) throw new Error(saved.detail)
  for (const { op_id } of ops) say('saved', op_id)
  if (i % 4 !== 3) continue
  const { value: batch } = await outbox.ask('nextBatch', { ops: 5 })
  const { value: sent } = await outbox.ask('markSending', { op_ids: batch.map(({ op_id }) => op_id), epoch: EPOCH })
  const { value: done } = await outbox.ask('settle', { epoch: EPOCH, settlements: sent.changed.map((op_id) => ({ op_id, verdict: 'applied' as const, result: '{}' })) })
  for (const id of done.changed) say('applied', id)
  await outbox.ask('putDraft', { form: 'f', key: 'k', body: JSON.stringify({ i }) })
  // Nothing is old enough to be let go of; the dropped draft makes each a compaction.
  await outbox.ask('dropDraft', { form: 'f', key: 'k' })
  await outbox.ask('tidy', { centralNow: (central += 1) })
}
