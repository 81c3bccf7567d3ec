/** What a list of cases is asked by, as schemas: the page's door checks them, and the record of what left the console says them again. */
import { z } from 'zod'
import { CASE_SORTS, CASE_VIEWS } from './case-question.ts'
import { CASE_STATUSES } from './case-status.ts'
import { faultOf, LEAST_CORNERS, MOST_CORNERS } from './drawn.ts'
import { LONGEST_WINDOW_DAYS } from './model.ts'
import { LONGEST_SEARCH } from './search.ts'

// zod compiles with `eval` otherwise, which the page's content policy forbids.
z.config({ jitless: true })

// An hour more: a window that begins in summer time and ends in winter time holds one.
const LONGEST_WINDOW_MS = LONGEST_WINDOW_DAYS * 86_400_000 + 3_600_000

const Id = z.string().min(1).max(200)
/** Milliseconds UTC. */
const Instant = z.int().min(0).max(8.64e15)

export const Drawn = z.array(z.tuple([z.number().min(-180).max(180), z.number().min(-85).max(85)])).min(LEAST_CORNERS).max(MOST_CORNERS)
  .refine((ring) => faultOf(ring) === null, 'the lines of a drawn ground do not meet')

export const Filter = z.strictObject({
  area: Id.nullable(),
  drawn: Drawn.nullable(),
  from: Instant,
  to: Instant,
  classes: z.array(Id).max(500),
  statuses: z.array(z.enum(CASE_STATUSES)).max(CASE_STATUSES.length),
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  hours: z.array(z.int().min(0).max(23)).max(24),
}).refine(({ from, to }) => to > from, 'the window ends after it begins')
  .refine(({ from, to }) => to - from <= LONGEST_WINDOW_MS, `the window is at most ${LONGEST_WINDOW_DAYS} days`)

export const CaseQuestion = z.strictObject({ filter: Filter, view: z.enum(CASE_VIEWS), home: Id.nullable(), text: z.string().max(LONGEST_SEARCH), at: Instant })
export const CaseOrder = z.strictObject({ by: z.enum(CASE_SORTS), descending: z.boolean() })
