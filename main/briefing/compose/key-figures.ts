/** The slide of key figures: what stands in its table, and the two changes that its title may speak of. */
import type { Cell, Fact, FigureFormat, Line } from '../../../preload/contract/deck.ts'
import { cell, figureCell, table, textCell } from './cells.ts'
import { KPI_IDS } from './plan.ts'
import { factOf, figure, fitting, heldPart, messageOf, plainly, reports, say, type Scene, sentence, type SlideParts } from './scene.ts'
import { numberAt, textAt, words } from './spans.ts'
import { changeBlanks, isSaid, isWhole, sayVerdict, type Verdict, verdictOf } from './verdict.ts'

type Kpi = (typeof KPI_IDS)[number]
const FORMATS: Record<Kpi, [value: FigureFormat, change: FigureFormat]> = {
  orders: ['integer', 'signed-share'], reports: ['integer', 'signed-share'], 'reports-per-10000-orders': ['decimal', 'signed-share'],
  'in-time': ['share', 'signed-decimal'], 'median-hours': ['decimal', 'signed-decimal'], overdue: ['integer', 'signed-integer'],
}
/** More orders or reports are neither good nor bad. */
const GOOD: Partial<Record<Kpi, 'up' | 'down'>> = { 'reports-per-10000-orders': 'down', 'in-time': 'up' }

/** What the figure is made of besides reports, which are held for the whole city. */
const PART: Partial<Record<Kpi, 'orders' | 'cases'>> = { orders: 'orders', 'reports-per-10000-orders': 'orders', 'in-time': 'cases', 'median-hours': 'cases', overdue: 'cases' }
const isPart = (scene: Scene, kpi: Kpi): boolean => PART[kpi] !== undefined && heldPart(scene, PART[kpi]) === 'part'

export function keyFigures(scene: Scene): SlideParts {
  const now = KPI_IDS.map((kpi) => factOf(scene, `kpi-${kpi}`))
  const isWeekly = scene.question.kind === 'weekly'
  const year = isWeekly ? KPI_IDS.map((kpi) => factOf(scene, `year-${kpi}`)) : []
  const rows = KPI_IDS.map((kpi, n): Cell[] => {
    const [format] = FORMATS[kpi]
    const value = (fact: Fact, column: string): Cell => (numberAt(fact, 0, column) === null ? textCell('—', 'quiet') : figureCell(scene, fact, 0, column, scene.question.kind === 'daily' && column === 'before' && format === 'integer' ? 'decimal' : format, column === 'before' ? 'quiet' : 'plain'))
    const columns = [cell([...words(messageOf(scene, `row.${kpi}`)), ...words(isPart(scene, kpi) ? messageOf(scene, PART[kpi] === 'cases' ? 'row.partCases' : 'row.partOrders') : '')]), value(now[n]!, 'now'), value(now[n]!, 'before'), changeCell(scene, now[n]!, kpi)]
    return isWeekly ? [...columns, value(year[n]!, 'before'), changeCell(scene, year[n]!, kpi)] : columns
  })
  const alt = `${scene.areaName} ${messageOf(scene, 'head.kpi')}`
  const visual = isWeekly
    ? table(scene, alt, [['head.kpi', 28, 'left'], ['head.week', 11], ['head.lastWeek', 11], ['head.change', 21], ['head.lastYear', 13], ['head.yearChange', 21]], rows)
    : table(scene, alt, [['head.kpi', 34, 'left'], ['head.day', 16], ['head.sameDays', 26], ['head.dayChange', 24]], rows)
  return { id: 'kpi', title: titleOf(scene), visual, soWhat: soWhatOf(scene), facts: [...now, ...year, factOf(scene, 'holidays')], definition: 'define.kpi' }
}

function changeCell(scene: Scene, fact: Fact, kpi: Kpi): Cell {
  const verdict = verdictOf(scene, fact)
  if (verdict === 'unknown') return textCell(messageOf(scene, 'mark.none'), 'quiet')
  const [, format] = FORMATS[kpi]
  const line = say(scene, `mark.${verdict}`, changeBlanks(scene, fact, 0, verdict, { change: format, size: format }))
  const tone = verdict === 'up' || verdict === 'down' ? (GOOD[kpi] === undefined ? 'plain' : GOOD[kpi] === verdict ? 'better' : 'worse') : 'quiet'
  return cell(kpi === 'in-time' && verdict !== 'few' ? [...line, ...words(messageOf(scene, 'mark.points'))] : line, tone)
}

/** Earned changes before level ones, two of them where they fit; what is known of a part of the area is no headline of the whole. */
function titleOf(scene: Scene): Line {
  const said = (['orders', 'reports-per-10000-orders', 'reports'] as const).map((kpi) => {
    const fact = factOf(scene, `kpi-${kpi}`)
    return { kpi, fact, verdict: verdictOf(scene, fact) }
  }).filter(({ kpi, verdict }) => isSaid(verdict) && !isPart(scene, kpi))
  if (isWhole(factOf(scene, 'kpi-reports'), scene.days.to) && reports(scene) === 0) return say(scene, 'title.kpi.empty')
  const lines = said.map(({ kpi, fact, verdict }) => sayVerdict(scene, fact, 0, messageOf(scene, `kpi.${kpi}`), verdict))
  const pairs = lines.flatMap((one, n) => lines.slice(n + 1).map((other, m) => ({ line: say(scene, 'said.both', { one, other }), weight: weightOf(said[n]!.verdict) + weightOf(said[n + 1 + m]!.verdict) })))
  const singles = lines.map((line, n) => ({ line, weight: weightOf(said[n]!.verdict) - 1 }))
  const flat = said.filter(({ verdict }) => verdict === 'flat')
  const bothFlat = flat.length < 2 ? [] : [{ line: sayFlat(scene, flat[0]!, flat[1]!), weight: 1.5 }]
  const candidates = [...pairs, ...bothFlat, ...singles].sort((a, b) => b.weight - a.weight).map(({ line }) => sentence(line))
  return fitting(scene, [...candidates, say(scene, 'title.kpi.unknown')])
}

const weightOf = (verdict: Verdict): number => (verdict === 'up' || verdict === 'down' ? 2 : verdict === 'flat' ? 1 : 0)

function sayFlat(scene: Scene, one: { kpi: Kpi; fact: Fact }, other: { kpi: Kpi; fact: Fact }): Line {
  const change = ({ fact }: { fact: Fact }): Line => [figure(scene, fact, 0, 'change', 'signed-share')]
  return say(scene, 'said.bothFlat', { one: messageOf(scene, `kpi.${one.kpi}`), other: messageOf(scene, `kpi.${other.kpi}`), change: change(one), change2: change(other) })
}

function soWhatOf(scene: Scene): Line {
  if (!isWhole(factOf(scene, 'kpi-reports'), scene.days.to)) return say(scene, 'what.unfinished')
  const days = holidaysCompared(scene)
  return days === '' ? say(scene, 'what.kpi') : say(scene, 'what.holiday', { days })
}

/** Names of holidays that lie in one of the periods compared and not in the other. */
function holidaysCompared(scene: Scene): string {
  const fact = factOf(scene, 'holidays')
  const offs = fact.values.map((_, row) => ({ day: textAt(fact, row, 'day'), name: (scene.question.english ? textAt(fact, row, 'nameEn') : '') || textAt(fact, row, 'name') }))
  const start = Date.parse(scene.days.first)
  const weeks = scene.question.kind === 'weekly' ? 7 : 28
  const here = offs.filter(({ day }) => day >= scene.days.first && day <= scene.days.last)
  const before = offs.filter(({ day }) => day < scene.days.first && Date.parse(day) >= start - weeks * 86_400_000 && isSameWeekday(scene, day))
  const names = [...new Set([...here, ...before].map(({ name }) => name))].filter((name) => name !== '').slice(0, 3)
  return names.join(plainly(scene, 'list.comma'))
}

const isSameWeekday = ({ question, days }: Scene, day: string): boolean => question.kind === 'weekly' || (Date.parse(days.first) - Date.parse(day)) % (7 * 86_400_000) === 0
