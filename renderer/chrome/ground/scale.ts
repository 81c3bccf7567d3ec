/** A scale bar that is true in metres at the latitude of the screen's centre. */

/** Metres on the ground per screen pixel, for 512-px world tiles; WGS-84 equator as Web Mercator uses it. */
export function metersPerPixel(lat: number, zoom: number): number {
  return (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom)
}

export interface ScaleBar {
  meters: number
  pixels: number
}

/** The longest of 1, 2, 5 × 10ⁿ metres that fits the room. */
export function scaleBar(lat: number, zoom: number, roomPixels: number): ScaleBar {
  const perPixel = metersPerPixel(lat, zoom)
  const room = roomPixels * perPixel
  const power = 10 ** Math.floor(Math.log10(room))
  const step = room / power >= 5 ? 5 : room / power >= 2 ? 2 : 1
  return { meters: step * power, pixels: (step * power) / perPixel }
}
