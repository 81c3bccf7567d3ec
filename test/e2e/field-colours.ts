/** The colours the light map can have where nothing is drawn over the field: six classes or none, over land or water. */
import { BASE_STYLE } from '../../renderer/chrome/ground/base-style.ts'
import { classColour, CLASSES } from '../../renderer/chrome/ground/palette.ts'
import type { Rgb } from '../browser/remembered-picture.ts'

const { land, water, sea } = BASE_STYLE.light
interface Known { index: number | null; colour: Rgb }
const coloursOver = (under: Rgb): Known[] => [{ index: null, colour: under }, ...Array.from({ length: CLASSES }, (_, index) => ({ index, colour: over(classColour('light', index), under) }))]
const [OVER_LAND, OVER_ANY] = [coloursOver(land as Rgb), [land, water, sea].flatMap((under) => coloursOver(under as Rgb))]

/** What a colour with alpha becomes over an opaque one. */
export function over([r, g, b, a]: readonly [number, number, number, number], under: readonly [number, number, number]): Rgb {
  return [r, g, b].map((value, i) => Math.round((value * a + under[i]! * (255 - a)) / 255)) as Rgb
}

const isLike = (colour: Rgb) => (one: Known): boolean => one.colour.every((value, i) => Math.abs(value - colour[i]!) <= 1)

/** Class of a painted colour, null for none; undefined when it is no colour of the field: a line, a name. */
export const classOfColour = (colour: Rgb): number | null | undefined => OVER_ANY.find(isLike(colour))?.index

/** Of land alone: with a trace of a name's halo over it, the highest class over water looks as over land, and would be taken for another colour of it. */
export const isFieldOverLand = (colour: Rgb): boolean => OVER_LAND.some(isLike(colour))
