/** The six shipped colours are told apart, by colour-blind eyes too, on the ground they are painted on. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BASE_STYLE } from '../../../../renderer/chrome/ground/base-style.ts'
import { CLASSES, classColour } from '../../../../renderer/chrome/ground/palette.ts'
import { contrast, deltaE2000, labOf, over, SIGHTS, seenBy, type Rgb, type Sight } from './colour-difference.ts'

/** The smallest difference between any two of the colours. */
function closest(colours: readonly Rgb[], sight: Sight): number {
  const seen = colours.map((colour) => labOf(seenBy(sight, colour)))
  return Math.min(...seen.flatMap((one, i) => seen.slice(i + 1).map((other) => deltaE2000(one, other))))
}

const painted = (shade: 'dark' | 'light', ground: Rgb): Rgb[] => Array.from({ length: CLASSES }, (_, n) => over(classColour(shade, n), ground))

test('the difference is the one published with its own test data', () => {
  // Sharma, Wu and Dalal 2005, table 1: pairs 1, 13, 34 and 21.
  for (const [one, other, published] of [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425], [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082], [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
  ] as const) assert.ok(Math.abs(deltaE2000(one, other) - published) < 1e-4)
})

test('colours known to fail do fail: red to green for deutan eyes, and two yellows beside each other', () => {
  const redGreen: Rgb[] = [[215, 48, 39], [252, 141, 89], [254, 224, 139], [217, 239, 139], [145, 207, 96], [26, 152, 80]]
  assert.ok(closest(redGreen, 'deutan') < 6)
  assert.ok(closest([[223, 227, 24], [253, 231, 37]], 'protan') < 5)
})

/** CIEDE2000 between any two classes; 2 is what one just sees side by side, and hexagons of one class rarely stand side by side. */
const LEAST: Record<Sight, number> = { normal: 14, deutan: 9, protan: 7 }

test('any two classes differ, with all cones or without one kind, on land and on water, by day and by night', () => {
  for (const shade of ['dark', 'light'] as const) for (const ground of ['land', 'sea'] as const) for (const sight of SIGHTS) {
    const least = closest(painted(shade, BASE_STYLE[shade][ground]), sight)
    assert.ok(least >= LEAST[sight], `${shade} on ${ground}, ${sight}: ${least.toFixed(1)}`)
  }
})

test('the lowest class differs from bare ground, and the highest stands out most of all', () => {
  for (const shade of ['dark', 'light'] as const) for (const name of ['land', 'sea'] as const) {
    const ground = BASE_STYLE[shade][name]
    const colours = painted(shade, ground)
    for (const sight of SIGHTS) assert.ok(deltaE2000(labOf(seenBy(sight, colours[0]!)), labOf(seenBy(sight, ground))) >= 7, `${shade} ${name} ${sight}`)
    const contrasts = colours.map((colour) => contrast(colour, ground))
    assert.ok(contrasts.at(-1)! >= 9, `${shade} ${name}: ${contrasts.at(-1)}`)
    assert.equal(Math.max(...contrasts), contrasts.at(-1))
  }
})
