/** Textures of a wall's fields: one a field, none kept that no frame holds, none of a lost context used. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from '../../../../preload/contract/model.ts'
import { openFieldTextures } from '../../../../renderer/wall/map/field-textures.ts'

const field = (): Field => ({ level: 12, x0: 3_430, y0: 1_690, width: 2, height: 2, values: new Float32Array(4).fill(1), limits: [1, 2, 3, 4, 5] }) as unknown as Field

/** A graphics card that counts. */
function openCard() {
  const frames: (() => void)[] = []
  const card = { device: {} as object | null, living: 0, made: 0, pass: (): void => frames.splice(0).forEach((work) => work()) }
  const textures = openFieldTextures({
    device: () => card.device as never,
    makeTexture() {
      if (card.device === null) return null
      card.living++
      card.made++
      return { device: card.device, destroy: () => void card.living-- } as never
    },
  }, (work) => frames.push(work))
  return { card, textures }
}

test('a field has one texture, however often it is drawn', () => {
  const { card, textures } = openCard()
  const one = field()
  assert.equal(textures.drawn(one), textures.drawn(one))
  assert.equal(card.made, 1)
})

test('what is neither shown nor prepared is destroyed, after the frame that may still hold it', () => {
  const { card, textures } = openCard()
  const fields = Array.from({ length: 100 }, field)
  for (const [n, one] of fields.entries()) {
    textures.drawn(one)
    const next = fields[n + 1]
    if (next !== undefined) textures.drawn(next)
    textures.keepOnly(next === undefined ? [one] : [one, next])
    if (n === 0) continue
    assert.equal(card.living, next === undefined ? 2 : 3, 'the one before is still there')
    card.pass()
  }
  assert.equal(card.living, 1)
})

test('after a lost context each is made anew, and nothing of the lost one is destroyed', () => {
  const { card, textures } = openCard()
  const [one, other] = [field(), field()]
  const lost = textures.drawn(one)
  textures.drawn(other)
  card.device = null
  assert.equal(textures.drawn(one), null)
  card.device = {}
  assert.notEqual(textures.drawn(one), lost)
  textures.keepOnly([one])
  card.pass()
  assert.equal(card.living, 3, 'those two of the lost context are not touched')
})
