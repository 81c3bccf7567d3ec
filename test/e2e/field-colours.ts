/** The colours the light map can have where nothing is drawn over the field: six classes or none, over land or water. */
import { BASE_STYLE } from '../../renderer/chrome/ground/base-style.ts'
import { classColour, CLASSES } from '../../renderer/chrome/ground/palette.ts'
import type { Rgb } from '../browser/remembered-picture.ts'

const { land, water, sea } = BASE_STYLE.light
const COLOURS = [land, water, sea].flatMap((under): { index: number | null; colour: Rgb }[] => [
  { index: null, colour: under as Rgb },
  ...Array.from({ length: CLASSES }, (_, index) => ({ index, colour: over(classColour('light', index), under) })),
])

/** What a colour with alpha becomes over an opaque one. */
export function over([r, g, b, a]: readonly [number, number, number, number], under: readonly [number, number, number]): Rgb {
  return [r, g, b].map((value, i) => Math.round((value * a + under[i]! * (255 - a)) / 255)) as Rgb
}

/** Class of a painted colour, null for none; undefined when it is no colour of the field: a line, a name. */
export function classOfColour(colour: Rgb): number | null | undefined {
  return COLOURS.find(({ colour: known }) => known.every((value, i) => Math.abs(value - colour[i]!) <= 1))?.index
}

export const isField = (colour: Rgb): boolean => classOfColour(colour) !== undefined
