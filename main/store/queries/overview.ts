/** Answers 'field.overview': the counts for the filter in force. What this desk holds no reference data for is null, not zero. */
import type { Input } from '../../../preload/contract/api.ts'
import { CASE_STATUSES, CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import { type Figure, type Overview, type SiteKind, SITE_KINDS } from '../../../preload/contract/model.ts'
import { STATUS_MASK } from '../../field/columns.ts'
import { BLOCK } from '../../field/selection.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { INSIDE, heldWithin, type Where } from './areas.ts'
import { fieldState, type FieldState } from './field-state.ts'
import { onGround } from './on-ground.ts'
import { type LayerPick, heldPart, pickCoverable, pickLayer } from './picks.ts'
import { figureOf, provenanceOf } from './provenance.ts'

const CLOSED: ReadonlySet<string> = new Set(CLOSED_STATUSES)

export function getOverview(context: ReaderContext, { filter }: Input<'field.overview'>): Overview {
  const { db } = context
  const state = fieldState(context)
  const held = heldWithin(context, filter)
  const known = held.length > 0
  const cityTimes = provenanceOf(db, 'city', '')
  const refTimes = provenanceOf(db, 'ref', '', held)
  const reference = (id: string, tables: string, count: () => number | null): Figure => figureOf(id, known ? count() : null, refTimes, tables)

  const reports = pickLayer(db, state, 'report', filter)
  const handovers = heldPart(state, 'bottleneck', null, filter)
  const coverable = known ? pickCoverable(db, state, filter).count : 0
  const uncovered = known ? pickLayer(db, state, 'coverage', filter).records : 0
  // A city without a single shift has no volunteers on record, which is not the same as nobody covered.
  const planned = known && db.prepare('SELECT 1 FROM shift LIMIT 1').get() !== undefined
  const sites = siteCounts(db, filter)
  const site = (kind: SiteKind): Figure => reference(`overview.sites.${kind}`, 'site', () => sites.get(kind) ?? 0)
  return {
    reports: figureOf('overview.reports', reports.records, cityTimes, 'point'),
    openReports: figureOf('overview.openReports', countOpen(state, reports), cityTimes, 'point'),
    lostCourierHours: reference('overview.lostCourierHours', 'handover', () => (handovers.span === null ? null : pickLayer(db, state, 'bottleneck', handovers.filter).total)),
    bottlenecks: reference('overview.bottlenecks', 'bottleneck', () => count(db, 'bottleneck', filter)),
    uncoveredReports: reference('overview.uncoveredReports', 'point, shift', () => (planned ? uncovered : null)),
    coveredShare: reference('overview.coveredShare', 'point, shift', () => (planned && coverable > 0 ? 1 - uncovered / coverable : null)),
    onDutyShifts: reference('overview.onDutyShifts', 'shift', () => (planned ? count(db, 'shift', filter, 'starts_at < ? AND ends_at > ?', filter.to, filter.from) : null)),
    sites: Object.fromEntries(SITE_KINDS.map((kind) => [kind, site(kind)])) as Overview['sites'],
    swapStations: reference('overview.swapStations', 'site', () => sites.get('swap') ?? 0),
  }
}

/** Of the reports picked, those still on their way through the flow. */
function countOpen(state: FieldState, pick: LayerPick): number {
  const open = Uint8Array.from({ length: 256 }, (_, byte) => (CLOSED.has(CASE_STATUSES[byte & STATUS_MASK] ?? '') ? 0 : 1))
  let sum = 0
  for (let n = 0; n < pick.count; n += BLOCK) sum += countPassing(open, state.columns.state, pick, n, Math.min(pick.count, n + BLOCK))
  return sum
}

function countPassing(mask: Uint8Array, states: Uint8Array, { rows, first = 0 }: LayerPick, from: number, to: number): number {
  let sum = 0
  if (rows === null) for (let r = first + from; r < first + to; r++) sum += mask[states[r]!]!
  else for (let n = from; n < to; n++) sum += mask[states[rows[n]!]!]!
  return sum
}

/** Rows of a table where the filter looks; shifts of the period are those that touch it. */
function count(db: ReadableDatabase, table: 'bottleneck' | 'shift', { area, drawn }: Where, where = 'TRUE', ...values: number[]): number {
  const [inside, inArea, bound] = area === null ? ['', '', []] : [INSIDE, 'area IN (SELECT id FROM inside) AND', [area]]
  if (drawn === null) return db.prepare(`${inside} SELECT count(*) FROM ${table} WHERE ${inArea} ${where}`).pluck().get(...bound, ...values) as number
  const isOn = onGround(drawn)
  const rows = db.prepare(`${inside} SELECT lng, lat FROM ${table} WHERE ${inArea} ${where}`).raw().all(...bound, ...values) as [number, number][]
  return rows.filter(([lng, lat]) => isOn(lng, lat)).length
}

/** Sites by kind, and under 'swap' the charging ones that swap batteries, which are part of them. */
function siteCounts(db: ReadableDatabase, { area, drawn }: Where): Map<string, number> {
  if (drawn !== null) return countDrawn(db, { area, drawn })
  const select = "SELECT kind, count(*), count(*) FILTER (WHERE charger = 'swap') FROM site"
  const rows = (area === null
    ? db.prepare(`${select} GROUP BY kind`).raw().all()
    : db.prepare(`${INSIDE} ${select} WHERE area IN (SELECT id FROM inside) GROUP BY kind`).raw().all(area)) as [string, number, number][]
  const counts = new Map(rows.map(([kind, all]) => [kind, all]))
  counts.set('swap', rows.reduce((sum, [, , swap]) => sum + swap, 0))
  return counts
}

function countDrawn(db: ReadableDatabase, { area, drawn }: Where): Map<string, number> {
  const select = "SELECT kind, charger = 'swap', lng, lat FROM site"
  const rows = (area === null ? db.prepare(select).raw().all() : db.prepare(`${INSIDE} ${select} WHERE area IN (SELECT id FROM inside)`).raw().all(area)) as [string, number | null, number, number][]
  const isOn = onGround(drawn)
  const counts = new Map<string, number>()
  const add = (kind: string): unknown => counts.set(kind, (counts.get(kind) ?? 0) + 1)
  for (const [kind, isSwap, lng, lat] of rows) {
    if (!isOn(lng, lat)) continue
    add(kind)
    if (isSwap === 1) add('swap')
  }
  return counts
}
