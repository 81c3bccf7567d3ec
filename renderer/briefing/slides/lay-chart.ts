/** A chart in its box: what is now is strong and labelled, what was before is grey and labelled, a target is dashed, limits are thin; a gap stays a gap. */
import type { Box, ChartSeries, ChartVisual, Span } from '../../../preload/contract/deck.ts'
import { figureText, NO_VALUE } from '../../../preload/contract/figure-text.ts'
import { type ChartFrame, colourOf, lyingFrame, pick, tintOf, uprightFrame } from './chart-frame.ts'
import { placeLabels, type Wanted } from './chart-labels.ts'
import { box, INK, line, type Mark, type PathMark } from '../../chrome/ground/marks.ts'

export function layChart(chart: ChartVisual, room: Box, accent: string): Mark[] {
  if (chart.form === 'line') return layLines(chart, uprightFrame(chart, room, accent), accent)
  const isLying = chart.form === 'bars'
  return layBars(chart, (isLying ? lyingFrame : uprightFrame)(chart, room, accent), isLying, accent)
}

const isKnown = (value: number | null | undefined): value is number => value !== null && value !== undefined && Number.isFinite(value)

/** Numbers alone are charted: no zone matters. */
function labelOf(value: number, figure: Span['figure'], format: ChartVisual['format']): Span {
  const text = figureText(value, figure?.format ?? format, 'UTC')
  return figure === undefined ? { text } : { text, figure }
}

const ORDER: ChartSeries['role'][] = ['now', 'before', 'target']

// ---- lines --------------------------------------------------------------------------------------------------------

function layLines({ series, format }: ChartVisual, frame: ChartFrame, accent: string): Mark[] {
  const marks: Mark[] = [...frame.marks, ...layBand(series, frame, accent)]
  const wanted: Wanted[] = []
  for (const role of ORDER.toReversed()) {
    for (const each of pick(series, role)) {
      const colour = colourOf(role, accent)
      for (const run of runsOf(each.values)) {
        const points = run.map(({ n, value }) => [frame.middle(n), frame.at(value)] as const)
        if (points.length > 1) marks.push(line(points, colour, role === 'now' ? 2.5 : 1.75, role === 'target' ? [6, 4] : []))
        if (role !== 'target') marks.push(...points.map(([x, y]): Mark => ({ kind: 'dot', x, y, radius: role === 'now' ? 3.5 : 2.5, fill: colour })))
      }
    }
  }
  for (const role of ORDER) for (const each of pick(series, role)) wanted.push(...lineLabels(each, frame, format, accent))
  return [...marks, ...placeLabels(wanted, frame.plot)]
}

/** Runs of known values: between them there is nothing to draw. */
function runsOf(values: readonly (number | null)[]): { n: number; value: number }[][] {
  const runs: { n: number; value: number }[][] = []
  values.forEach((value, n) => {
    if (!isKnown(value)) return
    if (n > 0 && isKnown(values[n - 1])) runs.at(-1)!.push({ n, value })
    else runs.push([{ n, value }])
  })
  return runs
}

function lineLabels({ role, values, figures }: ChartSeries, frame: ChartFrame, format: ChartVisual['format'], accent: string): Wanted[] {
  const known = values.flatMap((value, n) => (isKnown(value) ? [{ n, value }] : []))
  // A target that stays the same says its number once.
  const said = role === 'target' ? known.filter(({ value }, at) => known[at + 1]?.value !== value) : known
  return said.map(({ n, value }) => ({
    span: labelOf(value, figures[n], format), x: frame.middle(n), y: frame.at(value), size: role === 'now' ? 12 : 11, weight: role === 'now' ? 700 : 400,
    colour: role === 'before' ? INK.muted : colourOf(role, accent), side: role === 'before' || isValley(values, n) ? 'below' : 'above',
  }))
}

/** Above it two lines meet. */
function isValley(values: readonly (number | null)[], n: number): boolean {
  const [before, value, after] = [values[n - 1], values[n], values[n + 1]]
  return isKnown(value) && isKnown(before) && isKnown(after) && before > value && after > value
}

function layBand(series: readonly ChartSeries[], frame: ChartFrame, accent: string): Mark[] {
  const [low, high] = [pick(series, 'low')[0]?.values ?? [], pick(series, 'high')[0]?.values ?? []]
  const both = low.map((value, n) => (isKnown(value) && isKnown(high[n]) ? 1 : null))
  return runsOf(both).flatMap((run): Mark[] => {
    const along = (values: readonly (number | null)[]): (readonly [number, number])[] => run.map(({ n }) => [frame.middle(n), frame.at(values[n]!)] as const)
    const area: PathMark = { kind: 'path', points: [...along(high), ...along(low).toReversed()], stroke: null, thickness: 0, dash: [], fill: tintOf(accent) }
    return [area, line(along(low), accent, 0.6), line(along(high), accent, 0.6)]
  })
}

// ---- bars ---------------------------------------------------------------------------------------------------------

/** Of a category's band, what its bars take; and the most one bar is thick. */
const BARS_SHARE = 0.68
const THICKEST = 46

function layBars({ series, format, categories }: ChartVisual, frame: ChartFrame, isLying: boolean, accent: string): Mark[] {
  // The earlier period stands first, as time goes.
  const bars = [...pick(series, 'before'), ...pick(series, 'now')]
  const thick = Math.min(THICKEST, (frame.band * BARS_SHARE) / Math.max(1, bars.length))
  const marks: Mark[] = [...frame.marks]
  const wanted: Wanted[] = []
  const zero = frame.at(0)
  for (const n of categories.keys()) {
    const start = frame.middle(n) - (thick * bars.length) / 2
    bars.forEach((each, k) => {
      const value = each.values[n]
      const across = start + k * thick
      if (isKnown(value)) marks.push(box(barBox(zero, frame.at(value), across, thick, isLying), colourOf(each.role, accent)))
      const limits = each.role === 'now' ? limitsOf(series, n) : null
      if (limits !== null) marks.push(...whisker(frame.at(limits[0]), frame.at(limits[1]), across + thick / 2, isLying))
      wanted.push(barLabel(each, isKnown(value) ? labelOf(value, each.figures[n], format) : { text: NO_VALUE }, frame, isKnown(value) ? value : 0, limits?.[1] ?? null, across + thick / 2, thick, isLying, accent))
    })
    for (const { values } of pick(series, 'target')) {
      const target = values[n]
      if (!isKnown(target)) continue
      const [from, to] = [frame.middle(n) - frame.band * 0.44, frame.middle(n) + frame.band * 0.44]
      marks.push(line(isLying ? [[frame.at(target), from], [frame.at(target), to]] : [[from, frame.at(target)], [to, frame.at(target)]], colourOf('target', accent), 1.5, [5, 3]))
    }
  }
  const { plot } = frame
  return [...marks, ...placeLabels(wanted.toSorted((a, b) => b.weight - a.weight), isLying ? { ...plot, width: plot.width + 24 } : plot)]
}

function barBox(zero: number, end: number, across: number, thick: number, isLying: boolean): Box {
  const [from, size] = [Math.min(zero, end), Math.max(0.75, Math.abs(end - zero))]
  return isLying ? { x: from, y: across + 1, width: size, height: Math.max(1, thick - 2) } : { x: across + 1, y: from, width: Math.max(1, thick - 2), height: size }
}

function limitsOf(series: readonly ChartSeries[], n: number): [number, number] | null {
  const [low, high] = [pick(series, 'low')[0]?.values[n], pick(series, 'high')[0]?.values[n]]
  return isKnown(low) && isKnown(high) ? [low, high] : null
}

function whisker(low: number, high: number, across: number, isLying: boolean): Mark[] {
  const turn = (along: number, beside: number): readonly [number, number] => (isLying ? [along, beside] : [beside, along])
  const cap = (along: number): Mark => line([turn(along, across - 3.5), turn(along, across + 3.5)], INK.text, 1)
  return [line([turn(low, across), turn(high, across)], INK.text, 1), cap(low), cap(high)]
}

function barLabel({ role }: ChartSeries, span: Span, frame: ChartFrame, value: number, high: number | null, across: number, thick: number, isLying: boolean, accent: string): Wanted {
  const end = frame.at(value < 0 ? value : Math.max(value, high ?? value))
  const size = Math.max(8, Math.min(role === 'now' ? 12 : 11, isLying ? thick * 0.95 : 12))
  return {
    span, size, weight: role === 'now' ? 700 : 400, colour: role === 'now' ? accent : INK.muted,
    ...(isLying ? { x: end, y: across, side: 'right' as const } : { x: across, y: end, side: value < 0 ? 'below' as const : 'above' as const }),
  }
}
