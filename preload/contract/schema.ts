/** Checks at the door: what every method takes, as schemas; a method of the contract without one does not compile. */
import { z } from 'zod'
import type { Input, Method } from './api.ts'
import { CASE_STATUSES } from './case-status.ts'
import { MEASURED_LEVELS, MEASURES } from './measure.ts'
import { BANDWIDTHS_METERS, FIELD_LAYERS, LONGEST_WINDOW_DAYS, SITE_KINDS } from './model.ts'
import { MOST_FLAGGED_ROWS } from './quality.ts'

// zod compiles with `eval` otherwise, which the page's content policy forbids.
z.config({ jitless: true })

// An hour more: a window that begins in summer time and ends in winter time holds one.
const LONGEST_WINDOW_MS = LONGEST_WINDOW_DAYS * 86_400_000 + 3_600_000

const Id = z.string().min(1).max(200)
const Instant = z.int().min(0).max(8.64e15)
const Address = z.url({ protocol: /^https?$/ }).max(2_000)

export const Filter = z.strictObject({
  area: Id.nullable(),
  from: Instant,
  to: Instant,
  classes: z.array(Id).max(500),
  statuses: z.array(z.enum(CASE_STATUSES)).max(CASE_STATUSES.length),
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  hours: z.array(z.int().min(0).max(23)).max(24),
}).refine(({ from, to }) => to > from, 'the window ends after it begins')
  .refine(({ from, to }) => to - from <= LONGEST_WINDOW_MS, `the window is at most ${LONGEST_WINDOW_DAYS} days`)

// Web Mercator ends at 85.06°; a camera near the edge may look a little over it. A view over the date line has east beyond 180.
export const View = z.strictObject({
  west: z.number().min(-540).max(540),
  south: z.number().min(-90).max(90),
  east: z.number().min(-540).max(540),
  north: z.number().min(-90).max(90),
  zoom: z.number().min(-2).max(24),
}).refine((view) => view.east > view.west && view.north > view.south, 'the view has an area')

const Nothing = z.null()

export const INPUTS: { [M in Method]: z.ZodType<Input<M>> } = {
  'session.get': Nothing,
  'session.accounts': z.strictObject({ central: Address.nullable() }),
  'session.connect': z.strictObject({ central: Address, token: z.string().min(1).max(8_192) }),
  'session.practice': z.strictObject({ central: Address.nullable(), account: Id.nullable() }),
  'session.signOut': Nothing,
  'city.get': Nothing,
  'city.boundaries': z.strictObject({ level: z.enum(['district', 'street']), parent: Id.nullable() }),
  'city.indicators': Nothing,
  'field.get': z.strictObject({ layer: z.enum(FIELD_LAYERS), filter: Filter, view: View, bandwidthMeters: z.literal(BANDWIDTHS_METERS) }),
  'field.overview': z.strictObject({ filter: Filter }),
  'areas.figures': z.strictObject({ layer: z.enum(FIELD_LAYERS), filter: Filter, measure: z.enum(MEASURES), level: z.enum(MEASURED_LEVELS) }),
  'places.sites': z.strictObject({ filter: Filter, view: View, kinds: z.array(z.enum(SITE_KINDS)).max(SITE_KINDS.length), at: Instant, openOnly: z.boolean() }),
  'places.bottlenecks': z.strictObject({ filter: Filter }),
  'places.onDuty': z.strictObject({ filter: Filter, at: Instant }),
  'places.card': z.strictObject({ type: z.enum(['site', 'bottleneck']), id: Id, at: Instant }),
  'quality.get': Nothing,
  'quality.flagged': z.strictObject({ from: z.int().min(0).max(1e9), limit: z.int().min(1).max(MOST_FLAGGED_ROWS) }),
  'sync.status': Nothing,
  'sync.page': Nothing,
  'sync.now': Nothing,
  'sync.check': Nothing,
  'sync.rebuild': Nothing,
}
