/** Where a desk's process is killed: each step of saving, sending, settling, applying and swapping. */
import type { SourcePatch } from './source-patch.ts'

export interface KillStep {
  name: string
  patch: SourcePatch
}

/** At the `n`th time in this thread; the thread dies within the call. */
const dieAt = (n: number, when = 'true'): string => `if (${when} && (globalThis.timesHere = (globalThis.timesHere ?? 0) + 1) === ${n}) process.kill(process.pid, 'SIGKILL');`

const before = (file: string, find: string, n = 1, when?: string): SourcePatch => ({ file: `main/${file}.ts`, find, replace: `${dieAt(n, when)}\n${find}` })
const behind = (file: string, find: string, n = 1, when?: string): SourcePatch => ({ file: `main/${file}.ts`, find, replace: `${find}\n${dieAt(n, when)}\n` })

/** What the desk of a kill writes, one after the other: two savings, the mark of what is sent, the verdicts. */
const WRITES = [['saving', 1], ['saving what builds on it', 2], ['marking what is sent', 3], ['settling', 4]] as const

const CHANGED = 'input.page.changes.length > 0'

export const KILL_STEPS: readonly KillStep[] = [
  ...WRITES.flatMap(([name, n]): KillStep[] => [
    { name: `${name}: before the journal's line`, patch: before('outbox/journal', '      to.write(line, end)\n', n) },
    { name: `${name}: the line is written and not synced`, patch: behind('outbox/journal', '      to.write(line, end)\n', n) },
    { name: `${name}: the line is synced and nothing committed`, patch: behind('outbox/context', '        journal.append(transaction)\n', n) },
    { name: `${name}: committed and nobody told`, patch: before('outbox/context', '    journal.keep()\n', n) },
  ]),
  { name: 'sending: marked, and the request has not left', patch: before('sync/push-exchange', '  const answer = await client.push(') },
  { name: 'sending: answered, and nothing settled', patch: before('sync/push-exchange', '    await queue.settle(epoch, verdicts)\n') },
  { name: 'sending: settled', patch: behind('sync/push-exchange', '    await queue.settle(epoch, verdicts)\n') },
  { name: 'applying a page: before its commit', patch: behind('store/inbox', '    .run(page.next, page.head, input.now, tally.refused, page.scope)\n', 1, CHANGED) },
  { name: 'applying a page: after its commit', patch: behind('store/inbox', '  const result = inOneTransaction(context, () => takePage(context, input))\n', 1, CHANGED) },
  ...[1, 2].flatMap((n): KillStep[] => [
    { name: `swapping snapshot ${n}: before its commit`, patch: before('store/staging', '  dropStage(context, scope)\n  context.sql(`UPDATE scope SET epoch', n) },
    { name: `swapping snapshot ${n}: after its commit`, patch: behind('store/staging', '  const result = inOneTransaction(context, () => swapIn(context, snapshot, scope.repair, input.now))\n', n) },
  ]),
]

/** Those of the short run: one of each kind. */
export const FEW_STEPS = ['saving: the line is synced and nothing committed', 'settling: committed and nobody told', 'sending: answered, and nothing settled']
