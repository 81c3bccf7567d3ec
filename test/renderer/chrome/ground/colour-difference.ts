/** How different two colours are to the eye, and what of them is left for colour-blind eyes. */

export type Rgb = readonly [number, number, number]

const linear = (byte: number): number => (byte / 255 <= 0.040_45 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4)
const encoded = (light: number): number => 255 * (light <= 0.003_130_8 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055)

/** Complete dichromacy (Machado, Oliveira and Fernandes 2009, severity 1), on linear light. */
const MATRICES = {
  deutan: [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_82, 0.042_94, 0.968_881]],
  protan: [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
} as const
export type Sight = 'normal' | keyof typeof MATRICES
export const SIGHTS: readonly Sight[] = ['normal', 'deutan', 'protan']

export function seenBy(sight: Sight, colour: Rgb): Rgb {
  if (sight === 'normal') return colour
  const light = colour.map(linear)
  const [r, g, b] = MATRICES[sight].map((row) => encoded(Math.min(1, Math.max(0, row.reduce((sum, part, i) => sum + part * light[i]!, 0)))))
  return [r!, g!, b!]
}

/** What one sees of a colour with transparency over an opaque ground, as the screen mixes them. */
export function over([r, g, b, a]: readonly [number, number, number, number], ground: Rgb): Rgb {
  const mix = (top: number, under: number): number => under + ((top - under) * a) / 255
  return [mix(r, ground[0]), mix(g, ground[1]), mix(b, ground[2])]
}

/** Relative luminance and contrast of WCAG 2.2. */
export const luminance = ([r, g, b]: Rgb): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}

const f = (t: number): number => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29)

/** CIE L*a*b* under D65. */
export function labOf([r, g, b]: Rgb): [number, number, number] {
  const [x, y, z] = [[0.412_456_4, 0.357_576_1, 0.180_437_5], [0.212_672_9, 0.715_152_2, 0.072_175], [0.019_333_9, 0.119_192, 0.950_304_1]]
    .map((row) => row[0]! * linear(r) + row[1]! * linear(g) + row[2]! * linear(b))
  const [fx, fy, fz] = [f(x! / 0.950_47), f(y!), f(z! / 1.088_83)]
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]
}

const degrees = (b: number, a: number): number => (a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360)
const rad = (angle: number): number => (angle * Math.PI) / 180

/** CIEDE2000 of two L*a*b* colours, as written out by Sharma, Wu and Dalal 2005. */
export function deltaE2000([l1, a1, b1]: readonly [number, number, number], [l2, a2, b2]: readonly [number, number, number]): number {
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)))
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)]
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)]
  const [h1, h2] = [degrees(b1, p1), degrees(b2, p2)]
  const turn = c1 * c2 === 0 ? 0 : h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1
  const hue = c1 * c2 === 0 ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2
  const [dl, dc, dh] = [l2 - l1, c2 - c1, 2 * Math.sqrt(c1 * c2) * Math.sin(rad(turn) / 2)]
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2]
  const t = 1 - 0.17 * Math.cos(rad(hue - 30)) + 0.24 * Math.cos(rad(2 * hue)) + 0.32 * Math.cos(rad(3 * hue + 6)) - 0.2 * Math.cos(rad(4 * hue - 63))
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2)
  const [sc, sh] = [1 + 0.045 * c, 1 + 0.015 * c * t]
  const rotation = -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * Math.sin(rad(60 * Math.exp(-(((hue - 275) / 25) ** 2))))
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh))
}
