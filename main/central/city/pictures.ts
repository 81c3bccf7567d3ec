/**
 * The photos of the practice city: drawn street scenes, each marked 模拟照片 in the picture itself. There are a few dozen of them, and many reports
 * show the same one; they are drawn again whenever they are asked for and stored nowhere. Same number, same bytes, on every machine.
 */
import { hash } from 'node:crypto'
import type { Photo } from '../../../preload/contract/photo.ts'
import { chunk } from '../../photo/bare-png.ts'
import { LETTER_SIDE, SIMULATED_LETTERS } from './picture-letters.ts'
import { seededRandom } from './random.ts'
import type { Random } from './random.ts'

export const PICTURE_COUNT = 40
const [WIDTH, HEIGHT] = [320, 240]
const HORIZON = 96
const KERB = 150
const BAND = 204
/** In the middle, so that a square cut out of the picture says it too. */
const LETTERS_AT = 108

/** Sky, two walls, window, pavement, road, line, three paints, tyre, band, letters. */
const COLOURS = ['cfdde8', 'b9a796', '9aa7b0', '5f7486', 'b7b2a8', '5d6166', 'e6e2d3', 'c2452d', '2d6a9f', 'd9a21b', '23272b', '101418', 'ffffff'] as const
const [SKY, WALL, OTHER_WALL, WINDOW, PAVEMENT, ROAD, LINE, RED, BLUE, YELLOW, TYRE, DARK, LIGHT] = COLOURS.map((_, i) => i) as [number, number, number, number, number, number, number, number, number, number, number, number, number]

interface Canvas {
  dots: Uint8Array
  box(x: number, y: number, width: number, height: number, colour: number): void
  disc(x: number, y: number, radius: number, colour: number): void
}

/** `n` from 0. */
export function drawPicture(n: number): Uint8Array {
  const random = seededRandom(n, 'picture')
  const canvas = createCanvas()
  drawStreet(canvas, random)
  for (let i = 0, things = 2 + random.below(3); i < things; i++) DRAW_THING[(n + i) % DRAW_THING.length]?.(canvas, 20 + Math.floor((i * 260) / things) + random.below(30), random)
  drawBand(canvas)
  return encode(canvas.dots)
}

function drawStreet({ box }: Canvas, random: Random): void {
  box(0, 0, WIDTH, HORIZON, SKY)
  for (let x = 0; x < WIDTH;) {
    const [width, height] = [40 + random.below(50), 40 + random.below(70)]
    box(x, KERB - 30 - height, width - 2, height, random.below(2) === 0 ? WALL : OTHER_WALL)
    for (let y = KERB - 24 - height; y < KERB - 44; y += 16) for (let at = x + 6; at < x + width - 12; at += 14) box(at, y, 8, 9, WINDOW)
    x += width
  }
  box(0, KERB - 30, WIDTH, 30, PAVEMENT)
  box(0, KERB, WIDTH, HEIGHT - KERB, ROAD)
  for (let x = random.below(30); x < WIDTH; x += 44) box(x, KERB + 26, 24, 4, LINE)
}

/** Parked e-bikes, a heap of bags, a barrier. */
const DRAW_THING: readonly ((canvas: Canvas, x: number, random: Random) => void)[] = [
  ({ box, disc }, x, random) => {
    const paint = [RED, BLUE, YELLOW][random.below(3)] ?? RED
    disc(x, KERB + 8, 9, TYRE)
    disc(x + 34, KERB + 8, 9, TYRE)
    box(x - 2, KERB - 4, 36, 7, paint)
    box(x + 24, KERB - 22, 18, 16, paint)
    box(x + 2, KERB - 20, 3, 18, TYRE)
  },
  ({ disc }, x, random) => {
    for (let i = 0; i < 7; i++) disc(x + random.below(44), KERB - 2 + random.below(14), 7 + random.below(6), [TYRE, BLUE, WINDOW][i % 3] ?? TYRE)
  },
  ({ box }, x) => {
    for (let i = 0; i < 4; i++) box(x + i * 14, KERB - 16, 14, 10, i % 2 === 0 ? RED : LIGHT)
    box(x + 3, KERB - 6, 4, 18, TYRE)
    box(x + 48, KERB - 6, 4, 18, TYRE)
  },
]

function drawBand({ box }: Canvas): void {
  box(0, BAND, WIDTH, HEIGHT - BAND, DARK)
  for (const [i, letter] of SIMULATED_LETTERS.entries()) {
    for (let y = 0; y < LETTER_SIDE; y++) {
      const row = Number.parseInt(letter.slice(6 * y, 6 * y + 6), 16)
      for (let x = 0; x < LETTER_SIDE; x++) if (((row >> (LETTER_SIDE - 1 - x)) & 1) === 1) box(LETTERS_AT + i * (LETTER_SIDE + 2) + x, BAND + 7 + y, 1, 1, LIGHT)
    }
  }
}

function createCanvas(): Canvas {
  const dots = new Uint8Array(WIDTH * HEIGHT)
  const box: Canvas['box'] = (x, y, width, height, colour) => {
    const [left, right] = [Math.max(0, x), Math.min(WIDTH, x + width)]
    for (let row = Math.max(0, y); row < Math.min(HEIGHT, y + height); row++) if (right > left) dots.fill(colour, row * WIDTH + left, row * WIDTH + right)
  }
  return {
    dots, box,
    disc(x, y, radius, colour) {
      for (let dy = -radius; dy <= radius; dy++) {
        const half = Math.floor(Math.sqrt(radius * radius - dy * dy))
        box(x - half, y + dy, 2 * half + 1, 1, colour)
      }
    },
  }
}

/** Two dots a byte, a palette, no filters. */
function encode(dots: Uint8Array): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([4, 3], 8)
  const lines = Buffer.alloc((WIDTH / 2 + 1) * HEIGHT)
  for (const [i, colour] of dots.entries()) {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)]
    const at = y * (WIDTH / 2 + 1) + 1 + (x >> 1)
    lines[at] = lines[at]! | (x % 2 === 0 ? colour << 4 : colour)
  }
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('PLTE', Buffer.from(COLOURS.join(''), 'hex')), chunk('IDAT', stored(lines)), chunk('IEND', Buffer.alloc(0))])
}

/** RFC 1950 with one block that is not packed (at most 65,535 bytes): how a packer packs may change with its version, and the names with it. */
function stored(data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(7 + data.length + 4)
  bytes.set([0x78, 0x01, 0x01])
  bytes.writeUInt16LE(data.length, 3)
  bytes.writeUInt16LE(0xffff - data.length, 5)
  bytes.set(data, 7)
  let [a, b] = [1, 0]
  for (const byte of data) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  bytes.writeUInt32BE(b * 65_536 + a, 7 + data.length)
  return bytes
}

/** Their names take one drawing of each; after that the list is known. */
let named: readonly Photo[] | null = null

export function listPictures(): readonly Photo[] {
  named ??= Array.from({ length: PICTURE_COUNT }, (_, n) => {
    const bytes = drawPicture(n)
    return { sha256: hash('sha256', bytes, 'hex'), bytes: bytes.length, width: WIDTH, height: HEIGHT }
  })
  return named
}

/** Null: none of the practice city's. */
export function findPicture(sha256: string): Uint8Array | null {
  const n = listPictures().findIndex((picture) => picture.sha256 === sha256)
  return n === -1 ? null : drawPicture(n)
}

/** The photos that came with a report, unlike each other; a stream of their own, so that they shift nothing else. */
export function picturesOf(caseId: string, count: number): Photo[] {
  const pictures = listPictures()
  const first = seededRandom(0, `pictures/${caseId}`).below(pictures.length)
  return Array.from({ length: Math.min(count, pictures.length) }, (_, i) => pictures[(first + 7 * i) % pictures.length]!)
}
