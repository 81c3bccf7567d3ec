/** The house style of briefings is kept; what is no logo, or a colour that is not read on white, is refused; a damaged file is as none. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDeckStyle } from '../../main/core/deck-style.ts'
import { Refusal } from '../../main/core/refusal.ts'
import { chunk } from '../../main/photo/bare-png.ts'
import { StyleChange } from '../../preload/contract/briefing-schema.ts'
import { contrastOnWhite } from '../../preload/contract/contrast.ts'
import { HOUSE_STYLE } from '../../preload/contract/deck.ts'
import { folderOf } from './seated-desk.ts'

/** A PNG of this size, with a note of its maker in it. */
function png(width: number, height: number): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('tEXt', Buffer.from('Author\0Secret Maker')), chunk('IDAT', Buffer.from([1, 2])), chunk('IEND', Buffer.alloc(0))])
}
const isBadInput = (error: unknown): boolean => error instanceof Refusal && error.code === 'bad-input'

test('what is set is there after a restart, and what a change leaves out stays', (t) => {
  const folder = folderOf(t, 'style-')
  assert.deepEqual(openDeckStyle(folder).get(), HOUSE_STYLE)
  let told = 0
  const style = openDeckStyle(folder, () => void told++)
  style.set({ accent: '#a02020' })
  style.set({ logo: png(200, 80) })
  style.set({ font: 'SimHei' })
  const { accent, font, logo } = openDeckStyle(folder).get()
  assert.deepEqual([told, accent, font, logo?.type, logo?.width, logo?.height], [3, '#A02020', 'SimHei', 'image/png', 200, 80])
  assert.doesNotMatch(Buffer.from(logo?.bytes ?? []).toString('latin1'), /Secret Maker/)
  style.set({ logo: null })
  assert.equal(openDeckStyle(folder).get().logo, null)
  assert.deepEqual(readdirSync(folder), ['deck-style.json'])
})

test('what is no PNG or JPEG, or larger than a logo, is refused and changes nothing', (t) => {
  const style = openDeckStyle(folderOf(t, 'style-'))
  for (const logo of [Buffer.from('<svg onload="x()"/>'), png(4_001, 10), Buffer.concat([png(10, 10).subarray(0, 40)])]) assert.throws(() => style.set({ logo, accent: '#000000' }), isBadInput)
  assert.deepEqual(style.get(), HOUSE_STYLE)
})

test('a damaged file, or a pale colour in it, is as none', (t) => {
  const folder = folderOf(t, 'style-')
  openDeckStyle(folder).set({ accent: '#A02020' })
  const whole = readFileSync(join(folder, 'deck-style.json'), 'utf8')
  for (const text of [whole.slice(0, 30), whole.replace('#A02020', '#FFFF00'), whole.replace('Microsoft YaHei', 'x"><y'), '[]', '']) {
    writeFileSync(join(folder, 'deck-style.json'), text)
    assert.deepEqual(openDeckStyle(folder).get(), HOUSE_STYLE)
  }
})

test('contrast is that of WCAG, and the door takes no accent below 4.5', () => {
  assert.deepEqual(['#000000', '#FFFFFF', '#777777', 'red', '#fff'].map((colour) => Math.round(contrastOnWhite(colour) * 100) / 100), [21, 1, 4.48, 1, 1])
  assert.deepEqual([HOUSE_STYLE.accent, '#767676', '#777777', '#0b5a8c;x', 'red'].map((accent) => StyleChange.safeParse({ accent }).success), [true, true, false, false, false])
})
