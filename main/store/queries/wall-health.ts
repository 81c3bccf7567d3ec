/** 数据健康: how old each source is, what is wrong with it, and how many of its rows had to be set aside. */
import { judgeAge, type SourceAge, type SourceId } from '../../../preload/contract/freshness.ts'
import type { ReaderContext } from '../reader-context.ts'
import { type Asked, figure, rowsOf, type ScenePart } from './wall-parts.ts'
import { wallSources } from './wall-sources.ts'

const MINUTE_MS = 60_000
const KINDS: Partial<Record<SourceId, string>> = { points: 'city', reference: 'ref', cases: 'office' }
const ALL: SourceId[] = ['chain', 'points', 'reference', 'cases']

export function healthScene({ context, place, thresholds, at, clocks }: Asked): ScenePart {
  const sources = wallSources(context, place, thresholds, clocks)
  const ages = sources.map((source) => judgeAge(source, at))
  const isWell = sources.map(({ faults }, n) => ages[n]!.freshness === 'fresh' && faults.length === 0)
  const bad = isWell.filter((well) => !well).length
  const aside = countAside(context)
  const worst = ages.some(({ ageMs }) => ageMs === null) ? null : ages.reduce((most, { ageMs }) => Math.max(most, ageMs!), 0)
  const of = sources.map(({ id }) => id)
  return {
    from: at, to: at, finding: bad === 0 ? { id: 'health-whole', name: null, value: sources.length } : { id: 'health-late', name: null, value: bad },
    figures: [
      figure('sources-fresh', sources.length - bad, 'count', of, 'wall.sources: scope'), figure('age', worst === null ? null : Math.round(worst / MINUTE_MS), 'minutes', of, 'wall.sources: scope'),
      figure('set-aside', [...aside.values()].reduce((sum, count) => sum + count, 0), 'count', of, 'wall.aside: bad_row, unknown_row'),
    ],
    rows: rowsOf(sources.map((source, n) => lineOf(source, source.faults[0] ?? ages[n]!.freshness, aside))), rowSources: ALL.filter((id) => of.includes(id)), trend: null, map: null, mapSources: [],
  }
}

/** The page words a source; until it does, its id stands there. */
function lineOf({ id }: SourceAge, note: NonNullable<Parameters<typeof rowsOf>[0][number]['note']>, aside: ReadonlyMap<string, number>): Parameters<typeof rowsOf>[0][number] {
  const kind = KINDS[id]
  return { name: { zh: id, en: id }, value: kind === undefined ? null : (aside.get(kind) ?? 0), unit: 'count', note, source: id }
}

/** By the kind of the scope that brought them. */
function countAside({ db }: ReaderContext): Map<string, number> {
  const rows = db.prepare("SELECT substr(scope, 1, instr(scope, ':') - 1), count(*) FROM (SELECT scope FROM bad_row UNION ALL SELECT scope FROM unknown_row) GROUP BY 1").raw().all() as [string, number][]
  return new Map(rows)
}
