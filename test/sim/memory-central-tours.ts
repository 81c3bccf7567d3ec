/** Histories that go once through everything a central can answer, whatever chance does. */
import { ROW_TYPES } from '../../main/sync/protocol.ts'
import { ASKED_SCOPES } from './memory-central-history.ts'
import type { Action, AskSpec } from './memory-central-history.ts'
import type { OpSpec, PushSpec } from './memory-central-pushes.ts'
import { PLAIN } from './memory-central-twin.ts'

const OFFICE = 3
const ask = (what: AskSpec['what'], spec: Partial<AskSpec> = {}): Action => ({ do: 'ask', ask: { ...PLAIN, what, scope: OFFICE, ...spec } })
const wait = (ms: number): Action => ({ do: 'wait', ms })
const row = { type: ROW_TYPES.indexOf('case'), id: 0, place: 0, n: 0, scope: 0 }
const put = (change: Partial<typeof row>): Action => ({ do: 'write', isHeld: false, writes: [{ op: 'put', row: { ...row, ...change } }] })
const MINUTE_MS = 60_000

/** Rights, forms and addresses. */
const faults: Action[] = [
  ...ASKED_SCOPES.flatMap((_, scope) => [ask('digest', { scope }), ask('changes', { scope, after: 1 }), ask('snapshot', { scope })]),
  ...Array.from({ length: 12 }, (_, i) => [ask('stray', { number: i }), ask('changes', { number: i, after: 1 }), ask('digest', { number: i }), ask('me', { fault: i }), ask('meta', { fault: i }), ask('changes', { fault: i, after: 1 })]).flat(),
  ask('changes', { after: 38 }), ask('changes', { after: 39 }), ask('changes', { after: 0 }), ask('changes', { epoch: 3 }),
]

/** Snapshots: shared, tagged, packed, too many, behind, grown old, forgotten. */
const snapshots: Action[] = [
  ask('snapshot'), ask('snapshot'),
  ...Array.from({ length: 8 }, (_, i) => [ask('part', { encoding: i }), ask('part', { encoding: i, tag: 1 + (i % 3) })]).flat(),
  ...Array.from({ length: 12 }, (_, i) => ask('part', { number: i })), ask('part', { fault: 4 }), ask('part', { token: 1 }),
  { do: 'burst', asks: 105 }, wait(700), ask('snapshot', { scope: 0 }), wait(MINUTE_MS),
  { do: 'flood', rows: 600, heavy: false }, ask('snapshot', { scope: 0 }), { do: 'flood', rows: 600, heavy: false }, { do: 'flood', rows: 401, heavy: false }, ask('snapshot', { scope: 0 }),
  ask('changes', { scope: 0, after: 1 }), ask('changes', { scope: 0, after: 1, encoding: 1 }),
  wait(30 * MINUTE_MS), ask('snapshot'), wait(120 * MINUTE_MS), ask('part'), wait(61 * MINUTE_MS), ask('snapshot'), ask('part', { snapshot: 1 }),
]

/** A page and a part that are full of bytes before they are full of rows. */
const heavy: Action[] = [{ do: 'flood', rows: 95, heavy: true }, ask('changes', { after: 1 }), ask('snapshot'), ask('part'), ask('part', { number: 4 })]

/** Small entries after heavy ones end a page within a kilobyte of its limit. */
const brim: Action[] = [{ do: 'flood', rows: 84, heavy: true }, ...Array.from({ length: 60 }, (_, i) => put({ n: i + 1 })), ask('changes', { after: 1 })]

/** The last moment of a snapshot and of a token, and the highest area that a home still reaches; one more is too many. */
const lie = (id: number, place: number): Action => put({ type: ROW_TYPES.indexOf('area'), id, place })
const edges: Action[] = [
  ask('snapshot'), wait(120 * MINUTE_MS - 1), ask('part'), wait(1), ask('part'),
  { do: 'account', who: 0, role: 0, home: 6 }, lie(6, 7), lie(7, 3), lie(3, 4), lie(4, 5), lie(5, 1), ask('me'), lie(1, 2), ask('me'),
  wait((30 * 24 - 2) * 60 * MINUTE_MS - 1), ask('me'), wait(1), ask('me'),
]

/** Cursors and epochs: moved rows, a compacted log, a load, two restores; then tokens that end. */
const lives: Action[] = [
  put({ n: 1 }), put({ n: 1 }), put({ n: 2 }), put({ n: 2, place: 1 }), ask('changes', { after: 1 }), ask('changes', { after: 1, token: 1, scope: 4 }),
  { do: 'write', isHeld: false, writes: [{ op: 'leave', row, why: 1 }, { op: 'put', row: { ...row, id: 1 } }, { op: 'put', row: { ...row, id: 1, n: 3 } }] },
  { do: 'write', isHeld: false, writes: [{ op: 'leave', row, why: 0 }] }, { do: 'write', isHeld: false, writes: [{ op: 'leave', row, why: 3 }] },
  { do: 'backup' }, put({ n: 3 }), put({ id: 2 }), { do: 'compact', keepMs: 0 }, ask('changes', { after: 1 }), wait(1), { do: 'compact', keepMs: 86_400_000 }, ask('changes', { after: 1 }),
  { do: 'compact', keepMs: 0 }, ask('changes', { after: 1 }), ask('changes', { after: 2 }), ask('digest'), ask('snapshot'),
  { do: 'restore' }, ask('part'), ask('changes', { after: 1, epoch: 1 }), ask('changes', { after: 1 }), put({ n: 3 }), { do: 'restore' }, put({ n: 3 }), ask('changes', { after: 1 }), { do: 'hints', token: 3 },
  { do: 'load', rows: [row, { ...row, id: 4, n: 2 }, { ...row, n: 3 }, { ...row, place: 1, id: 1 }] }, ask('changes', { after: 1 }), ask('snapshot'), ask('part'),
  { do: 'load', rows: [{ ...row, id: 4, n: 2, scope: 5 }] }, ask('digest', { token: 2, scope: 5 }), ask('digest'),
  { do: 'account', who: 0, role: 1, home: 2 }, ask('me'), ask('snapshot'), { do: 'account', who: 0, role: 0, home: 8 }, ask('me'), ask('part'),
  { do: 'revoke', who: 0 }, ask('me'), { do: 'hints', token: 0 }, { do: 'token', who: 7 }, wait(31 * 24 * 60 * MINUTE_MS), ask('me', { token: 1 }), ask('me'),
]

/** Ops of every kind on every base; known, changed and flawed ones; envelopes; a restore from before half of them. */
const DISTRICT = 3
const push = (ops: Partial<OpSpec>[], more: Partial<PushSpec> = {}): Action => ({ do: 'push', push: { token: DISTRICT, epoch: 0, flaw: 0, ...more, ops: ops.map((op) => ({ kind: 0, which: 0, base: 0, n: 1, again: 0, flaw: 0, ...op })) } })
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n)
const pushes: Action[] = [
  ...numbers(9).flatMap((which) => [push([{ which }, { kind: 3, which, n: which }, { kind: 4, which, n: which + 1, base: 5 }, { kind: 8, which, n: which, base: 5 }]), push([{ kind: 9, which, n: 1 }, { kind: 9, which, n: 2, base: 5 }, { which, flaw: 5 }])]),
  ...numbers(20).map((n) => push([{ kind: 4, which: n, n }, { kind: 5, which: n, n: n + 1, base: 5 }], { token: n % 7 })),
  ...numbers(8).flatMap((base) => [push([{ kind: 3, base, n: 8 }, { kind: 7, base, n: 4 }, { kind: 8, base, n: 4, which: 1 }])]),
  ...numbers(8).flatMap((flaw) => [push([{ flaw }, { kind: 4, flaw, n: 1 }, { kind: 7, flaw, n: 2, which: 2 }, { kind: 2, flaw, n: 3 }]), push([{}], { flaw })]),
  { do: 'backup' }, ...numbers(8).map((n) => push([{ n: 3 * n, again: 4 }, { n: 5 * n, again: 5 }, { kind: 3, which: n, n: n + 2 }, { kind: 7, which: n, n }])),
  push([{ which: 11 }, { kind: 4, which: 11 }, { kind: 8, which: 11 }]), push([{}], { token: 0 }), push([{}], { token: 6 }), ...numbers(9).map((which) => push([{ which, kind: 8 }, { which, kind: 4 }], { token: 0 })),
  // A step to `dispatched`, wherever each case is.
  ...numbers(6).flatMap((n): Action[] => [{ do: 'load', rows: numbers(6).map((id) => ({ ...row, id, n, place: 0 })) }, ...numbers(16).map((which) => push([{ kind: 7, which, n: 72, base: 4 }]))]),
  push([{}], { epoch: 1 }), { do: 'restore' }, push([{}], { epoch: 1 }), push([], { epoch: 3 }), push([]), ...numbers(12).map((n) => push([{ n: 7 * n, again: 4 }, { n: 7 * n + 1, again: 4 }])), ...numbers(30).map((n): Action => ({ do: 'op', token: n % 4, n })),
  { do: 'write', isHeld: false, writes: [{ op: 'leave', row, why: 3 }, { op: 'put', row: { ...row, id: 1, place: 1 } }] }, ...numbers(12).map((n) => push([{ n, again: 4 }])),
  ...numbers(240).map(() => push([])), wait(700), push([]),
]

export const TOURS: Action[][] = [faults, snapshots, heavy, brim, edges, lives, pushes].map((tour) => [{ do: 'settle' }, ...tour])

/** What the tours must have met, or they have lost their way. */
export const MET = [
  '200', '201', '304', '400 malformed', '401 token-expired', '401 token-revoked', '403 scope-forbidden', '404 unknown-scope', '404 unknown-snapshot', '404 not-found',
  '406 encoding', '410 cursor-expired', '410 epoch-changed', '410 snapshot-expired', '426 client-too-old', '413 too-large', '429 slow-down', 'hints', 'refused',
  'op applied', 'op satisfied', 'op conflict group-changed', 'op conflict already-dispatched', 'op conflict gone', 'op rejected op-forbidden', 'op rejected illegal-transition', 'op rejected op-invalid', 'op rejected op-id-reuse',
  'op blocked', 'op retry',
]
