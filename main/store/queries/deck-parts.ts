/** Reports of a period by area and by class, each part beside what it was before. */
import type { FactAnswer } from '../../../preload/contract/deck.ts'
import type { MeasuredLevel } from '../../../preload/contract/measure.ts'
import { type Change, countChange, NO_CHANGE_KNOWN, shareLimits, signOf, tailOf } from '../../field/change.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { getAreaFigures } from './area-figures.ts'
import { holdsReports, reportsByClass } from './deck-amounts.ts'
import { answerOf, earlierOf, filterOf, type Period } from './deck-periods.ts'
import { fieldState } from './field-state.ts'
import { provenanceOf } from './provenance.ts'

export type AreasQuestion = Period & { level: MeasuredLevel; most: number }
export type ClassesQuestion = Period & { most: number }

interface Part {
  id: string
  now: number
  before: number
}

/** `before`: the mean of the earlier periods. `share` with limits: of all reports. `changed`: how many of all parts changed beyond chance, `sign`: whether this one did. */
const COLUMNS = ['id', 'name', 'nameEn', 'now', 'before', 'difference', 'change', 'low', 'high', 'size', 'sign', 'share', 'shareLow', 'shareHigh', 'changed', 'parts']

export function askAreas(context: ReaderContext, question: AreasQuestion): FactAnswer {
  const { db } = context
  const state = fieldState(context)
  const recordsIn = (filter: Period | ReturnType<typeof filterOf>): Map<string, number> => {
    const { figures } = getAreaFigures(context, { layer: 'report', measure: 'count', level: question.level, filter: filterOf(filter) })
    return new Map(figures.map(({ area, records }) => [area, records]))
  }
  const now = recordsIn(question)
  const earlier = earlierOf(state.clock, question)
  const isKnown = earlier.every((filter) => holdsReports(state, filter))
  const before = isKnown ? earlier.map((filter) => recordsIn(filter)) : []
  const parts = [...now].map(([id, records]): Part => ({ id, now: records, before: before.reduce((sum, one) => sum + (one.get(id) ?? 0), 0) }))
  return rowsOf(parts, question, isKnown, nameIn(db, 'area'), provenanceOf(db, 'city', 'deck.areas: area, point'))
}

export function askClasses(context: ReaderContext, question: ClassesQuestion): FactAnswer {
  const { db } = context
  const state = fieldState(context)
  const now = reportsByClass(context, state, filterOf(question))
  const earlier = earlierOf(state.clock, question)
  const isKnown = earlier.every((filter) => holdsReports(state, filter))
  const before = isKnown ? earlier.map((filter) => reportsByClass(context, state, filter)) : []
  const parts = state.classes.ids.map((id, n): Part => ({ id, now: now[n]!, before: before.reduce((sum, one) => sum + one[n]!, 0) })).filter((part) => part.now + part.before > 0)
  return rowsOf(parts, question, isKnown, nameIn(db, 'class'), provenanceOf(db, 'city', 'deck.classes: class, point'))
}

function rowsOf(parts: readonly Part[], { times, most }: Period & { most: number }, isKnown: boolean, nameOf: (id: string) => [string, string | null], provenance: FactAnswer['provenance']): FactAnswer {
  const [all, allBefore] = parts.reduce(([now, before], part) => [now + part.now, before + part.before], [0, 0])
  const changes = parts.map((part): Change => (isKnown ? countChange(part.now, part.before, 1, times, tailOf(parts.length)) : NO_CHANGE_KNOWN))
  const changed = changes.filter((change) => signOf(change) !== 0).length
  const order = parts.map((part, n) => ({ part, change: changes[n]! })).sort((a, b) => b.part.now - a.part.now || b.part.before - a.part.before || (a.part.id < b.part.id ? -1 : 1))
  const rows = order.slice(0, most).map(({ part: { id, now, before }, change }) => {
    const mean = isKnown ? before / times : null
    const [shareLow, shareHigh] = shareLimits(now, all)
    return [id, ...nameOf(id), now, mean, mean === null ? null : now - mean, change.change, change.low, change.high, change.change === null ? null : Math.abs(change.change), signOf(change), all > 0 ? now / all : null, shareLow, shareHigh, changed, parts.length]
  })
  return answerOf(COLUMNS, rows, all + allBefore, provenance)
}

export function nameIn(db: ReadableDatabase, table: 'area' | 'class'): (id: string) => [name: string, nameEn: string | null] {
  const select = db.prepare(`SELECT name, body ->> '$.name_en' FROM "${table}" WHERE id = ?`).raw()
  return (id) => (select.get(id) as [string, string | null] | undefined) ?? [id, null]
}
