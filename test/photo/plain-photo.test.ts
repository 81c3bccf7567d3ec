/** Where and with what a photo was taken is out of its bytes before anything is done with it; what it shows stays as it was. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as assertAlways, constantFrom, double, nat, property, tuple, uint8Array } from 'fast-check'
import { plainPhoto } from '../../main/photo/plain-photo.ts'
import { MOST_CHOSEN_BYTES, PHOTO_LIMITS } from '../../preload/contract/photo.ts'
import { browserTest, launchChromium } from '../browser/chromium.ts'
import { JPEG, MAKER, phoneJpeg, phonePng, phoneWebp, PNG, WEBP, WEBP_ALPHA, WEBP_LOSSLESS } from './real-photos.ts'

function plain(bytes: Uint8Array): Extract<ReturnType<typeof plainPhoto>, { ok: true }> {
  const made = plainPhoto(bytes)
  assert.ok(made.ok, JSON.stringify(made))
  return made
}
const whyNot = (bytes: Uint8Array): string => {
  const made = plainPhoto(bytes)
  return made.ok ? 'kept' : made.why
}

const PHONES: [string, Buffer][] = [
  ['image/jpeg', phoneJpeg()], ['image/png', phonePng()], ['image/webp', phoneWebp()], ['image/webp', phoneWebp(WEBP_ALPHA)], ['image/webp', phoneWebp(WEBP_LOSSLESS)],
]

test('nothing a camera noted is left of a photo but which way is up', () => {
  for (const [type, bytes] of PHONES) {
    assert.ok(bytes.includes(MAKER), 'the notes are in the file at first')
    const made = plain(bytes)
    assert.deepEqual([made.type, made.width, made.height], [type, 24, 16])
    const left = Buffer.from(made.bytes)
    for (const word of [MAKER, 'xmpmeta', 'Photoshop', 'MPF', 'ftyp', 'tEXt', 'tIME', 'XMP ', 'whAt']) assert.ok(!left.includes(word), `${type} still says ${word}`)
    // Degrees as the notes had them: 29/1 and 121/1, little-endian.
    for (const degrees of [29, 121]) assert.ok(!left.includes(Buffer.from([degrees, 0, 0, 0, 1, 0, 0, 0])), `${type} still tells ${degrees}°`)
  }
})

test('a photo made plain once stays as it is, and one without notes is not touched', () => {
  for (const [, bytes] of PHONES) {
    const once = plain(bytes)
    assert.deepEqual(plain(once.bytes), once)
  }
  for (const bytes of [JPEG, PNG, WEBP, WEBP_ALPHA, WEBP_LOSSLESS]) assert.ok(Buffer.from(plain(bytes).bytes).equals(bytes))
})

test('an upright photo keeps no notes at all', () => {
  assert.ok(Buffer.from(plain(phoneJpeg(1)).bytes).equals(JPEG))
  assert.ok(Buffer.from(plain(phonePng(1)).bytes).equals(PNG))
  assert.ok(Buffer.from(plain(phoneWebp(WEBP, 1)).bytes).equals(WEBP))
  assert.ok(Buffer.from(plain(phoneJpeg(9)).bytes).equals(JPEG), 'an orientation that there is not')
})

test('what is no photo, is cut off, or claims too much is refused with its reason', () => {
  assert.equal(whyNot(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'no-photo')
  assert.equal(whyNot(Buffer.from('GIF89a')), 'no-photo')
  assert.equal(whyNot(new Uint8Array()), 'no-photo')
  assert.equal(whyNot(Buffer.alloc(MOST_CHOSEN_BYTES + 1)), 'too-large')
  for (const bytes of [JPEG, PNG, WEBP]) for (const part of [0.5, 0.9]) assert.equal(whyNot(bytes.subarray(0, bytes.length * part)), 'damaged')
  const wide = Buffer.from(JPEG)
  const frame = wide.indexOf(Buffer.from([0xff, 0xc0]))
  wide.writeUInt16BE(60_000, frame + 5)
  assert.equal(whyNot(wide), 'too-wide')
  const flipped = Buffer.from(PNG)
  flipped[60] = flipped[60]! ^ 1
  assert.equal(whyNot(flipped), 'damaged')
  const moving = Buffer.from(WEBP)
  moving[20] = moving[20]! | 2
  assert.equal(whyNot(moving), 'no-photo')
})

const noted = (notes: Uint8Array): Buffer => Buffer.concat([JPEG.subarray(0, 2), Buffer.from([0xff, 0xe1, (notes.length + 8) >> 8, (notes.length + 8) & 0xff]), Buffer.from('Exif\0\0', 'latin1'), notes, JPEG.subarray(2)])

test('what a camera noted does not count: only what is left must keep the limit', () => {
  const note = noted(Buffer.alloc(65_000)).subarray(2, 65_000 + 12)
  const heavy = Buffer.concat([JPEG.subarray(0, 2), ...Array.from({ length: Math.ceil(PHOTO_LIMITS.bytes / note.length) + 1 }, () => note), JPEG.subarray(2)])
  assert.ok(heavy.length > PHOTO_LIMITS.bytes)
  assert.ok(Buffer.from(plain(heavy).bytes).equals(JPEG))
})

test('whatever bytes are given are read to an answer', () => {
  const spoilt = tuple(constantFrom(...PHONES.map(([, bytes]) => bytes)), array(tuple(nat(), nat(255)), { maxLength: 8 }), double({ min: 0, max: 1, noNaN: true }))
  assertAlways(property(spoilt, ([bytes, changes, part]) => {
    const copy = Buffer.from(bytes)
    for (const [at, value] of changes) copy[at % copy.length] = value
    const made = plainPhoto(copy.subarray(0, Math.ceil(copy.length * part)))
    if (made.ok) assert.deepEqual(plainPhoto(made.bytes), made)
  }), { numRuns: 2_000 })
  assertAlways(property(uint8Array({ maxLength: 400 }), (notes) => plainPhoto(noted(notes)).ok), { numRuns: 500 })
})

test('a browser shows the plain photo as it showed the first, turned the same way', browserTest(), async () => {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    const drawn = (bytes: Uint8Array, type: string): Promise<{ width: number; height: number; pixels: string }> =>
      page.evaluate(async ([text, type]) => {
        const image = await createImageBitmap(new Blob([Uint8Array.from(atob(text!), (letter) => letter.charCodeAt(0))], { type: type! }))
        const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
        const context = canvas.getContext('2d')!
        context.drawImage(image, 0, 0)
        return { width: image.width, height: image.height, pixels: context.getImageData(0, 0, image.width, image.height).data.join() }
      }, [Buffer.from(bytes).toString('base64'), type] as [string, string])
    for (const [type, bytes] of PHONES) assert.deepEqual(await drawn(plain(bytes).bytes, type), await drawn(bytes, type), type)
    assert.equal((await drawn(plain(phoneJpeg()).bytes, 'image/jpeg')).width, 16, 'a quarter turned')
  } finally {
    await browser.close()
  }
})
