/** Snapshots that are wrong: in their manifest, in their bytes, in their lines. */
import { caseRow, pointRow, STREETS } from '../central/small-city.ts'
import { line, snapshot, type Json, type Line } from './forge.ts'
import { CITY, HELD, OFFICE, type Seen, type Trial } from './stand.ts'

const says = (...errors: string[]) => ({ page }: Seen): boolean => page.scopes.some(({ id, error }) => id === OFFICE && error !== null && errors.includes(error))
const manifest = (name: string, edit: (whole: Json & { parts: Json[] }) => unknown, error: string, fault = 'F36'): Trial => ({ fault, name, act: 'rebuild', spoil: snapshot(OFFICE, { manifest: edit }), shows: says(error), requests: 100 })
const onPart = (edit: Json) => (whole: Json & { parts: Json[] }): unknown => ({ ...whole, parts: whole.parts.map((part) => ({ ...part, ...edit })) })
const lines = (fault: string, name: string, edit: (lines: Line[]) => (Line | string)[], shows: Trial['shows'], rest: Partial<Trial> = {}): Trial => ({
  fault, name, act: 'rebuild', spoil: snapshot(rest.scope ?? OFFICE, { lines: edit }), weekly: true, requests: 100, ...(shows ? { shows } : {}), ...rest,
})
const NEW = 4_000_000_000_000_000
const body = (id: string, fields: Json = {}): Json => caseRow(id, STREETS[0], fields).body as Json

export const PARTS: Trial[] = [
  manifest('a part whose hash is another’s', onPart({ sha256: '0'.repeat(64) }), 'parts'),
  manifest('a part of another size', onPart({ bytes: 1 }), 'parts'),
  manifest('rows that do not add up', (whole) => ({ ...whole, rows: Number(whole['rows']) + 1 }), 'parts'),
  manifest('more rows than the part has lines', (whole) => ({ ...whole, rows: Number(whole['rows']) + 1, parts: whole.parts.map((part) => ({ ...part, rows: Number(part['rows']) + 1 })) }), 'parts'),
  manifest('one part twice', (whole) => ({ ...whole, rows: 2 * Number(whole['rows']), parts: [...whole.parts, ...whole.parts] }), 'parts'),
  manifest('another scope’s snapshot', (whole) => ({ ...whole, scope: CITY }), 'parts', 'F37'),
  manifest('another epoch’s snapshot', (whole) => ({ ...whole, epoch: '00000000-0000-4000-8000-000000000000' }), 'parts', 'F33'),
  manifest('an id that leads elsewhere', (whole) => ({ ...whole, id: '../../me' }), 'unknown-snapshot', 'limit'),
  manifest('a number beyond every number', (whole) => JSON.stringify(whole).replace(/"at_seq":\d+/, '"at_seq":1e300'), 'unreadable', 'limit'),
  manifest('a million empty parts', (whole) => ({ ...whole, parts: Array.from({ length: 1_000_000 }, () => 0) }), 'too-large', 'F40'),
  { fault: 'F36', name: 'a part cut in the middle', act: 'rebuild', requests: 100, spoil: snapshot(OFFICE, { part: (bytes) => bytes.subarray(0, bytes.length / 2) }), shows: says('parts') },
  { fault: 'F36', name: 'a part with one byte changed', act: 'rebuild', requests: 100, spoil: snapshot(OFFICE, { part: (bytes) => Buffer.concat([Buffer.from(' '), bytes.subarray(1)]) }), shows: says('parts') },
  { fault: 'F10', name: 'a part that never ends', act: 'rebuild', flowing: true, requests: 120, spoil: snapshot(OFFICE, { part: (bytes, res) => {
    res.writeHead(200, { 'content-type': 'application/x-ndjson' })
    res.write(bytes)
    return true
  } }), shows: says('timeout') },
  { fault: 'F10', name: 'a part that drips without end', act: 'rebuild', flowing: true, requests: 120, spoil: snapshot(OFFICE, { part: (_bytes, res) => {
    res.writeHead(200, { 'content-type': 'application/x-ndjson' })
    const drip = setInterval(() => res.write('x'), 1)
    res.on('close', () => clearInterval(drip))
    return true
  } }), shows: says('timeout', 'too-large') },
  lines('F36', 'a line that is none, and one that is half', (all) => ['{"type":"case"', 'null', ...all], ({ page }) => page.scopes.some(({ id, refused, state }) => id === OFFICE && refused > 0 && state === 'live')),
  lines('F38', 'one id twice, the older one last', (all) => [...all, line('case', 'twice', NEW + 2, body('twice', { text: 'newer' })), line('case', 'twice', NEW + 1, body('twice', { text: 'older' }))],
    ({ desk }) => (desk.rows()[OFFICE] ?? []).some((row) => row.id === 'twice' && row.body.includes('newer'))),
  lines('F37', 'rows of the city in the office’s snapshot', (all) => [...all, line('point', 'p-x', NEW, pointRow('p-x', STREETS[0]).body as Json)], ({ page }) => page.scopes.some(({ id, refused }) => id === OFFICE && refused > 0)),
  lines('F36', 'a known row unlike its hash', (all) => all.map((one) => (one.id === HELD ? { ...one, h: line('case', 'x', 1, '{}').h } : one)), ({ page }) => page.aside.some(({ id, why }) => id === HELD && why === 'hash'), { lost: new RegExp(`${HELD}|new-`) }),
  lines('F38', 'one point twice', (all) => [...all, ...all.filter((one) => one.type === 'point').slice(0, 1)], ({ page }) => page.scopes.every(({ state }) => state === 'live'), { scope: CITY, lost: /^new-/ }),
  lines('F41', 'only rows of an unknown type', () => [line('vehicle', 'v-1', 1, '{"id":"v-1"}')], ({ page }) => page.unknownRows > 0, { lost: /./ }),
  lines('F31', 'nothing', () => [], ({ page }) => page.scopes.some(({ id, rows, state }) => id === OFFICE && rows === 0 && state === 'live'), { lost: /./ }),
]
