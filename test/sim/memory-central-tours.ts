/** Histories that go once through everything a central can answer, whatever chance does. */
import { ASKED_SCOPES } from './memory-central-history.ts'
import type { Action, AskSpec } from './memory-central-history.ts'
import { PLAIN } from './memory-central-twin.ts'

const OFFICE = 3
const ask = (what: AskSpec['what'], spec: Partial<AskSpec> = {}): Action => ({ do: 'ask', ask: { ...PLAIN, what, scope: OFFICE, ...spec } })
const wait = (ms: number): Action => ({ do: 'wait', ms })
const row = { type: 10, id: 0, place: 0, n: 0, scope: 0 }
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
const lie = (id: number, place: number): Action => put({ type: 0, id, place })
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

export const TOURS: Action[][] = [faults, snapshots, heavy, brim, edges, lives].map((tour) => [{ do: 'settle' }, ...tour])

/** What the tours must have met, or they have lost their way. */
export const MET = [
  '200', '201', '304', '400 malformed', '401 token-expired', '401 token-revoked', '403 scope-forbidden', '404 unknown-scope', '404 unknown-snapshot', '404 not-found',
  '406 encoding', '410 cursor-expired', '410 epoch-changed', '410 snapshot-expired', '426 client-too-old', '429 slow-down', 'hints', 'refused',
]
