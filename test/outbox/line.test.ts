/** Lines of the journal: whole ones are found whatever lies between them, and no text is taken for one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as assertProperty, jsonValue, nat, property, string, uint8Array } from 'fast-check'
import { encodeLine, readLines } from '../../main/outbox/line.ts'

const ROOM = Buffer.alloc(100)

test('what was written is read, up to the room made in advance', () => {
  assertProperty(property(array(jsonValue()), (records) => {
    const lines = Buffer.concat(records.map(encodeLine))
    assert.deepEqual(readLines(Buffer.concat([lines, ROOM])), { records: JSON.parse(JSON.stringify(records)) as unknown, bad: 0, end: lines.byteLength, isTorn: false })
  }))
})

test('a torn last line is no line, at whatever byte it ends', () => {
  const [first, last] = [encodeLine({ ops: ['甬'] }), encodeLine({ ops: ['second'] })]
  for (let cut = 1; cut < last.byteLength; cut++) {
    assert.deepEqual(readLines(Buffer.concat([first, last.subarray(0, cut), ROOM])), { records: [{ ops: ['甬'] }], bad: 0, end: first.byteLength, isTorn: true })
  }
})

test('garbage in the middle costs the lines it lies on, is counted, and the rest is read', () => {
  assertProperty(property(nat(), uint8Array({ minLength: 1, maxLength: 40 }), (place, garbage) => {
    const lines = Array.from({ length: 6 }, (_, n) => encodeLine({ n, text: 'x'.repeat(30) }))
    const bytes = Buffer.concat(lines)
    const from = place % (bytes.byteLength - 2 * (lines[5]?.byteLength ?? 0))
    const spoilt = Buffer.from(bytes)
    spoilt.set(garbage, from)
    const found = readLines(spoilt)
    const hit = new Set(Array.from(garbage, (_, i) => (spoilt[from + i] === bytes[from + i] ? -1 : lines.findIndex((_line, n) => Buffer.concat(lines.slice(0, n + 1)).byteLength > from + i))).filter((n) => n >= 0))
    assert.deepEqual((found.records as { n: number }[]).map(({ n }) => n), [0, 1, 2, 3, 4, 5].filter((n) => !hit.has(n)))
    assert.equal(found.bad > 0, hit.size > 0)
  }))
})

test('a hole of zeros is not the end', () => {
  const [one, two] = [encodeLine(1), encodeLine(2)]
  assert.deepEqual(readLines(Buffer.concat([one, Buffer.alloc(512), two])), { records: [1, 2], bad: 1, end: one.byteLength + 512 + two.byteLength, isTorn: false })
})

test('text that looks like a line stays text, even when the line around it is broken', () => {
  const planted = encodeLine({ ops: [{ op_id: 'planted' }] }).toString()
  assertProperty(property(string(), (around) => {
    const line = encodeLine({ body: around + planted + around })
    line[3] = line[3] === 0x30 ? 0x31 : 0x30
    assert.deepEqual(readLines(line).records, [])
  }))
})
