/** The search among cases finds what looking through the rows finds, whatever is typed and whatever stands in them, with the index, without it, and while it is made. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import * as fc from 'fast-check'
import { fieldsOf, isFound, wordsOf } from '../../../main/search/case-words.ts'
import { followCases, stopFollowing } from '../../../main/store/case-follow.ts'
import { migrate } from '../../../main/store/migrations.ts'
import { openReadable, openWritable, type WritableDatabase } from '../../../main/store/open.ts'
import { closeIndex, currentIndex, INDEX_FILE, openIndex, workOnIndex } from '../../../main/store/queries/case-index.ts'
import type { ReaderContext } from '../../../main/store/reader-context.ts'
import { createWriterContext } from '../../../main/store/writer-context.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { ALL, caseRow, FIRST_DUE, NEWEST, pageOf, putCase } from './cases.ts'
import { emptyCache, NOW, putScope } from './filled-cache.ts'

interface Desk { db: WritableDatabase; folder: string; open(): ReaderContext; finish(context: ReaderContext): void }

/** A cache in a file and readers on it, as the desk lane has them. */
function deskOf(t: TestContext | null): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-cases-'))
  const path = join(folder, 'cache.db')
  const db = openWritable(path)
  migrate(db)
  putScope(db, 'office:330205001')
  const opened: ReaderContext[] = []
  const end = (): void => {
    for (const context of opened) {
      closeIndex(context)
      context.db.close()
    }
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
  t?.after(end)
  return {
    db, folder,
    open() {
      const context = { db: openReadable(path), indexFolder: folder }
      openIndex(context)
      opened.push(context)
      return context
    },
    finish(context) {
      for (;;) {
        const { state } = workOnIndex(context, null)
        if (state === 'done') return
        if (state === 'unfollowed') followCases(createWriterContext(db, folder, path, 'me'), null)
      }
    },
  }
}

const foundBy = (context: ReaderContext, text: string, order = NEWEST): string[] => pageOf(context, { ...ALL, text }, order, 0, 500).rows.map(({ id }) => id)
function oracle(rows: Iterable<Row<'case'>>, text: string): string[] {
  return [...rows].filter((row) => isFound(fieldsOf(row), wordsOf(text))).map(({ id }) => id).toSorted()
}
const agree = (context: ReaderContext, rows: Iterable<Row<'case'>>, text: string): void => {
  const [newest, due] = [foundBy(context, text), foundBy(context, text, FIRST_DUE)]
  assert.deepEqual(newest.toSorted(), oracle(rows, text), JSON.stringify(text))
  assert.deepEqual(due.toSorted(), newest.toSorted(), JSON.stringify(text))
}

test('Chinese of one, two and more characters, pinyin, first letters, numbers and symbols', (t) => {
  const desk = deskOf(t)
  const rows = [
    caseRow(0, { text: '路灯不亮，夜间看不清路', place: '江北区大闸路附近' }), caseRow(1, { text: '井盖松动', place: '重庆路 12 号' }), caseRow(2, { text: '100% 折扣 NEAR("a", 2) OR x* _下划线_', place: "O'Brien" }),
    caseRow(3, { text: 'ＡＢＣ全角', place: '女贞路' }), caseRow(4, { text: '西安路口积水', place: '𠮷祥里 1 弄' }), caseRow(5, { text: '\u0000空\ue025私', place: '\ud800' }),
  ]
  for (const row of rows) putCase(desk.db, row)
  const context = desk.open()
  const expected: [string, string[]][] = [
    ['路', ['c0', 'c1', 'c3', 'c4']], ['路灯', ['c0']], ['灯路', []], ['夜间看不清路', ['c0']], ['ludeng', ['c0']], ['ld', ['c0']], ['ldb', ['c0']], ['dazhalu', ['c0']], ['chongqing', ['c1']], ['zhongqing', ['c1']], ['cql', ['c1']], ['cqlu', ['c1']],
    ['%', ['c2']], ['_', ['c2']], ['"', ['c2']], ['NEAR(', ['c2']], ['*', ['c2']], ['x*', ['c2']], ['0% 折', ['c2']], ["o'b", ['c2']], ['abc', ['c3']], ['nvzhen', ['c3']], ['nuzhen', ['c3']], ["xi'anlu", ['c4']], ['𠮷', ['c4']], ['𠮷祥', ['c4']],
    ['路 灯', ['c0']], ['井盖 重庆', ['c1']], ['甬-00003', ['c3']], ['00003', ['c3']], ['\ue025', ['c5']], ['空', ['c5']], ['OR', ['c2']], ['不存在的', []],
  ]
  for (const isIndexed of [false, true]) {
    if (isIndexed) desk.finish(context)
    assert.equal(currentIndex(context) !== null, isIndexed)
    for (const [text, ids] of expected) {
      assert.deepEqual(foundBy(context, text).toSorted(), ids, `${text} ${isIndexed ? 'in the index' : 'in the rows'}`)
      agree(context, rows, text)
    }
  }
})

const alphabet = fc.constantFrom(...'路灯井盖长重行女吕乐a b1％%_"*\'()-ld中国OR\ue025\ue000\u0000𠮷é\u202e', '\ud800')
const text = fc.array(alphabet, { maxLength: 12 }).map((chars) => chars.join(''))
const letters = fc.array(fc.constantFrom(...'abcdeghiluvyzx\''), { minLength: 2, maxLength: 7 }).map((chars) => chars.join(''))

test('random hostile texts: the index, the rows and an oracle agree, through changes, half-made and reopened', () => {
  fc.assert(fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 30 }), fc.array(fc.oneof(text, letters), { minLength: 1, maxLength: 12 }), fc.array(fc.tuple(fc.nat(40), fc.option(text, { nil: null })), { maxLength: 12 }), (given, asked, changes) => {
    const desk = deskOf(null)
    const rows = new Map(given.map(([words, place], n) => [`c${n}`, caseRow(n, { area: '330205001', text: words, place })]))
    for (const row of rows.values()) putCase(desk.db, row)
    const contexts = [desk.open()]
    try {
      desk.finish(contexts[0]!)
      for (const one of asked) agree(contexts[0]!, rows.values(), one)
      for (const [n, words] of changes) {
        const id = `c${n}`
        if (words === null) {
          rows.delete(id)
          desk.db.prepare('DELETE FROM "case" WHERE id = ?').run(id)
        } else {
          const row = caseRow(n, { area: '330205001', text: words, ...(n % 5 === 0 ? { reported_at: new Date(NOW - n).toISOString() } : {}) })
          rows.set(id, row)
          putCase(desk.db, row)
        }
      }
      desk.db.prepare('UPDATE scope SET cursor = cursor + 1').run()
      for (const one of asked) agree(contexts[0]!, rows.values(), one)
      closeIndex(contexts[0]!)
      const again = desk.open()
      for (const one of asked) agree(again, rows.values(), one)
      desk.finish(again)
      for (const one of asked) agree(again, rows.values(), one)
      contexts.push(again)
    } finally {
      for (const context of contexts) {
        closeIndex(context)
        context.db.close()
      }
      desk.db.close()
      rmSync(desk.folder, { recursive: true, force: true })
    }
  }), { numRuns: 60 })
})

test('an index that does not follow this cache is thrown away: after a rollback, a restored copy, damage', (t) => {
  const desk = deskOf(t)
  for (let n = 0; n < 40; n++) putCase(desk.db, caseRow(n, { area: '330205001' }))
  const first = desk.open()
  desk.finish(first)
  putCase(desk.db, caseRow(1, { area: '330205001', text: '改过的' }))
  assert.deepEqual(foundBy(first, '改过'), ['c1'])
  closeIndex(first)
  // The cache has lost its last change with the power, and the index has not.
  desk.db.exec('DELETE FROM case_change')
  putCase(desk.db, caseRow(1, { area: '330205001' }))
  desk.db.exec('UPDATE case_change SET n = 0')
  const second = desk.open()
  assert.equal(currentIndex(second), null)
  assert.deepEqual(foundBy(second, '改过'), [])
  desk.finish(second)
  assert.notEqual(currentIndex(second), null)
  closeIndex(second)
  stopFollowing(desk.db)
  assert.equal(currentIndex(desk.open()), null)
  const third = desk.open()
  desk.finish(third)
  closeIndex(third)
  writeFileSync(join(desk.folder, INDEX_FILE), Buffer.concat([readFileSync(join(desk.folder, INDEX_FILE)).subarray(0, 100), Buffer.from('no database at all'.repeat(400))]))
  const fourth = desk.open()
  assert.equal(foundBy(fourth, '井盖').length, 40)
  desk.finish(fourth)
  assert.equal(foundBy(fourth, '井盖').length, 40)
  assert.notEqual(currentIndex(fourth), null)
})

/** Segments of the index's full text. */
const piecesOf = ({ indexFolder }: ReaderContext): number => {
  const db = openReadable(join(indexFolder!, INDEX_FILE))
  try {
    return db.prepare('SELECT count(DISTINCT segid) FROM text_idx').pluck().get() as number
  } finally {
    db.close()
  }
}

test('once it is built the index answers, and is then made one piece, also when that was broken off; what it finds stays the same', (t) => {
  const desk = deskOf(t)
  const rows = Array.from({ length: 480 }, (_, n) => caseRow(n, { text: `路灯${n % 7 === 0 ? '井盖' : '积水'}第 ${n} 处，${'骑手绕行约四百米。'.repeat(n % 5)}` }))
  desk.db.transaction(() => rows.forEach((row) => putCase(desk.db, row)))()
  const context = desk.open()
  workOnIndex(context, null)
  followCases(createWriterContext(desk.db, desk.folder, join(desk.folder, 'cache.db'), 'me'), null)
  while (currentIndex(context) === null) assert.equal(workOnIndex(context, null).state, 'more')
  // Later changes, each a piece of its own.
  for (const n of [3, 5, 8]) {
    putCase(desk.db, (rows[n] = caseRow(n, { text: `暗坑井盖 ${n}` })))
    foundBy(context, '井盖')
  }
  assert.ok(piecesOf(context) > 1)
  assert.equal(workOnIndex(context, null).state, 'more')
  closeIndex(context)
  const again = desk.open()
  desk.finish(again)
  assert.equal(piecesOf(again), 1)
  for (const text of ['井盖', '积水', '路灯', '暗坑', 'jinggai']) agree(again, rows, text)
  closeIndex(again)
  const third = desk.open()
  assert.equal(workOnIndex(third, null).state, 'done')
})

test('nothing is noted before an index follows: a first sync writes no more than before', () => {
  const db = emptyCache()
  putCase(db, caseRow(1))
  assert.equal(db.prepare('SELECT count(*) FROM case_change').pluck().get(), 0)
})
