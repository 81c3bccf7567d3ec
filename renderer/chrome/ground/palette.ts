/** Viridis in six classes; the end that would melt into the base map is cut off, and light means high only on dark. */

export type Rgb = readonly [number, number, number]
export type Rgba = readonly [number, number, number, number]
export type Shade = 'dark' | 'light'

export const CLASSES = 6

/** Viridis by Smith and van der Walt (CC0), sampled at every ninth. */
const VIRIDIS: readonly Rgb[] = [
  [68, 1, 84], [72, 40, 120], [62, 74, 137], [49, 104, 142], [38, 130, 142], [31, 158, 137],
  [53, 183, 121], [110, 206, 88], [181, 222, 43], [253, 231, 37],
]
const CUT_OFF = 0.15
/** Everything above the first limit hides the base almost fully, so a colour means the same over land and water. */
const ALPHA: Record<Shade, readonly number[]> = {
  dark: [70, 205, 215, 225, 230, 235],
  light: [80, 200, 210, 220, 225, 230],
}

function sampleViridis(t: number): Rgb {
  const position = Math.max(0, Math.min(1, t)) * (VIRIDIS.length - 1)
  const index = Math.min(Math.floor(position), VIRIDIS.length - 2)
  const from = VIRIDIS[index] as Rgb
  const to = VIRIDIS[index + 1] as Rgb
  const mix = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * (position - index))
  return [mix(0), mix(1), mix(2)]
}

/** Colour of a class, 0 (lowest) to 5 (open top), as painted and as shown in the legend. */
export function classColour(shade: Shade, index: number): Rgba {
  const step = index / (CLASSES - 1)
  const t = shade === 'dark' ? CUT_OFF + (1 - CUT_OFF) * step : (1 - CUT_OFF) * (1 - step)
  return [...sampleViridis(t), ALPHA[shade][index] ?? 235]
}
