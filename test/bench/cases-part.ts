/** Part: one round of the case list's questions on a full cache, each by the product's own functions and by bare SQL in turn. */
import { join } from 'node:path'
import { openReadable } from '../../main/store/open.ts'
import { closeIndex, openIndex } from '../../main/store/queries/case-index.ts'
import { countFound, getCasePage } from '../../main/store/queries/case-list.ts'
import type { ReaderContext } from '../../main/store/reader-context.ts'
import type { CaseOrder, CasePage, CaseQuestion } from '../../preload/contract/case-list.ts'
import { BARE_COLUMNS, CASE_ASKED } from './case-questions.ts'
import { hand, inputOf } from './part.ts'
import { median, type Round, type Sample } from './verdict.ts'

const { folder, count, round } = inputOf<{ folder: string; count: number; round: number }>()
const TIMES = 9
/** Before them, unmeasured, of both: a desk's lane has been asked all day, and of a program that has just begun the longer code is the slower one. */
const WARM_UP = 20
/** A LIKE over a million texts takes more than a second. */
const COUNTS = count > 500_000 ? 3 : 9
const db = openReadable(join(folder, 'cache.db'))
const index: ReaderContext = { db, indexFolder: folder }
openIndex(index)

/** Lists are kept by their question: another minute is another list, with the same cases. */
let minute = 0
const anew = (question: CaseQuestion): CaseQuestion => (question.view === 'all' ? { ...question, at: question.at + ++minute } : { ...question, filter: { ...question.filter, from: question.filter.from - ++minute } })

function pageOf(question: CaseQuestion, order: CaseOrder, from: number): CasePage {
  for (;;) {
    const page = getCasePage(index, { question, order, from, limit: 100 })
    if ('rows' in page) return page
  }
}

function rowsOf(question: CaseQuestion): number {
  for (;;) {
    const found = countFound(index, question)
    if ('count' in found) return found.count
  }
}

/** The median of several, the contenders in turn, another one first in each. */
function inTurns(contenders: Record<string, () => string>, rounds = TIMES): Round {
  const names = Object.keys(contenders)
  const times = new Map(names.map((name): [string, { wall: number[]; cpu: number[]; answer: string }] => [name, { wall: [], cpu: [], answer: '' }]))
  const warmUp = rounds === TIMES ? WARM_UP : 0
  for (const name of names) for (let n = 0; n < warmUp; n++) contenders[name]!()
  for (let n = 0; n < rounds; n++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + n + round) % names.length]!
      const [began, before] = [performance.now(), process.cpuUsage()]
      const answer = contenders[name]!()
      const [wall, used] = [performance.now() - began, process.cpuUsage(before)]
      const one = times.get(name)!
      one.wall.push(wall)
      one.cpu.push((used.user + used.system) / 1_000)
      one.answer = answer
    }
  }
  return Object.fromEntries([...times].map(([name, { wall, cpu, answer }]): [string, Sample] => [name, { wallMs: median(wall), cpuMs: Math.max(median(cpu), 0.001), answer }]))
}

const results: Round = {}
for (const { name, kind, question, order, bare } of CASE_ASKED) {
  const select = db.prepare(`${BARE_COLUMNS} ${bare}`).raw()
  const idsOf = (rows: readonly { id: string }[]): string => (kind === 'list' ? String(rows.length) : 'a page')
  Object.assign(results, inTurns({
    [name]: () => idsOf(pageOf(anew(question), order, 0).rows),
    [`${name}: bare`]: () => (kind === 'list' ? String(select.all().length) : (select.all(), 'a page')),
  }))
  if (kind !== 'search') continue
  const like = db.prepare(`SELECT count(*) FROM "case" WHERE body ->> '$.text' LIKE ? OR body ->> '$.place' LIKE ? OR body ->> '$.number' LIKE ?`).pluck()
  const pattern = `%${question.text}%`
  Object.assign(results, inTurns({ [`${name}: count`]: () => String(rowsOf(anew(question))), [`${name}: LIKE`]: () => String(like.get(pattern, pattern, pattern)) }, COUNTS))
}

const far = Math.floor(count * 0.9)
const question = anew(CASE_ASKED[0]!.question)
const { order } = CASE_ASKED[0]!
pageOf(question, order, far)
const offset = db.prepare(`${BARE_COLUMNS} INDEXED BY case_reported ORDER BY reported_at DESC LIMIT 100 OFFSET ${far}`).raw()
Object.assign(results, inTurns({ 'page at nine tenths': () => String(pageOf(question, order, far).rows.length), 'page 0': () => String(pageOf(question, order, 0).rows.length), OFFSET: () => String(offset.all().length) }))
closeIndex(index)
db.close()
await hand(results)
