/** Colours of the base map. Calm on purpose: the field and the marks carry the meaning. */
import type { Rgb, Shade } from './palette.ts'

export interface BaseStyle {
  beyond: Rgb
  sea: Rgb
  land: Rgb
  water: Rgb
  line: Rgb
  streetLine: Rgb
  outline: Rgb
  hatch: Rgb
  text: Rgb
  /** Of names that come with a base map's file. */
  streetText: Rgb
  halo: Rgb
}

export const BASE_STYLE: Record<Shade, BaseStyle> = {
  dark: {
    beyond: [24, 26, 29], sea: [16, 24, 32], land: [33, 39, 46], water: [18, 29, 40], line: [128, 142, 156], streetLine: [80, 92, 104],
    outline: [255, 255, 255], hatch: [112, 122, 132], text: [232, 238, 243], streetText: [206, 216, 224], halo: [14, 18, 22],
  },
  light: {
    beyond: [236, 237, 239], sea: [205, 220, 231], land: [246, 246, 243], water: [198, 215, 228], line: [104, 116, 128], streetLine: [168, 178, 187],
    outline: [17, 24, 32], hatch: [140, 148, 156], text: [24, 30, 36], streetText: [56, 66, 76], halo: [255, 255, 255],
  },
}
