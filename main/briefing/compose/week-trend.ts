/** The slide of thirteen weeks: a line with its interval, holidays marked, and what may be said of the last week. */
import type { ChartVisual, Line } from '../../../preload/contract/deck.ts'
import { series } from './cells.ts'
import { clip, factOf, figure, fitting, messageOf, plainly, reports, say, type Scene, type SlideParts } from './scene.ts'
import { numberAt, textAt } from './spans.ts'
import { changeBlanks, FEW_RECORDS, isWhole, verdictOf } from './verdict.ts'

const FEWEST_STEPS = 3

export function weekTrend(scene: Scene): SlideParts {
  const [weeks, trend, holidays] = ['weeks', 'trend', 'holidays'].map((id) => factOf(scene, id))
  const firsts = weeks!.values.map((_, row) => textAt(weeks!, row, 'first'))
  const visual: ChartVisual = {
    kind: 'chart', form: 'line', alt: plainly(scene, 'alt.trend', { area: scene.areaName }), axisTitle: messageOf(scene, 'axis.week'), format: 'integer', categories: firsts.map((day) => day.slice(5)), marks: marksOf(scene),
    series: [series(weeks!, messageOf(scene, 'series.reports'), 'reports', 'now', 'integer'), series(weeks!, messageOf(scene, 'series.low'), 'low', 'low', 'integer'), series(weeks!, messageOf(scene, 'series.high'), 'high', 'high', 'integer')],
  }
  const isShort = (numberAt(trend!, 0, 'weeksBefore') ?? 0) < 4
  const soWhat = isShort ? say(scene, 'what.trend.short') : say(scene, 'what.trend', { before: figure(scene, trend!, 0, 'before', 'integer') })
  return { id: 'trend', title: titleOf(scene), visual, soWhat, facts: [weeks!, trend!, holidays!], definition: 'define.trend' }
}

function titleOf(scene: Scene): Line {
  const trend = factOf(scene, 'trend')
  if (!isWhole(trend, scene.days.to)) return say(scene, 'title.trend.unknown')
  if (reports(scene) === 0) return say(scene, 'title.trend.empty')
  const run = runTitle(scene)
  const verdict = verdictOf(scene, trend)
  if (verdict === 'unknown' || verdict === 'plain') return fitting(scene, [...run, say(scene, 'title.trend.unknown')])
  return fitting(scene, [...run, say(scene, `title.trend.${verdict}`, changeBlanks(scene, trend, 0, verdict))])
}

/** Only of three steps or more in one direction, and only where the whole of it is beyond chance. */
function runTitle(scene: Scene): Line[] {
  const trend = factOf(scene, 'trend')
  const [run, low, high] = ['run', 'runLow', 'runHigh'].map((name) => numberAt(trend, 0, name))
  if (run == null || Math.abs(run) < FEWEST_STEPS || (numberAt(trend, 0, 'now') ?? 0) < FEW_RECORDS) return []
  const way = run > 0 ? 'up' : 'down'
  if (way === 'up' ? !(low != null && low > 0) : !(high != null && high < 0)) return []
  return [say(scene, `title.trend.run.${way}`, { weeks: figure(scene, trend, 0, 'runWeeks', 'integer'), size: figure(scene, trend, 0, 'runSize', 'share') })]
}

/** One mark for each holiday in each week it touches. */
function marksOf(scene: Scene): ChartVisual['marks'] {
  const [weeks, holidays] = [factOf(scene, 'weeks'), factOf(scene, 'holidays')]
  // Under the week in which it begins: one that goes on into the next would be named twice.
  const marks = new Map<string, ChartVisual['marks'][number]>()
  for (const row of holidays.values.keys()) {
    if (numberAt(holidays, row, 'works') === 1) continue
    const day = textAt(holidays, row, 'day')
    const category = weeks.values.findIndex((_, week) => textAt(weeks, week, 'first') <= day && day <= textAt(weeks, week, 'last'))
    const text = clip((scene.question.english ? textAt(holidays, row, 'nameEn') : '') || textAt(holidays, row, 'name'), 20)
    if (category >= 0 && text !== '' && !marks.has(text)) marks.set(text, { category, text })
  }
  return [...marks.values()]
}
