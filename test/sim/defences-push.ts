/** The defences of people's work, each as a patch that takes it out: on the way up, in the outbox, at the central, and on the screen. */
import type { Defence } from './defence.ts'
import type { SourcePatch } from './source-patch.ts'

const patch = (file: string, find: string, replace: string): SourcePatch => ({ file: `${file}.ts`, find, replace })
/** The same code runs at both levels, and level 1 makes the runs that it takes. */
const onlyOne = (...patches: SourcePatch[]): Defence['patches'] => ({ 1: patches, 2: null })

export const PUSH_DEFENCES: readonly Defence[] = [
  {
    name: 'an edit is kept until it is answered',
    patches: onlyOne(patch('main/sync/push-exchange', "  await queue.lose(ids, failure.kind === 'problem' ? failure.type : failure.why)", "  await queue.settle(epoch, ids.map((op_id) => ({ op_id, verdict: 'applied' as const, result: '{}', seq: null, ver: null })))")),
  },
  {
    name: 'answers are remembered',
    patches: { 1: [patch('test/sim/memory-central-push', 'if (known !== undefined) return', "if (known !== undefined && known.actor === '') return")], 2: [patch('main/central/push/applied-op', 'return claimed.length > 0 ? null : findOp(tx, opId)', 'return null')] },
  },
  { name: 'versions of the groups', patches: onlyOne(patch('test/sim/memory-central-judge', 'base[group] !== gver[group]', 'base[group] === undefined')) },
  { name: 'done already only in the same words', patches: onlyOne(patch('test/sim/memory-central-judge', "last?.action === op.action && (last.text ?? '') === maskText(op.set?.reason ?? op.set?.result ?? '')", 'last?.action === op.action')) },
  {
    name: 'results of another epoch count for nothing',
    patches: onlyOne(patch('main/sync/push-exchange', 'answer.ok && answer.value.epoch === epoch', "answer.ok && answer.value.epoch !== ''")),
  },
  {
    name: 'a push of another epoch is refused',
    patches: {
      1: [patch('test/sim/memory-central-wire', "typeof epoch === 'string' && UUID.test(epoch) && epoch !== state().epoch", "typeof epoch === 'string' && UUID.test(epoch) && epoch === ''")],
      2: [patch('main/central/routes/push', 'asked !== epoch) throw', "asked === '') throw"), patch('main/central/push/settle-op', 'if (epoch !== settling.epoch) throw', "if (settling.epoch === '') throw")],
    },
  },
  {
    name: 'edits go only under the identity that made them',
    patches: onlyOne(patch('main/sync/admit', 'place.sub !== null && me.sub !== place.sub', "place.sub !== null && me.sub === ''")),
  },
  { name: 'acknowledged edits wait again under a new epoch', patches: onlyOne(patch('main/sync/push-exchange', '  if (requeue) await queue.requeue(epoch)\n', '')) },
  { name: 'acknowledged edits are kept', patches: { 1: [patch('test/sim/memory-outbox', 'const KEPT_MS = 30 * DAY_MS', 'const KEPT_MS = 0 * DAY_MS')], 2: [patch('main/outbox/op', 'keptMs: 30 * 24 * 3_600_000', 'keptMs: 0')] } },
  {
    name: 'marked before it is sent',
    patches: onlyOne(patch('main/sync/push-exchange', 'new Set(batch.length === 0 ? [] : await queue.markSending(batch.map(({ op_id }) => op_id), epoch))', 'new Set(batch.map(({ op_id }) => op_id))')),
  },
  { name: 'order within a row', patches: { 1: [patch('test/sim/memory-outbox', '!heldRows.has(row) && ', '')], 2: null } },
  { name: 'what could not be written down is recalled', patches: onlyOne(patch('main/sync/push-machine', "isUnsure: failure.kind === 'local'", 'isUnsure: false')) },
  { name: 'what waits for an edit that never comes is told so', patches: onlyOne(patch('main/sync/push-exchange', 'if (waits.size === 0) return', 'if (waits.size >= 0) return')) },
  { name: 'what is said of a new case waits for it', patches: onlyOne(patch('main/core/edit-scope', "'on' in intent ? made.get(intent.on) : undefined", "'on' in intent && intent.on === '' ? made.get(intent.on) : undefined")) },
  { name: 'the journal fills up the database', patches: { 1: null, 2: [patch('main/outbox/open-files', 'opening.onlyInJournal = fillUp(db, whole)', 'opening.onlyInJournal = []; void fillUp')] } },
  { name: 'an edit is shown until its rows have come', patches: { 1: null, 2: [patch('main/store/overlay/arrival', 'if (op.ack === null) return false', 'if (op.ack !== null) return true\n  if (op.ack === null) return false')] } },
]
