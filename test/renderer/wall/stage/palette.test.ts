/** The wall's colours keep their contrast by day, and by night under the layer that dims them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dimmingFor, NIGHT_LUMINANCE } from '../../../../renderer/wall/stage/orbit.ts'
import { DAY, NIGHT, type WallColours } from '../../../../renderer/wall/stage/palette.ts'

function luminance(colour: string, kept: number): number {
  const [r, g, b] = [1, 3, 5].map((at) => (Number.parseInt(colour.slice(at, at + 2), 16) * kept) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
const contrast = (colours: WallColours, ink: keyof WallColours, kept: number): number => (luminance(colours[ink], kept) + 0.05) / (luminance(colours.ground, kept) + 0.05)

for (const [name, colours, kept] of [['day', DAY, 1], ['night', NIGHT, 1 - dimmingFor(NIGHT_LUMINANCE)]] as const) {
  test(`by ${name} small type keeps 7 : 1 and red, which is for large type, 4.5 : 1`, () => {
    for (const ink of ['text', 'quiet', 'amber', 'blue', 'paleRed'] as const) assert.ok(contrast(colours, ink, kept) >= 7, `${ink} ${contrast(colours, ink, kept)}`)
    assert.ok(contrast(colours, 'red', kept) >= 4.5)
  })
}

test('the day’s quiet grey would not last the night', () => {
  assert.ok(contrast(DAY, 'quiet', 1 - dimmingFor(NIGHT_LUMINANCE)) < 7)
})

test('nothing is pure black or white', () => {
  for (const colours of [DAY, NIGHT]) for (const colour of Object.values(colours)) assert.ok(!['#000000', '#ffffff'].includes(colour))
})
