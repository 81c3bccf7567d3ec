/** The oracle on the queries behind the screens: a long-lived reader, a fresh one, a cache filled straight from the central's rows, and plain counting must agree. */
import type { Input } from '../../preload/contract/api.ts'
import type { Cells } from '../../preload/contract/cells.ts'
import type { AreaFigures } from '../../preload/contract/measure.ts'
import type { BottleneckPlace, City as CityAnswer, DutyPost, Field, Filter, Indicator, Overview, SiteMarks } from '../../preload/contract/model.ts'
import type { CaseHistory } from '../../preload/contract/case-history.ts'
import type { Choices } from '../../preload/contract/choices.ts'
import type { CaseCounts, CasePage, CaseRow, CaseWhole } from '../../preload/contract/case-list.ts'
import type { CaseName } from '../../preload/contract/case-name.ts'
import type { UnitFigures } from '../../preload/contract/unit-figures.ts'
import { CLOSED_STATUSES } from '../../preload/contract/case-status.ts'
import type { Duplicates } from '../../preload/contract/duplicate.ts'
import type { Overdue, PlaceCard } from '../../preload/contract/place.ts'
import { PLACED_TYPES, type Quality } from '../../preload/contract/quality.ts'
import type { ShiftReport } from '../../preload/contract/shift.ts'
import type { FoundPlaces } from '../../preload/contract/search.ts'
import { closeOverlay } from '../../main/store/overlay/overlay.ts'
import { FIELD_FUNCTIONS } from '../../main/store/queries/lanes.ts'
import type { ReadableDatabase } from '../../main/store/open.ts'
import type { ReaderContext } from '../../main/store/reader-context.ts'
import type { Change } from '../../main/sync/sync.ts'
import { due, wrongInCaseCounts, wrongInCasePage, wrongInUnits } from './independent-cases.ts'
import { pointsOf, readCity, uncovered, wrongInOverview, type City } from './independent-figures.ts'
import { heldPeriod, isNear, lostHours, wrongInPlaces } from './independent-hours.ts'
import type { TruthRow } from './parts.ts'
import { openReferenceCache } from './reference-cache.ts'
import { WHOLE, answerTo, screenQuestions, type Question } from './screen-questions.ts'
import { unlike } from './unlike.ts'

export interface ScreenOracle {
  /**
   * Differences in words; empty when the screens are right. `reader` has followed every announcement since it was made;
   * `scopes` are the granted ones in their order, every one of them pulled up to its head; `truth` may hold rows of others too.
   * `refused`: the own ops that stand refused: they are in a case's history, and nothing else of this desk's is.
   * `part` asks only every `of`th question, beginning at `turn`: for whoever checks often.
   */
  check(reader: ReaderContext, scopes: readonly string[], truth: readonly TruthRow[], refused?: readonly { body: string; op_id: string }[], part?: { turn: number; of: number }): string[]
  close(): void
}

/** A reader as the field lane has it: one for the whole life of an open cache. */
export const longReader = (db: ReadableDatabase): ReaderContext => ({ db })

/** What the seat does with a change that synchronisation tells of. */
export function follow(reader: ReaderContext, { points }: Change): void {
  if (points !== undefined) FIELD_FUNCTIONS['points.changed'](reader, points)
}

/** Each looks at all others. */
const MOST_ASKED_CASES = 3
const NOTHING: ReadonlySet<string> = new Set()
/** The reference cache was never confirmed by an exchange, no grant named its scopes, and nobody edits there: what is refused, and which own edit a version is named by, is the desk's alone. */
const TIMES: ReadonlySet<string> = new Set(['provenance', 'scopeName', 'edit', 'edits', 'base'])

export function createScreenOracle(): ScreenOracle {
  const reference = openReferenceCache()
  return {
    check(reader, scopes, truth, refused = [], { turn, of } = { turn: 0, of: 1 }) {
      const city = readCity(scopes, truth)
      reference.fill(scopes, truth.filter((row) => scopes.includes(row.scope)))
      const [fresh, straight]: ReaderContext[] = [{ ...reader }, { db: reference.db }]
      const words = screenQuestions(placesOf(city), city.rows('case').slice(0, MOST_ASKED_CASES).map(({ id }) => id)).filter((_, n) => n % of === turn % of).flatMap((question) => {
        const [long, short, right] = [reader, fresh!, straight!].map((context) => answerTo(context, question))
        const confirmed = question.method === 'cases.history' ? withoutOwn(short as CaseHistory | null) : short
        const words = [
          say('the long-lived reader and a fresh one', unlike(long, short, NOTHING)),
          say('the desk and the central’s rows', unlike(tiesById(question, confirmed), tiesById(question, right), TIMES)),
          ...wrongIn(city, question, confirmed).map((wrong) => say('counting by hand', wrong)),
          ...(question.method === 'cases.history' ? wrongInOwn(question.input.id, short as CaseHistory | null, refused) : []).map((wrong) => say('the outbox', wrong)),
        ]
        return words.filter((word) => word !== null).map((word) => `${question.method} ${JSON.stringify(question.input)}: ${word}`)
      })
      closeOverlay(fresh!)
      return words
    },
    close: () => reference.db.close(),
  }
}

/** What is due, or was reported, at one instant has no order of its own: it stands as it came. */
function tiesById({ method, input }: Question, answer: unknown): unknown {
  if (method !== 'cases.page' || typeof answer !== 'object' || answer === null || !('rows' in answer)) return answer
  const { rows } = answer as CasePage & { rows: CaseRow[] }
  const instant = (row: CaseRow): number | null => (input.order.by === 'due' ? row.dueAt : row.reportedAt)
  const firstOf = new Map<number | null, number>()
  for (const [n, row] of rows.entries()) if (!firstOf.has(instant(row))) firstOf.set(instant(row), n)
  return { ...answer, rows: rows.toSorted((a, b) => firstOf.get(instant(a))! - firstOf.get(instant(b))! || (a.id < b.id ? -1 : 1)) }
}

const withoutOwn = (history: CaseHistory | null): CaseHistory | null => history && { ...history, entries: history.entries.filter(({ mark }) => mark === null) }

/** Each refused own op is told, as refused, and no other. */
function wrongInOwn(id: string, history: CaseHistory | null, refused: readonly { body: string; op_id: string }[]): string[] {
  const acts = refused.flatMap(({ body, op_id }) => {
    const op = JSON.parse(body) as { id: string; on?: string; type?: string }
    return op.on === id ? [op.id] : op.on === undefined && op.type === 'case' && op.id === id ? [op_id] : []
  })
  return wrongList(acts.toSorted().map((act) => `${act} refused`), (history?.entries ?? []).flatMap((entry) => (entry.mark === null ? [] : [`${entry.id} ${entry.mark}`])).toSorted())
}

/** Reports by district, each of them counted by its area's parents. */
function wrongInAreas(city: City, { layer, measure, filter }: Input<'areas.figures'>, said: AreaFigures): string[] {
  if (layer !== 'report' || measure !== 'count') return []
  const points = pointsOf(city, filter)
  return said.figures.flatMap(({ area, records }) => {
    const is = points.filter((point) => city.inside(area)(point.area)).length
    return is === records ? [] : [`${area} is said to have ${records} reports and has ${is}`]
  })
}

const say = (who: string, what: string | null): string | null => (what === null ? null : `${who}: ${what}`)

const inOrder = (rows: { id: string; order: number }[]): string[] => rows.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).map(({ id }) => id)

function placesOf(city: City): { type: 'site' | 'bottleneck'; id: string }[] {
  return (['site', 'bottleneck'] as const).flatMap((type) => city.rows(type).map(({ id }) => ({ type, id })))
}

/** What plain counting says against an answer. */
function wrongIn(city: City, question: Question, answer: unknown): string[] {
  switch (question.method) {
    case 'field.overview':
      return [...wrongInOverview(city, question.input.filter, answer as Overview), ...wrongTotal(city, question.input.filter, (answer as Overview).lostCourierHours.value)]
    case 'areas.figures':
      return wrongInAreas(city, question.input, answer as AreaFigures)
    case 'cells.get':
      return wrongInField(city, { ...question.input, filter: countedIn(city, question.input) }, { ...(answer as Cells), records: (answer as Cells).totalRecords })
    case 'places.bottlenecks':
      return isWhole(question.input.filter) ? wrongInPlaces(city, question.input.filter, answer as BottleneckPlace[]) : []
    case 'field.get':
      return wrongInField(city, question.input, answer as Field)
    case 'city.get':
      return wrongInCity(city, answer as CityAnswer | null)
    case 'city.indicators':
      return wrongList(city.rows('indicator').toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).map(({ id, value }) => `${id} ${value}`), (answer as Indicator[]).map(({ id, value }) => `${id} ${value}`))
    case 'city.choices': {
      const { departments, phrases } = answer as Choices
      return [...wrongList(inOrder(city.rows('department')), departments.map(({ id }) => id)), ...wrongList(inOrder(city.rows('phrase')), phrases.map(({ id }) => id))]
    }
    case 'places.onDuty': {
      const { area, at } = question.input
      const isInside = city.inside(area)
      const on = city.rows('shift').filter((shift) => isInside(shift.area) && Date.parse(shift.starts_at) <= at && Date.parse(shift.ends_at) > at)
      return wrongList(on.map(({ id }) => id).toSorted(), (answer as DutyPost[]).map(({ id }) => id))
    }
    case 'places.sites': {
      const { filter, view, kinds } = question.input
      const isInside = city.inside(filter.area)
      const there = city.rows('site').filter((site) => isInside(site.area) && kinds.includes(site.kind) && site.lng >= view.west && site.lng < view.east && site.lat >= view.south && site.lat < view.north)
      return (answer as SiteMarks).total === there.length ? [] : [`${(answer as SiteMarks).total} sites are said, ${there.length} are there`]
    }
    case 'places.card': {
      const { type, id } = question.input
      const row = city.rows(CARD_ROWS[type]).find((place) => place.id === id)
      const card = answer as PlaceCard | null
      const name = row === undefined ? undefined : 'number' in row ? row.number : 'post' in row ? row.post : (row as { name: string }).name
      return name === card?.name && (row === undefined) === (card === null) ? [] : [`the card says ${card?.name}, the row ${name}`]
    }
    case 'cases.units':
      return wrongInUnits(city, question.input, answer as UnitFigures)
    case 'places.overdue': {
      const { filter, at } = question.input
      const isInside = city.inside(filter.area)
      const late = city.rows('case').filter((row) => isInside(row.area) && isOpen(row.status) && (filter.classes.length === 0 || filter.classes.includes(row.class)) && (filter.statuses.length === 0 || filter.statuses.includes(row.status)) && due(row) < at)
      const { total, areas } = answer as Overdue
      const counted = areas.reduce((sum, { count }) => sum + count, 0)
      return total === late.length && counted === late.length ? [] : [`${total} overdue reports are said, ${counted} by area, ${late.length} are`]
    }
    case 'cases.page':
      return wrongInCasePage(city, question.input, answer as CasePage)
    case 'cases.counts':
      return wrongInCaseCounts(city, question.input, answer as CaseCounts)
    case 'cases.get': {
      const row = city.rows('case').find(({ id }) => id === question.input.id)
      return row?.text === (answer as CaseWhole | null)?.text ? [] : ['the case says something else than its row']
    }
    case 'cases.history': {
      const { entries } = (answer as CaseHistory | null) ?? { entries: [] }
      const acts = city.rows('act').filter((act) => act.case === question.input.id)
      const times = entries.map(({ at }) => at)
      return [...wrongList(acts.map(({ id }) => id).toSorted(), entries.map(({ id }) => id).toSorted()), ...wrongList(times.toSorted((a, b) => a - b).map(String), times.map(String))]
    }
    case 'shift.get': {
      const { from, to } = question.input
      const { open, reported, fellDue, done } = answer as ShiftReport
      const isIn = (instant: string | undefined): boolean => instant !== undefined && Date.parse(instant) >= from && Date.parse(instant) < to
      const cases = city.rows('case')
      const said = [open, reported, fellDue.total, done.reduce((sum, { count }) => sum + count, 0)]
      const counted = [cases.filter(({ status }) => isOpen(status)).length, cases.filter((row) => isIn(row.reported_at)).length, cases.filter((row) => isOpen(row.status) && isIn(row.due_at)).length, city.rows('act').filter(({ at }) => isIn(at)).length]
      return said.join() === counted.join() ? [] : [`the hand-over says ${said.join()} of open, reported, fallen due and done; there are ${counted.join()}`]
    }
    case 'cases.names': {
      const asked = city.rows('case').filter(({ id }) => question.input.ids.includes(id))
      return wrongList(asked.map(({ id, number }) => `${id} ${number}`).toSorted(), (answer as CaseName[]).map(({ id, number }) => `${id} ${number}`).toSorted())
    }
    case 'cases.limit':
      return (answer === null) === !city.rows('case').some(({ id }) => id === question.input.id) ? [] : ['a limit is said of a case that is not there, or none of one that is']
    case 'cases.duplicates': {
      const open = new Set(city.rows('case').filter(({ id, status }) => id !== question.input.id && isOpen(status)).map(({ id }) => id))
      return (answer as Duplicates | null)?.candidates.every(({ row }) => open.has(row.id)) === false ? ['a case that is closed, gone or the same is said to be a duplicate'] : []
    }
    case 'places.search': {
      const names = [...city.rows('area'), ...city.rows('bottleneck'), ...city.rows('site')].map(({ name }) => name)
      const there = names.filter((name) => name.includes(question.input.text)).length
      return (answer as FoundPlaces).total === there ? [] : [`${(answer as FoundPlaces).total} places are said to be found, ${there} have the text in their name`]
    }
    case 'quality.get':
      return PLACED_TYPES.flatMap((type) => {
        const said = (answer as Quality).sources.filter((source) => source.type === type).reduce((sum, { rows }) => sum + rows, 0)
        return said === city.rows(type).length ? [] : [`${said} rows of ${type} are said, ${city.rows(type).length} are there`]
      })
    case 'areas.communities':
    case 'quality.flagged':
    case 'places.border':
    case 'places.effect':
    case 'city.boundaries':
      return []
  }
}

const CARD_ROWS = { site: 'site', bottleneck: 'bottleneck', duty: 'shift', case: 'case' } as const
const isOpen = (status: string): boolean => !(CLOSED_STATUSES as readonly string[]).includes(status)

/** Counted by hand over all days of the week alone. */
const isWhole = (filter: Filter): boolean => filter.from === WHOLE.from && filter.to === WHOLE.to && filter.weekdays.length === 0

function wrongTotal(city: City, filter: Filter, said: number | null): string[] {
  if (!isWhole(filter) || said === null) return []
  const { total } = lostHours(city, filter)
  return isNear(said, total) ? [] : [`lostCourierHours is said to be ${said} and is ${total}`]
}

/** What is divided by orders counts on the days of which orders are held, and on no other. */
function countedIn(city: City, { measure, filter }: Input<'cells.get'>): Filter {
  return measure === 'per-10000-orders' ? { ...filter, ...(heldPeriod(city, filter) ?? { to: filter.from }) } : filter
}

function wrongInField(city: City, { layer, filter }: Pick<Input<'field.get'>, 'layer' | 'filter'>, said: Pick<Field, 'total' | 'records'>): string[] {
  if (layer === 'bottleneck') return wrongTotal(city, filter, said.total)
  const points = pointsOf(city, filter)
  if (layer === 'report') {
    const weight = points.reduce((sum, point) => sum + point.weight, 0)
    return said.records === points.length && said.total === weight ? [] : [`${said.records} reports weighing ${said.total} are said, ${points.length} weighing ${weight} are`]
  }
  const [least, most] = uncovered(city, points)
  return said.records >= least && said.records <= most ? [] : [`${said.records} uncovered reports are said, ${least}…${most} are`]
}

function wrongInCity(city: City, said: CityAnswer | null): string[] {
  const areas = city.rows('area')
  if (!areas.some((area) => area.level === 'city')) return said === null ? [] : ['a city is shown that is not there']
  if (said === null) return ['no city is shown']
  const times = city.rows('point').map((point) => Date.parse(point.reported_at)).toSorted((a, b) => b - a)
  // Four or fewer that are further ahead of all others than a week are slips of the hand.
  const newest = times.find((at) => times[4] === undefined || at <= times[4] + 7 * 86_400_000)
  return [
    ...wrongList(areas.filter((area) => area.level !== 'community').map(({ id, name, parent }) => `${id} ${name} ${parent ?? null}`).toSorted(), said.areas.map(({ id, name, parent }) => `${id} ${name} ${parent}`)),
    ...wrongList(city.rows('class').toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).map(({ id, name }) => `${id} ${name}`), said.classes.map(({ id, name }) => `${id} ${name}`)),
    ...wrongList(city.held, said.heldDistricts),
    ...wrongList([city.zone, ...(times.length === 0 ? ['', ''] : [times.at(-1), newest]).map(String)], [said.timeZone, String(said.firstReportAt ?? ''), String(said.lastReportAt ?? '')]),
  ]
}

function wrongList(is: readonly string[], said: readonly string[]): string[] {
  return is.join('\n') === said.join('\n') ? [] : [`said is ${said.join(', ')}; there is ${is.join(', ')}`]
}
