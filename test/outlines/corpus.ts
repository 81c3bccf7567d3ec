/** Outlines as people draw them, right and wrong: one file a case, each with what must be said of it. */
export type Ring = (number | null | string)[][]

export const square = (west: number, south: number, size = 0.1): number[][] => [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
export const feature = (code: unknown, coordinates: unknown, type = 'Polygon'): unknown => ({ type: 'Feature', properties: { adcode: code }, geometry: { type, coordinates } })
export const collection = (features: unknown[], more: object = {}): string => JSON.stringify({ type: 'FeatureCollection', ...more, features })

const A = square(121.5, 29.8)
const B = square(121.6, 29.8)
const hole = square(121.52, 29.82, 0.02)

/** Areas of the test city; labels stand in the middle of the squares above. */
export const AREAS = [
  { id: '330203', level: 'district', label: [121.55, 29.85] }, { id: '330205', level: 'district', label: [121.65, 29.85] }, { id: '330206', level: 'district', label: null },
  { id: '330203001', level: 'street', label: null },
] as const

/** Name, text of the file, and the findings as "feature reason"; `refused` where the file as a whole is not read. */
export const CORPUS: { name: string; text: string; says: string[]; refused?: RegExp }[] = [
  { name: 'two neighbours that share a line', text: collection([feature('330203', [A]), feature('330205', [B])]), says: [] },
  { name: 'codes as numbers, and as the feature’s own id', text: collection([feature(330203, [A]), { type: 'Feature', id: '330205', properties: null, geometry: { type: 'Polygon', coordinates: [B] } }]), says: [] },
  { name: 'an area in two parts', text: collection([feature('330203', [[A], [square(121.9, 29.8)]], 'MultiPolygon')]), says: [] },
  { name: 'rings wound the other way', text: collection([feature('330203', [A.toReversed()])]), says: [] },
  { name: 'a corner given twice', text: collection([feature('330203', [[A[0], A[0], ...A.slice(1)]])]), says: [] },
  { name: 'a third coordinate', text: collection([feature('330203', [A.map((at) => [...at, 12.5])])]), says: ['1 height-dropped'] },
  { name: 'a hole', text: collection([feature('330203', [A, hole])]), says: ['1 has-hole'] },
  { name: 'an enclave that fills a hole', text: collection([feature('330203', [A, hole]), feature('330206', [hole])]), says: ['1 has-hole', '2 area-unusual'] },
  { name: 'a hole outside', text: collection([feature('330203', [A, square(121.8, 29.84, 0.02)])]), says: ['1 hole-outside'] },
  { name: 'a hole across the line', text: collection([feature('330203', [A, square(121.59, 29.84, 0.02)])]), says: ['1 self-crossing'] },
  { name: 'a ring that does not close', text: collection([feature('330203', [A.slice(0, -1)])]), says: ['1 open-ring'] },
  { name: 'a bow tie', text: collection([feature('330203', [[[121.5, 29.8], [121.6, 29.9], [121.6, 29.8], [121.5, 29.9], [121.5, 29.8]]])]), says: ['1 self-crossing'] },
  { name: 'a line out and back', text: collection([feature('330203', [[...A.slice(0, 2), [121.7, 29.8], [121.6, 29.8], ...A.slice(2)]])]), says: ['1 spike'] },
  { name: 'two corners only', text: collection([feature('330203', [[[121.5, 29.8], [121.6, 29.8], [121.5, 29.8]]])]), says: ['1 short-ring'] },
  { name: 'all corners on one line', text: collection([feature('330206', [[[121.5, 29.8], [121.6, 29.8], [121.7, 29.8], [121.5, 29.8]]])]), says: ['1 spike', '1 area-absurd'] },
  { name: 'null for a number', text: collection([feature('330203', [[[121.5, null], ...A.slice(1)]])]), says: ['1 bad-number'] },
  { name: 'text for a number', text: collection([feature('330203', [[['121.5', '29.8'], ...A.slice(1)]])]), says: ['1 bad-number'] },
  { name: 'a number beyond all numbers', text: collection([feature('330203', [A])]).replace('121.6', '1e999'), says: ['1 bad-number'] },
  { name: 'coordinates flattened', text: collection([feature('330203', [A.flat()])]), says: ['1 bad-number'] },
  { name: 'metres of a projection', text: collection([feature('330203', [A.map(([x, y]) => [x! * 111_000, y! * 111_000])])]), says: ['1 out-of-range'] },
  { name: 'latitude first', text: collection([feature('330203', [A.map(([x, y]) => [y, x])])]), says: ['1 out-of-range'] },
  { name: 'no geometry', text: collection([{ type: 'Feature', properties: { adcode: '330203' }, geometry: null }]), says: ['1 no-geometry'] },
  { name: 'an empty polygon', text: collection([feature('330203', [])]), says: ['1 no-geometry'] },
  { name: 'an empty part', text: collection([feature('330203', [[A], []], 'MultiPolygon')]), says: ['1 no-geometry'] },
  { name: 'a point', text: collection([feature('330203', [121.5, 29.8], 'Point')]), says: ['1 wrong-geometry'] },
  { name: 'no code', text: collection([{ type: 'Feature', properties: { name: '海曙区' }, geometry: { type: 'Polygon', coordinates: [A] } }]), says: ['1 missing-code'] },
  { name: 'an unknown code', text: collection([feature('990101', [A])]), says: ['1 unknown-code'] },
  { name: 'a code of another level', text: collection([feature('330203001', [A])]), says: ['1 unknown-code'] },
  { name: 'the same code twice', text: collection([feature('330203', [A]), feature('330203', [square(121.9, 29.8)])]), says: ['2 duplicate-code', '2 label-outside'] },
  { name: 'neighbours far over one another', text: collection([feature('330203', [A]), feature('330205', [square(121.58, 29.8)])]), says: ['1 overlaps-neighbour'] },
  { name: 'one area inside another', text: collection([feature('330203', [A]), feature('330206', [hole])]), says: ['1 overlaps-neighbour', '2 area-unusual'] },
  { name: 'neighbours a little over one another', text: collection([feature('330203', [A]), feature('330205', [square(121.5995, 29.8)])]), says: ['1 small-overlap'] },
  { name: 'parts over one another', text: collection([feature('330203', [[A], [hole]], 'MultiPolygon')]), says: ['1 parts-overlap'] },
  { name: 'smaller than a yard', text: collection([feature('330206', [square(121.5, 29.8, 0.00001)])]), says: ['1 area-absurd'] },
  { name: 'a district of a square kilometre', text: collection([feature('330206', [square(121.5, 29.8, 0.01)])]), says: ['1 area-unusual'] },
  { name: 'moved half a kilometre away from its name', text: collection([feature('330203', [square(121.551, 29.8)])]), says: ['1 label-outside'] },
  { name: 'features that are none', text: JSON.stringify({ type: 'FeatureCollection', features: [null, 7, { type: 'Point' }] }), says: ['1 not-a-feature', '2 not-a-feature', '3 not-a-feature'] },
  { name: 'hostile words in a code', text: collection([feature('<img src=x onerror=alert(1)>', [A]), feature('__proto__', [B])]), says: ['1 unknown-code', '2 unknown-code'] },
  { name: 'broken JSON', text: collection([feature('330203', [A])]).slice(0, -9), says: [], refused: /broken after feature/ },
  { name: 'NaN, which JSON does not know', text: collection([feature('330203', [A])]).replace('121.6', 'NaN'), says: [], refused: /broken after feature 0/ },
  { name: 'a lone geometry', text: JSON.stringify({ type: 'Polygon', coordinates: [A] }), says: [], refused: /not a FeatureCollection/ },
  { name: 'an old file that names a projection', text: collection([feature('330203', [A])], { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4549' } } }), says: [], refused: /EPSG::4549/ },
  { name: 'an old file that names plain degrees', text: collection([feature('330203', [A])], { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } } }), says: [] },
  { name: 'no features at all', text: '{"type":"FeatureCollection"}', says: [], refused: /no list of features/ },
  { name: 'an empty file', text: '', says: [], refused: /empty/ },
]
