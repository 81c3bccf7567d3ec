/** What the screens ask: every question of the two reading lanes, with filters by area, class, status, weekday, hour and period. */
import type { Input, Method } from '../../preload/contract/api.ts'
import { CASE_VIEWS } from '../../preload/contract/case-question.ts'
import { FIELD_LAYERS, SITE_KINDS, type Filter, type View } from '../../preload/contract/model.ts'
import type { ReaderContext } from '../../main/store/reader-context.ts'
import { DESK_FUNCTIONS, FIELD_FUNCTIONS } from '../../main/store/queries/lanes.ts'
import { CLASSES, DISTRICTS, FIRST_REPORT_AT, PERIOD_DAYS, STREETS } from './sim-city.ts'

type Asked = Extract<keyof typeof DESK_FUNCTIONS | keyof typeof FIELD_FUNCTIONS, Method>
export type Question = { [M in Asked]: { method: M; input: Input<M> } }[Asked]

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Two days more on each side than the city's rows, whatever its zone. */
export const WHOLE: Filter = { area: null, drawn: null, from: FIRST_REPORT_AT - 2 * DAY_MS, to: FIRST_REPORT_AT + (PERIOD_DAYS + 4) * DAY_MS, classes: [], statuses: [], weekdays: [], hours: [] }
const SHORT = { from: FIRST_REPORT_AT + 3 * DAY_MS + 5 * HOUR_MS, to: FIRST_REPORT_AT + 6 * DAY_MS + 11 * HOUR_MS }
const MORNING = [6, 7, 8, 9, 10, 11, 12]

export const FILTERS: readonly Filter[] = [
  WHOLE,
  { ...WHOLE, area: DISTRICTS[0] },
  { ...WHOLE, area: STREETS[2] },
  { ...WHOLE, classes: [CLASSES[1]] },
  { ...WHOLE, hours: MORNING },
  { ...WHOLE, weekdays: [1, 3, 6], statuses: ['reported', 'dispatched', 'closed', 'void'] },
  { ...WHOLE, ...SHORT },
  { ...WHOLE, ...SHORT, area: DISTRICTS[1], classes: [CLASSES[0], CLASSES[2], 'unheard-of'], hours: [...MORNING, 18, 19] },
]
/** Fields cost the most, so they are asked for with fewer filters. */
const FIELD_FILTERS = [FILTERS[0]!, FILTERS[1]!, FILTERS[7]!]

/** Lists are counted by hand without weekdays and hours. */
const CASE_FILTERS = [FILTERS[0]!, FILTERS[2]!, FILTERS[3]!, FILTERS[6]!]

const CITY_VIEW: View = { west: 121.4, south: 29.8, east: 121.7, north: 30, zoom: 7 }
const STREET_VIEW: View = { west: 121.5, south: 29.9, east: 121.52, north: 29.92, zoom: 10 }
const INSTANTS = [2, 5.5, 8].map((days) => FIRST_REPORT_AT + days * DAY_MS)

/** After the last report: what has a deadline and is open is late by now. */
const LATE = FIRST_REPORT_AT + 40 * DAY_MS

/** `places`: the sites and bottlenecks whose cards are asked for; `cases`: those whose duplicates are. */
export function screenQuestions(places: readonly { type: 'site' | 'bottleneck'; id: string }[], cases: readonly string[] = []): Question[] {
  return [
    { method: 'city.get', input: null },
    { method: 'city.indicators', input: null },
    { method: 'city.choices', input: null },
    ...(['district', 'street'] as const).flatMap((level) => [null, DISTRICTS[0]].map((parent): Question => ({ method: 'city.boundaries', input: { level, parent } }))),
    ...FILTERS.flatMap((filter): Question[] => [{ method: 'field.overview', input: { filter } }, { method: 'places.bottlenecks', input: { filter } }, { method: 'places.overdue', input: { filter, view: CITY_VIEW, at: LATE } }]),
    ...CASE_VIEWS.flatMap((view) => CASE_FILTERS.flatMap((filter): Question[] => {
      const question = { filter, view, home: filter.area === null ? DISTRICTS[0] : null, text: '', at: LATE }
      return [{ method: 'cases.counts', input: { question } }, ...(['due', 'reported'] as const).map((by): Question => ({ method: 'cases.page', input: { question, order: { by, descending: by === 'reported' }, from: 0, limit: 500 } }))]
    })),
    ...CASE_FILTERS.map((filter): Question => ({ method: 'cases.units', input: { question: { filter, view: 'late', home: filter.area === null ? DISTRICTS[0] : null, text: '', at: LATE } } })),
    { method: 'cases.get', input: { id: 'unheard-of', at: LATE } },
    { method: 'shift.get', input: { office: null, from: FIRST_REPORT_AT + 2 * DAY_MS, to: FIRST_REPORT_AT + 9 * DAY_MS } },
    { method: 'cases.names', input: { ids: [...cases, 'unheard-of'] } },
    ...[...cases, 'unheard-of'].flatMap((id): Question[] => [{ method: 'cases.duplicates', input: { id } }, { method: 'cases.history', input: { id } }, { method: 'cases.limit', input: { id, class: 'manhole', at: LATE } }]),
    ...FIELD_LAYERS.flatMap((layer) => FIELD_FILTERS.map((filter): Question => ({ method: 'field.get', input: { layer, filter, view: CITY_VIEW, bandwidthMeters: 1500 } }))),
    ...FIELD_FILTERS.flatMap((filter): Question[] => [
      { method: 'areas.figures', input: { layer: 'report', filter, measure: 'count', level: 'district' } },
      { method: 'areas.figures', input: { layer: 'bottleneck', filter, measure: 'per-10000-orders', level: 'street' } },
    ]),
    ...FIELD_FILTERS.flatMap((filter): Question[] => [
      { method: 'cells.get', input: { layer: 'report', filter, measure: 'per-km2', view: CITY_VIEW } },
      { method: 'cells.get', input: { layer: 'coverage', filter, measure: 'per-10000-orders', view: { ...CITY_VIEW, zoom: 12 } } },
      { method: 'cells.get', input: { layer: 'bottleneck', filter, measure: 'count', view: { ...CITY_VIEW, zoom: 14 } } },
    ]),
    { method: 'field.get', input: { layer: 'report', filter: WHOLE, view: STREET_VIEW, bandwidthMeters: 600 } },
    ...FILTERS.slice(0, 3).flatMap((filter): Question[] => [
      { method: 'places.sites', input: { filter, view: CITY_VIEW, kinds: [...SITE_KINDS], at: INSTANTS[0]!, openOnly: false } },
      ...INSTANTS.map((at): Question => ({ method: 'places.onDuty', input: { area: filter.area, drawn: filter.drawn, at } })),
    ]),
    { method: 'places.sites', input: { filter: WHOLE, view: { ...STREET_VIEW, zoom: 15 }, kinds: ['merchant', 'charging'], at: INSTANTS[1]!, openOnly: false } },
    { method: 'places.search', input: { text: '1' } },
    { method: 'quality.get', input: null },
    { method: 'quality.flagged', input: { from: 0, limit: 100 } },
    ...[...places, { type: 'site' as const, id: 'unheard-of' }].map((input): Question => ({ method: 'places.card', input: { ...input, at: INSTANTS[0]! } })),
  ]
}

/** Asks one reader. */
export function answerTo(context: ReaderContext, { method, input }: Question): unknown {
  const functions = { ...DESK_FUNCTIONS, ...FIELD_FUNCTIONS } as unknown as Record<string, (context: ReaderContext, input: unknown) => unknown>
  const work = functions[method]
  if (work === undefined) throw new Error(`no lane answers ${method}`)
  // A machine that was busy elsewhere has walked part of a list in the time a lane gives it: whoever asks asks again.
  for (;;) {
    const answer = work(context, input)
    if (!isUnready(answer)) return answer
  }
}

const isUnready = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && ('walked' in answer || 'spelled' in answer)
