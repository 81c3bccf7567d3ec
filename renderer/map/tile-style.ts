/** How each kind is drawn: muted, so that the field on top stays the loudest; narrow where the map is far away. */
import { BASE_STYLE } from '../chrome/ground/base-style.ts'
import type { Rgb, Shade } from '../chrome/ground/palette.ts'
import type { Kind } from './tile-kinds.ts'

export interface TileStyle {
  colour: Rgb
  /** Under the line, a little wider; null for none. */
  casing: Rgb | null
  /** Screen pixels; 0 for a filled kind. */
  width: number
  /** Lengths of stroke and gap in screen pixels; null for an unbroken line. */
  dash: [number, number] | null
}

const COLOURS: Record<Shade, Record<Kind, Rgb>> = {
  dark: {
    green: [34, 48, 44], water: BASE_STYLE.dark.water, waterway: [24, 42, 58], building: [43, 50, 58],
    motorway: [112, 112, 100], major: [84, 92, 99], minor: [60, 68, 76], path: [52, 60, 67], rail: [78, 84, 96],
  },
  light: {
    green: [224, 234, 218], water: BASE_STYLE.light.water, waterway: [190, 208, 222], building: [230, 230, 226],
    motorway: [232, 214, 178], major: [255, 255, 255], minor: [255, 255, 255], path: [222, 222, 216], rail: [176, 180, 188],
  },
}
const CASINGS: Record<Shade, Rgb> = { dark: [26, 31, 37], light: [202, 206, 208] }
const CASED: ReadonlySet<Kind> = new Set(['motorway', 'major', 'minor'])

/** First zoom a kind shows at, its width there, and at zoom 17; between them widths grow evenly. */
const SPANS: Record<Kind, [fromZoom: number, from: number, at17: number]> = {
  green: [7, 0, 0], water: [0, 0, 0], waterway: [9, 0.8, 4], building: [14, 0, 0],
  motorway: [6, 0.9, 9], major: [8, 0.7, 8], minor: [12, 0.6, 6], path: [15, 0.8, 2], rail: [9, 0.8, 2],
}
const WIDEST_ZOOM = 17

/** Streets as they show through the field: thin, of no colour of their own, so that the class under them keeps its own. */
export const VEIL: { kinds: readonly Kind[]; fromZoom: number; share: number; colour: Record<Shade, readonly [...Rgb, alpha: number]> } = {
  kinds: ['minor', 'major', 'motorway'], fromZoom: 12, share: 0.4,
  colour: { dark: [10, 14, 18, 0.34], light: [255, 255, 255, 0.42] },
}

/** Null where the kind is not shown at this zoom. */
export function styleOf(kind: Kind, zoom: number, shade: Shade): TileStyle | null {
  const [fromZoom, from, at17] = SPANS[kind]
  if (zoom < fromZoom) return null
  const along = Math.min(1, (zoom - fromZoom) / (WIDEST_ZOOM - fromZoom))
  return {
    colour: COLOURS[shade][kind],
    casing: CASED.has(kind) && zoom >= 12 ? CASINGS[shade] : null,
    width: from + (at17 - from) * along ** 1.6,
    dash: kind === 'rail' ? [6, 4] : kind === 'path' ? [3, 3] : null,
  }
}
