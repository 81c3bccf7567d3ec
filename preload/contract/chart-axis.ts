/** The value axis of a deck's chart: one rule for the drawn slide and for the native chart in the file. */
import type { ChartVisual } from './deck.ts'

export interface ChartAxis {
  min: number
  max: number
  step: number
}

const STEPS = [1, 2, 2.5, 5, 10]
const WANTED_STEPS = 5
/** A line whose values all lie close together may begin above zero; a bar never does, its length is its value. */
const CLOSE = 0.6

export function axisOf({ form, series }: Pick<ChartVisual, 'form' | 'series'>): ChartAxis {
  const values = series.flatMap((each) => each.values).filter((value): value is number => value !== null && Number.isFinite(value))
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  const lowest = Math.min(...values)
  const from = form === 'line' && values.length > 0 && lowest > most * CLOSE && lowest < most ? lowest - (most - lowest) * 0.5 : least
  if (most === least) return { min: 0, max: 1, step: 1 }
  const step = niceStep((most - from) / WANTED_STEPS)
  // The highest bar leaves room for its label.
  return { min: rounded(Math.floor(from / step) * step), max: rounded(Math.ceil((most + (most - from) * 0.08) / step) * step), step }
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  return rounded((STEPS.find((step) => step * power >= rough * 0.999) ?? 10) * power)
}

/** Sums of tenths are no tenths. */
const rounded = (value: number): number => Number(value.toPrecision(12))

export function ticksOf({ min, max, step }: ChartAxis): number[] {
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, n) => rounded(min + n * step))
}
