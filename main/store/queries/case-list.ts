/** Answers 'cases.page': a list in its order, walked as far as somebody has looked; what was walked is kept as row numbers in rank order, so that any page is as near as the first. */
import type { Input } from '../../../preload/contract/api.ts'
import type { CaseOrder, CasePage, CaseQuestion } from '../../../preload/contract/case-list.ts'
import { narrow } from '../../search/case-tokens.ts'
import { wordsOf } from '../../search/case-words.ts'
import type { ReadableDatabase } from '../open.ts'
import { countLaid, laidOver } from '../overlay/laid-list.ts'
import { overlayOf } from '../overlay/overlay.ts'
import type { ReaderContext } from '../reader-context.ts'
import { type CaseIndex, currentIndex } from './case-index.ts'
import { signOfCases } from './case-offices.ts'
import { readCaseRows } from './case-row.ts'
import { ordering, sorting, type Source, streaming, walking } from './case-sources.ts'
import { type CaseWhere, walkOf, whereOf } from './case-where.ts'
import { connectionSign, remembered } from './field-state.ts'
import { prepared } from './prepared.ts'

/** Not walked far enough yet: ask again. Between two stretches the lane answers others. */
export interface Unready { walked: number }

interface List {
  source: Source
  /** Numbers of the rows in rank order. */
  rows: number[]
  isDone: boolean
}
interface Lists { connection: string; sign: string; laid: number; lists: Map<string, unknown> }

/** The longest a lane is kept from other questions. */
const STRETCH_MS = 40
const LONGEST_STRETCH = 20_000
const LISTS_KEPT = 6
/** A period of less than this share of what is held is sorted; of more, the order itself is walked. */
const SORTED_SHARE = 0.2

const kept = new WeakMap<ReaderContext, Lists>()

export function getCasePage(context: ReaderContext, { question, order, from, limit }: Input<'cases.page'>): CasePage | Unready {
  const list = listOf(context, question, order)
  if (list === null || !walkTo(list, from + limit)) return { walked: list?.rows.length ?? 0 }
  return { from, rows: readCaseRows(context, list.rows.slice(from, from + limit)), total: list.isDone ? list.rows.length : null }
}

/** How many cases a question with text finds. */
export function countFound(context: ReaderContext, question: CaseQuestion): { count: number } | Unready {
  const all = countAll(context, question)
  if (all !== null) return { count: all }
  const list = listOf(context, question, { by: 'reported', descending: true })
  return list !== null && walkTo(list, Infinity) ? { count: list.rows.length } : { walked: list?.rows.length ?? 0 }
}

/** Where the question lets every case through and the index is sure of its words, it counts by itself; null: it does not. */
function countAll(context: ReaderContext, question: CaseQuestion): number | null {
  const words = wordsOf(question.text)
  const where = whereOf(context.db, question)
  const { expression, isExact } = narrow(words)
  if (!isExact || question.view !== 'all' || where.values.length > 0 || where.belongs !== null || !isAllTime(context.db, question)) return null
  const found = currentIndex(context)
  if (found === null || 'isBehind' in found) return null
  const laid = countLaid(context.db, overlayOf(context), whereOf(context.db, question, words)).reduce((sum, [, count]) => sum + count, 0)
  return (prepared(found.index.db, 'SELECT count(*) FROM text WHERE text MATCH ?').get(expression) as [number])[0] + laid
}

function isAllTime(db: ReadableDatabase, { filter }: CaseQuestion): boolean {
  const [first, last] = spanOf(db)
  return first === null || last === null || (filter.from <= first && filter.to > last)
}

/** When the first and the last case were reported. */
const spanOf = (db: ReadableDatabase): [number | null, number | null] => prepared(db, 'SELECT (SELECT min(reported_at) FROM "case"), (SELECT max(reported_at) FROM "case")').get() as [number | null, number | null]

/** Begun anew once a case or what is laid over it has changed: ranks of another moment would show rows twice or not at all. Null: the text index has changes to take in first. */
function listOf(context: ReaderContext, question: CaseQuestion, order: CaseOrder): List | null {
  const words = wordsOf(question.text)
  const found = words.length === 0 ? null : currentIndex(context)
  if (found !== null && 'isBehind' in found) return null
  const whole = whereOf(context.db, question, words)
  // What the words are is known by the text; which areas lie in an area may have changed.
  const key = JSON.stringify([order, question, whole.values, found === null])
  const overlay = overlayOf(context)
  const open = (): List => {
    const source = sourceOf(context.db, whole, question, order, found === null ? null : { index: found.index, words })
    return { source: laidOver(source, overlay, whole, order), rows: [], isDone: false }
  }
  return remembered(listsOf(context, overlay.version), key, open, LISTS_KEPT)
}

function sourceOf(db: ReadableDatabase, whole: CaseWhere, question: CaseQuestion, order: CaseOrder, found: { index: CaseIndex; words: readonly string[] } | null): Source {
  if (found !== null) {
    const search = { index: found.index, narrowed: narrow(found.words), bare: whereOf(db, question), whole }
    return order.by === 'reported' && found.index.state.ordered === 1 ? streaming(db, search, order) : ordering(db, search, order)
  }
  const isSorted = question.view === 'all' && order.by === 'due' && isShort(db, question)
  return isSorted ? sorting(db, whole, order) : walking(db, whole, walkOf(whole, order))
}

function listsOf(context: ReaderContext, laid: number): Map<string, unknown> {
  const connection = connectionSign(context.db)
  const known = kept.get(context)
  if (known?.connection === connection && known.laid === laid) return known.lists
  const sign = signOfCases(context.db)
  const lists = known?.sign === sign && known.laid === laid ? known.lists : new Map<string, unknown>()
  kept.set(context, { connection, sign, laid, lists })
  return lists
}

/** What the lists of this moment stand for; another one when they were begun anew. */
export function signOfLists(context: ReaderContext): string {
  listsOf(context, overlayOf(context).version)
  const { sign, laid } = kept.get(context) ?? { sign: '', laid: 0 }
  return `${sign} ${laid}`
}

function isShort(db: ReadableDatabase, { filter }: CaseQuestion): boolean {
  const [first, last] = spanOf(db)
  return first === null || last === null || Math.min(filter.to, last) - Math.max(filter.from, first) < SORTED_SHARE * (last - first)
}

/** True once `upTo` rows are known, or all there are. Gives the lane back when its time is up. */
function walkTo(list: List, upTo: number): boolean {
  const began = performance.now()
  // The first stretch is what was asked for; one that found too little is followed by longer ones.
  let wanted = Math.min(LONGEST_STRETCH, upTo - list.rows.length)
  while (!list.isDone && list.rows.length < upTo) {
    if (performance.now() - began > STRETCH_MS) return false
    const { rows, isDone } = list.source(wanted)
    for (const [row] of rows) list.rows.push(row)
    list.isDone = isDone
    wanted = Math.min(LONGEST_STRETCH, wanted * 4)
  }
  return true
}
