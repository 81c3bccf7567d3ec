/** Answers 'deck.fact': the closed table of questions that decks may ask. The same table answers a check later, so a slide's number is a question and its answer. */
import { z } from 'zod'
import type { FactAnswer, FactQuestion } from '../../../preload/contract/deck.ts'
import { MEASURED_LEVELS, MEASURES } from '../../../preload/contract/measure.ts'
import type { ReaderContext } from '../reader-context.ts'
import { askHolidays, askPeriod, askPlace, askSources } from './deck-about.ts'
import { askOverdue } from './deck-cases.ts'
import { askKpi, KPIS } from './deck-kpis.ts'
import { askAreas, askClasses } from './deck-parts.ts'
import { askEffects, askRanked, askSpots } from './deck-places.ts'
import { askTrend, askWeeks } from './deck-series.ts'

// Files that are checked bring these along: what they ask must not cost more than a deck does.
const area = z.string().min(1).max(200).nullable()
const instant = z.int().min(0).max(4_102_444_800_000)
const day = z.iso.date().regex(/^(19|20)/)
const most = z.int().min(1).max(60)
const LONGEST_MS = 367 * 86_400_000
const isPeriod = ({ from, to }: { from: number; to: number }): boolean => to > from && to - from <= LONGEST_MS
const isSpan = ({ first, last }: { first: string; last: string }): boolean => first <= last && Date.parse(last) - Date.parse(first) <= 2 * LONGEST_MS

const where = { area, from: instant, to: instant }
const period = { ...where, back: z.int().min(1).max(800), times: z.int().min(1).max(13) }
const weeks = z.strictObject({ area, to: instant, weeks: z.int().min(1).max(60) })

function question<S extends z.ZodType>(schema: S, answer: (context: ReaderContext, params: z.output<S>) => FactAnswer): (context: ReaderContext, params: unknown) => FactAnswer | null {
  return (context, params) => {
    const { success, data } = schema.safeParse(params)
    return success ? answer(context, data) : null
  }
}

const QUESTIONS = {
  place: question(z.strictObject({ area }), askPlace),
  period: question(z.strictObject({ from: instant, to: instant }).refine(isPeriod), askPeriod),
  holidays: question(z.strictObject({ first: day, last: day }).refine(isSpan), askHolidays),
  sources: question(z.strictObject({ area }), askSources),
  kpi: question(z.strictObject({ ...period, of: z.enum(KPIS), at: instant }).refine(isPeriod), askKpi),
  weeks: question(weeks, askWeeks),
  trend: question(weeks, askTrend),
  areas: question(z.strictObject({ ...period, level: z.enum(MEASURED_LEVELS), most }).refine(isPeriod), askAreas),
  classes: question(z.strictObject({ ...period, most }).refine(isPeriod), askClasses),
  ranked: question(z.strictObject({ ...where, level: z.enum(MEASURED_LEVELS), measure: z.enum(MEASURES), most }).refine(isPeriod), askRanked),
  spots: question(z.strictObject({ ...period, measure: z.enum(MEASURES), zoom: z.number().min(0).max(24), most }).refine(isPeriod), askSpots),
  effects: question(z.strictObject({ area, first: day, last: day, most }).refine(isSpan), askEffects),
  overdue: question(z.strictObject({ area, at: instant, most }), askOverdue),
}
export const DECK_QUERIES = Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]

/** Null: no such question, or none that could be asked like that. With the same cache the same question has the same answer. */
export function askFact(context: ReaderContext, { query, params }: FactQuestion): FactAnswer | null {
  return Object.hasOwn(QUESTIONS, query) ? QUESTIONS[query as keyof typeof QUESTIONS](context, params) : null
}
