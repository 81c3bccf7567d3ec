/** Change pages that are wrong as pages: their numbers, their order, their size. */
import { added, line, page, type Page } from './forge.ts'
import { CITY, OFFICE, type Seen, type Trial } from './stand.ts'

const says = (error: string, scope = OFFICE) => ({ page: seen }: Seen): boolean => seen.scopes.some(({ id, error: said }) => id === scope && said === error)
const bad = (fault: string, name: string, edit: (given: Page) => unknown, error: string): Trial => ({ fault, name, spoil: page(OFFICE, edit), shows: says(error) })
const unreadable = (fault: string, name: string, edit: (given: Page) => unknown): Trial => bad(fault, name, edit, 'unreadable')

/** What is newer than the shared snapshot a desk falls back to; it comes again with the changes after it. */
const NEWER = /^new-/

export const PAGES: Trial[] = [
  bad('F9', 'a page of another place', (given) => ({ ...given, after: given.after + 1, next: given.next + 1, head: given.head + 1 }), 'place'),
  bad('F9', 'a page of another scope', (given) => ({ ...given, scope: CITY }), 'place'),
  bad('F9', 'a page of another epoch', (given) => ({ ...given, epoch: '00000000-0000-4000-8000-000000000000' }), 'place'),
  bad('F32', 'more for ever, without progress', (given) => ({ ...given, changes: [], next: given.after, head: given.after + 1, more: true }), 'order'),
  bad('F32', 'a head that never comes nearer', (given) => ({ ...given, changes: [], next: given.after, head: given.after + 9, more: false }), 'no-progress'),
  bad('F38', 'next before after', (given) => ({ ...given, changes: [], next: Math.max(0, given.after - 1) }), 'order'),
  bad('F38', 'a number given twice', (given) => ({ ...given, changes: [...given.changes, ...given.changes] }), 'order'),
  bad('F38', 'numbers that fall', (given) => ({ ...added(given, line('case', 'x-1', 1, '{}'), line('case', 'x-2', 1, '{}')), changes: added(given, line('case', 'x-1', 1, '{}'), line('case', 'x-2', 1, '{}')).changes.toReversed() }), 'order'),
  bad('F38', 'a number beyond what the page covers', (given) => ({ ...given, changes: given.changes.map((change) => ({ ...change, seq: given.next + 1 })), head: given.head + 5 }), 'order'),
  unreadable('limit', 'numbers beyond every number', (given) => JSON.stringify(given).replace(/"next":\d+/, '"next":1e999')),
  unreadable('limit', 'a number that is none', (given) => JSON.stringify(given).replace(/"head":\d+/, '"head":NaN')),
  unreadable('F40', 'one change more than a page may have', (given) => added(given, ...Array.from({ length: 501 }, (_, i) => line('case', `many-${i}`, 1, '{}')))),
  unreadable('limit', 'JSON 10,000 deep', (given) => JSON.stringify(given).replace('"changes":[', `"deep":${'['.repeat(10_000)}${']'.repeat(10_000)},"changes":["no change",`)),
  unreadable('limit', 'half of the JSON', (given) => JSON.stringify(given).slice(0, -20)),
  unreadable('limit', 'bytes that are no UTF-8', (given) => Buffer.concat([Buffer.from(JSON.stringify(given).slice(0, -1)), Buffer.from([0xff, 0xfe, 0x7d])])),
  unreadable('limit', 'a list in the page’s place', () => []),
  { fault: 'F40', name: 'a million changes, the limit ignored', spoil: page(OFFICE, (given) => `${JSON.stringify(given).slice(0, -2)}${',{"seq":1,"op":"put"}'.repeat(1_000_000)}]}`), shows: says('too-large'), requests: 40 },
  { fault: 'F16', name: 'a head before the desk’s own number', spoil: page(OFFICE, (given) => ({ ...given, changes: [], next: given.after, head: Math.max(0, given.after - 1) })), shows: says('ahead'), lost: NEWER, requests: 80 },
  { fault: 'F32', name: 'empty pages that always promise more', spoil: endless(), shows: ({ page: seen }) => seen.status.state === 'waiting' && seen.status.why === 'stuck', lost: NEWER, requests: 120 },
  // A page that says it has covered what it left out: nothing but the comparison can tell.
  { fault: 'F38', name: 'a hole in the numbers that hides a change', spoil: page(OFFICE, (given) => ({ ...given, changes: [] })), weekly: true },
]

/** Each page goes on a little and has nothing in it. */
function endless(): Trial['spoil'] {
  return page(OFFICE, (given) => ({ ...given, changes: [], next: given.after + 1, head: given.after + 1_000_000, more: true }))
}
