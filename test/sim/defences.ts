/**
 * The defences of the reading half, and behind them those of people's work, each as a patch that takes it out. Level 1 takes rows and files in memory, so what lives in
 * the store is taken out there in the memory disk (held equal to the real one by a differential test), at level 2 in the product.
 * Defences against a central that never mends are taken out in test/hostile: here every fault ends.
 */
import type { Defence } from './defence.ts'
import { PUSH_DEFENCES } from './defences-push.ts'
import type { SourcePatch } from './source-patch.ts'

/** Found soon enough at either level. */
const both = (patches: readonly SourcePatch[]): Defence['patches'] => ({ 1: patches, 2: patches })
const inMachine = (file: string, find: string, replace: string): SourcePatch => ({ file: `main/sync/${file}.ts`, find, replace })
const inMemory = (file: string, find: string, replace: string): SourcePatch => ({ file: `test/sim/${file}.ts`, find, replace })
const inStore = (file: string, find: string, replace: string): SourcePatch => ({ file: `main/store/${file}.ts`, find, replace })

/** The same code runs at both levels, and level 1 makes the runs that it takes. */
const sameCode = (patches: readonly SourcePatch[]): Defence['patches'] => ({ 1: patches, 2: null })

const NO_NONCE: readonly SourcePatch[] = [
  inMachine('scope-answer', "scope.phase !== 'busy' || scope.nonce !== event.nonce", "scope.phase !== 'busy'"),
  inMachine('engine', "known?.phase === 'busy' && known.nonce === nonce", "known?.phase === 'busy'"),
]

const EACH: readonly Defence[] = [
  {
    name: 'numbers in the order of commits',
    patches: {
      // A number is reserved when the transaction begins; the row work stays where it is. Level 2 has one connection: see the storm.
      1: [
        inMemory('memory-central', "    let isOpen = true\n", "    let isOpen = true\n    const early = new Map(writes.flatMap((write) => (write.op === 'put' ? [...takeNumbers(made.now(), [{ scope: write.row.scope }] as never)] : [])))\n"),
        inMemory('memory-central', 'publish(state, entries, takeNumbers(state, entries), clock())', 'const numbers = takeNumbers(state, entries)\n        for (const [scope, number] of early) if (entries.filter((entry) => entry.scope === scope).length === 1) numbers.set(scope, number)\n        publish(state, entries, numbers, clock())'),
      ],
      2: null,
    },
  },
  {
    name: 'a leave when a row moves',
    patches: both([{ file: 'main/central/log.ts', find: "if (now.scope === '' || now.scope === to) return []", replace: "if (to !== '' || now.scope === to) return []" }]),
  },
  {
    name: 'the version guard of a put',
    patches: {
      1: [inMemory('memory-disk-rows', 'held === undefined || ver > held.ver || isOfOtherEpoch(ledger, held, epoch)', 'true')],
      2: [inStore('inbox', 'Number(found[\'ver\']) >= ver && found[\'epoch\'] === page.epoch', 'Number(found[\'ver\']) > Infinity'), inStore('upsert', 'return `ON CONFLICT (id) DO UPDATE SET ${set.join(\', \')} WHERE excluded.ver ${newer} ${table}.ver OR ${otherEpoch}${also}`', 'return `ON CONFLICT (id) DO UPDATE SET ${set.join(\', \')} WHERE excluded.ver ${newer} ${table}.ver OR ${otherEpoch}${also} OR 1`')],
    },
  },
  { name: 'the nonce of a request', behind: 'an answer must start at the stored cursor and epoch', patches: sameCode(NO_NONCE) },
  {
    name: 'the condition of a leave',
    patches: {
      1: [inMemory('memory-disk-rows', 'held !== undefined && held.scope === scope && held.ver <= ver', 'held !== undefined')],
      2: [inStore('inbox', 'context.sql(`DELETE FROM "${type}" WHERE id = ? AND scope = ? AND ver <= ?`).run(id, scope, ver)', 'context.sql(`DELETE FROM "${type}" WHERE id = ?`).run(id)')],
    },
  },
  {
    name: 'a snapshot replaces its scope',
    patches: {
      1: [inMemory('memory-disk-staging', 'row.scope === scope && !kept.has(key)', 'row.scope === scope && !kept.has(key) && key === \'\'')],
      2: [inStore('staging', 'ghosts: held ?', 'ghosts: held && type.length > 99 ?')],
    },
  },
  {
    name: 'rows and cursor in one transaction',
    patches: {
      1: [inMemory('memory-disk-inbox', 'inOneCommit(ledger, moveCursor, changeRows)', 'inOneCommit(ledger, moveCursor); inOneCommit(ledger, changeRows)')],
      2: [inStore('inbox', "  for (const [i, change] of page.changes.entries()) {\n    if (change.op === 'leave')", "    context.sql('UPDATE scope SET cursor = ? WHERE id = ?').run(page.next, page.scope)\n    context.db.exec('COMMIT; BEGIN IMMEDIATE')\n  for (const [i, change] of page.changes.entries()) {\n    if (change.op === 'leave')")],
    },
  },
  {
    name: 'an answer must start at the stored cursor and epoch',
    behind: 'the nonce of a request',
    patches: {
      1: [inMachine('pull', 'answered.scope !== scope || answered.epoch !== epoch || answered.after !== after', 'answered.scope !== scope'), inMemory('memory-disk-inbox', "scope.cursor === null || scope.cursor !== page.after || scope.epoch !== page.epoch || scope.renew !== 0) return refuse('place')", "scope.cursor === null) return refuse('place')")],
      2: null,
    },
  },
  {
    name: 'the epoch is looked at on every contact',
    patches: both([
      inMachine('me-answer', 'const renew = fresh.renew || fresh.epoch !== event.epoch', 'const renew = fresh.renew'),
      inMachine('scope-machine', "renew: stored.cursor === null || stored.renew === 1 || (epoch !== null && stored.epoch !== epoch)", 'renew: stored.cursor === null || stored.renew === 1'),
    ]),
  },
  {
    name: 'the epoch is stored with the cursor',
    patches: {
      1: [inMemory('memory-disk-staging', "epoch, cursor: at_seq,\n", "epoch: held.epoch ?? epoch, cursor: at_seq,\n")],
      2: [inStore('staging', 'UPDATE scope SET epoch = ?, cursor = ?', 'UPDATE scope SET epoch = coalesce(epoch, ?), cursor = ?')],
    },
  },
  {
    name: 'versions are compared within one epoch only',
    patches: {
      1: [inMemory('memory-disk-rows', 'return ledger.tables.scopes.get(held.scope)?.epoch !== epoch', 'return ledger.tables.scopes.get(held.scope)?.epoch === `not ${epoch}`')],
      2: [inStore('inbox', "Number(found['ver']) >= ver && found['epoch'] === page.epoch", "Number(found['ver']) >= ver"), inStore('upsert', 'WHERE scope.id = ${table}.scope) IS NOT ${epoch}`', "WHERE scope.id = ${table}.scope) IS ('not' || ${epoch})`")],
    },
  },
  {
    name: 'the hash of a row',
    patches: both([inStore('rows', 'if (h.length !== 24 || !digest.startsWith(h.slice(0, 21))) return false', 'if (h.length === 24 && digest.length > 0) return true')]),
  },
  {
    name: 'the hash and length of a part',
    patches: {
      1: [inMemory('memory-disk-staging', "if (bytes.byteLength !== part.bytes) return `${bytes.byteLength} bytes instead of ${part.bytes}`\n  if (hash('sha256', bytes, 'hex') !== part.sha256) return 'hash of the part'\n", 'if (hash.length < 0 || bytes.length < 0) return null\n')],
      2: [inStore('staging', "if (byteLength !== part.bytes) return `${byteLength} bytes instead of ${part.bytes}`\n  if (sha256 !== part.sha256) return 'hash of the part'\n", 'if (byteLength < 0 || sha256.length < 0) return null\n')],
    },
  },
  {
    name: 'only me takes a scope away',
    patches: sameCode([inMachine('pull', '  if (!answer.ok) return refused(', "  if (!answer.ok && answer.failure.kind === 'problem' && answer.failure.type === 'scope-forbidden') await place.store.ask('forgetScope', { scope })\n  if (!answer.ok) return refused(")]),
  },
  {
    name: 'only a known problem is the central’s word',
    patches: sameCode([inMachine('net', "if (status < 400 || type !== 'application/problem+json') return down('not-a-central', `${status} ${type}`)", "if (status === 403) return { kind: 'problem', type: 'token-revoked', status, detail: '', retryAfterMs: null }\n  if (status < 400 || type !== 'application/problem+json') return down('not-a-central', `${status} ${type}`)")]),
  },
  {
    name: 'a hint during a request is remembered',
    behind: 'everything is asked for now and then',
    patches: sameCode([inMachine('hints', "again: scope.phase === 'busy', phase:", 'again: false, phase:')]),
  },
  {
    name: 'everything is asked for now and then',
    patches: sameCode([inMachine('hints', 'export const SAFETY_POLL_MS = 300_000', 'export const SAFETY_POLL_MS = 3e12')]),
  },
  {
    name: 'what changed is announced',
    patches: both([inMachine('pull', "changed: { types: value.changed, ...(value.points.length > 0 ? { points: { ids: value.points } } : {}) }", 'changed: { types: value.changed }')]),
  },
]

/** Those that stand behind each other, taken out together; each pair once. */
const PAIRS: readonly Defence[] = EACH.flatMap((one, n) => {
  const other = EACH.findIndex(({ name }) => name === one.behind)
  const [first, second] = [one, EACH[other]]
  if (second === undefined || (second.behind === one.name && other < n)) return []
  const patches = (level: 1 | 2): readonly SourcePatch[] | null => (first.patches[level] === null || second.patches[level] === null ? null : [...first.patches[level], ...second.patches[level]])
  return [{ name: `${first.name}, and: ${second.name}`, patches: { 1: patches(1), 2: patches(2) } }]
})

export const DEFENCES: readonly Defence[] = [...EACH, ...PAIRS, ...PUSH_DEFENCES]
