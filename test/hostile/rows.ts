/** Rows that are wrong as rows, in pages that are right: each is set aside or refused, said, and stops no other. */
import { caseRow, pointRow, STREETS } from '../central/small-city.ts'
import { added, line, page, type Json, type Line } from './forge.ts'
import { CITY, HELD, OFFICE, type Seen, type Trial } from './stand.ts'

/** Newer than anything the central has given out. */
const NEW = 4_000_000_000_000_000
const STREET = STREETS[0]
const body = (id: string, fields: Json = {}): Json => caseRow(id, STREET, fields).body as Json
const point = (id: string, fields: Json = {}): Json => ({ ...(pointRow(id, STREET).body as Json), ...fields })

const aside = (type: string, id: string, why: string | null) => ({ page: seen }: Seen): boolean => seen.aside.some((row) => row.type === type && row.id === id && row.why === why) && (why === null ? seen.unknownRows : seen.badRows) > 0
const refused = (scope = OFFICE) => ({ page: seen }: Seen): boolean => seen.scopes.some((one) => one.id === scope && one.refused > 0)
const holds = (id: string, text: string, scope = OFFICE) => ({ desk }: Seen): boolean => (desk.rows()[scope] ?? []).some((row) => row.id === id && row.body === text)

/** One row more in the page. Beyond the fault the desk's number lies ahead of the central's, which it notices. */
const more = (fault: string, name: string, row: Line | Json, shows: Trial['shows'], rest: Partial<Trial> = {}): Trial => {
  const scope = rest.scope ?? OFFICE
  return { fault, name, spoil: page(scope, (given) => (given.changes.length === 0 ? given : added(given, row as Json))), ...(shows ? { shows } : {}), ...rest }
}
/** A row in the place of the new one: nothing but the weekly comparison can tell. */
const instead = (fault: string, name: string, row: Json, shows: Trial['shows'], rest: Partial<Trial> = {}): Trial => ({
  fault, name, spoil: page(OFFICE, (given) => ({ ...given, changes: given.changes.map((change) => ({ ...change, ...row })) })), weekly: true, ...(shows ? { shows } : {}), ...rest,
})
const badCase = (fault: string, name: string, fields: Json | string, why: string): Trial => instead(fault, name, line('case', 'bad', NEW, typeof fields === 'string' ? fields : body('bad', fields)), aside('case', 'bad', why))
const text = (edit: (row: string) => string): string => edit(JSON.stringify(body('bad')))
const goodCase = (fault: string, name: string, row: string, id = 'odd'): Trial => instead(fault, name, line('case', id, NEW, row), holds(id, row))

export const ROWS: Trial[] = [
  instead('F36', 'a row unlike its hash', { ...line('case', 'bad', NEW, body('bad')), h: line('case', 'bad', 1, '{}').h }, aside('case', 'bad', 'hash')),
  instead('F36', 'a known row anew, unlike its hash', { ...line('case', HELD, NEW, body(HELD)), h: line('case', HELD, 1, '{}').h }, aside('case', HELD, 'hash'), { lost: new RegExp(HELD) }),
  more('F37', 'a row of a type this scope does not hold', line('point', 'p-x', NEW, point('p-x')), refused()),
  more('F37', 'a row of the office in the city’s scope', line('case', 'bad', NEW, body('bad')), refused(CITY), { scope: CITY }),
  badCase('F37', 'another row’s id inside', { id: HELD }, 'id'),
  more('F38', 'one id in two types', line('class', `c-${STREET}-0`, NEW, { id: `c-${STREET}-0`, city: '9901', name: 'x', order: 1, simulated: true }), ({ desk }) => (desk.rows()[CITY] ?? []).filter((row) => row.id === HELD).length === 2, { scope: CITY }),
  { fault: 'F38', name: 'one id twice in a page, the older one last', spoil: page(OFFICE, (given) => (given.changes.length === 0 ? given : added(given, line('case', 'twice', NEW + 2, body('twice', { text: 'newer' })), line('case', 'twice', NEW + 1, body('twice', { text: 'older' }))))), shows: holds('twice', JSON.stringify(body('twice', { text: 'newer' }))) },
  instead('F38', 'a version that goes back', line('case', HELD, 1, body(HELD, { text: 'older' })), undefined),
  instead('F38', 'version 0', { ver: 0 }, refused()),
  instead('F38', 'version 2^53', { ver: 2 ** 53 }, refused()),
  instead('F41', 'an unknown kind of change', { op: 'merge' }, refused()),
  instead('limit', 'a change that is a word', { op: 'put', type: 7, id: null }, refused()),
  instead('limit', 'an id of 201 characters', { id: 'x'.repeat(201) }, refused()),
  instead('F41', 'an unknown type', line('vehicle', 'v-1', NEW, '{"id":"v-1","wheels":3}'), aside('vehicle', 'v-1', null)),
  instead('F41', 'an unknown type called __proto__', line('__proto__', 'constructor', NEW, '{"id":"constructor"}'), aside('__proto__', 'constructor', null)),
  badCase('F41', 'an unknown status', { status: 'teleported' }, 'status'),
  goodCase('F41', 'unknown fields, and bytes no printer would make', `{ "id" : "odd", ${JSON.stringify(body('x')).slice(1, -1).replace('"id":"x",', '').replace('"photos":0', '"photos":0e0')},"future":{"a":[1,2,{"b":null}]},"__proto__":{"polluted":1},"constructor":{"prototype":{}}}`),
  goodCase('F76', 'turned text, zero-width and NUL characters, an emoji of seven', JSON.stringify(body('odd', { text: 'a\u202Eb\u2066c\u200B\u0000\uFEFF👨‍👩‍👧‍👦𠮷', place: '\u0000' }))),
  goodCase('limit', 'half a pair in a text', JSON.stringify(body('odd')).replace('"text":"路灯不亮"', '"text":"\\ud800 \\udfff"')),
  badCase('limit', 'half a pair as an id', JSON.stringify(body('bad')).replace('"id":"bad"', '"id":"\\ud800"'), 'id'),
  badCase('limit', 'a row that is no JSON', '{"id":"bad"', 'not an object'),
  badCase('limit', 'a row that is a list', '[]', 'not an object'),
  badCase('limit', 'JSON 10,000 deep in an unknown field', text((row) => row.replace('{', `{"deep":${'['.repeat(10_000)}${']'.repeat(10_000)},`)), 'too deep'),
  badCase('limit', '70 KB', { more: 'x'.repeat(70_000) }, 'too large'),
  badCase('limit', 'a text of 8,001 characters', { text: 'x'.repeat(8_001) }, 'text'),
  badCase('limit', 'a list of 10,000 in a text’s place', { place: Array.from({ length: 10_000 }, () => 1) }, 'place'),
  badCase('limit', '1e999 as a longitude', text((row) => row.replace('"lng":121.5', '"lng":1e999')), 'lng'),
  badCase('limit', 'NaN as a latitude', text((row) => row.replace('"lat":29.9', '"lat":NaN')), 'not an object'),
  badCase('F72', 'a latitude of 91', { lat: 91 }, 'lat'),
  badCase('F72', 'a longitude as text', { lng: '121.5' }, 'lng'),
  badCase('limit', 'the year 275760', { reported_at: '275760-09-13T00:00:00.000Z' }, 'reported_at'),
  badCase('limit', 'the year 0', { reported_at: '0000-01-01T00:00:00Z' }, 'reported_at'),
  badCase('limit', 'the 30th of February', { reported_at: '2026-02-30T00:00:00Z' }, 'reported_at'),
  more('limit', 'a weight that would outweigh the city', line('point', 'heavy', NEW, point('heavy', { weight: 1e300 })), aside('point', 'heavy', 'weight'), { scope: CITY }),
  { fault: 'F19', name: 'a leave for a version the row has outgrown, and one of another scope', spoil: page(OFFICE, (given) => (given.changes.length === 0 ? given : added(given, { op: 'leave', type: 'case', id: HELD, ver: 0 + 1, why: 'moved' }, { op: 'leave', type: 'point', id: HELD, ver: NEW, why: 'deleted' }, { op: 'leave', type: '__proto__', id: 'x', ver: NEW, why: 'aged' }))) },
]
