/** Slides in a real browser: text in its boxes as it is really set, maps that show what their legends say, a page of paper for each slide, pictures of each. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { stampedDeck } from '../../main/briefing/stamp.ts'
import { type Deck, HOUSE_STYLE } from '../../preload/contract/deck.ts'
import { classColour, CLASSES } from '../../renderer/chrome/ground/palette.ts'
import { BASE_STYLE } from '../../renderer/chrome/ground/base-style.ts'
import { browserTest } from '../browser/chromium.ts'
import { sampleDeck } from '../briefing/sample-deck.ts'
import { drawnDeck } from '../renderer/briefing/slides/drawn-deck.ts'
import { figuresOf } from '../renderer/briefing/slides/slide-faults.ts'
import { openSlides, type SlidesStage } from '../renderer/briefing/slides/slides-stage.ts'
import { enterAs, openStage, type Stage } from './stage.ts'

const needs = browserTest()
let stage: Stage
let slides: SlidesStage
const RECORD = '0a7c1c8e-3a53-4a39-8f0e-6f2f0f8f4a10'
const stamped = (deck: Deck): Deck => stampedDeck(deck, { author: '前江席位 (office-qianjiang) · 演练中枢', at: deck.madeAt, purpose: '周例会', record: RECORD })
const decks: [name: string, deck: Deck][] = [['zh', stamped(drawnDeck(false))], ['en', stamped(drawnDeck(true))], ['weekly', stamped(sampleDeck())]]

before(async () => {
  if (needs.skip !== false) return
  stage = await openStage({ reports: 20_000, days: 60 })
  await enterAs(stage, 'city-manager')
  const city = await stage.ask('city.get', null)
  const to = city?.lastReportAt ?? 0
  for (const [, deck] of decks) for (const { visual } of deck.slides) if (visual.kind === 'map') visual.picture.filter = { ...visual.picture.filter, from: to - 28 * 86_400_000, to }
  slides = await openSlides(stage.core)
})
after(async () => {
  await slides?.close()
  await stage?.close()
})

const draw = (deck: Deck) => slides.page.evaluate(([deck, style]) => window.slides.draw(deck, style), [deck, HOUSE_STYLE] as const)
async function show(deck: Deck): Promise<void> {
  await slides.page.evaluate(([deck, style]) => window.slides.show(deck, style), [deck, HOUSE_STYLE] as const)
  await slides.page.locator(`[data-deck-paper="${deck.slides.length}"] [data-slide="${deck.slides.at(-1)!.id}"]`).waitFor({ state: 'attached' })
}

/** Text that is set wider than was counted with, leaves its box, or lies on other text; the browser's own boxes, a line's leading taken off. */
function faultsOnScreen(): Promise<string[]> {
  return slides.page.evaluate(() => [...document.querySelectorAll<SVGSVGElement>('#root > svg')].flatMap((svg) => {
    const texts = [...svg.querySelectorAll<SVGTextElement>('g[data-shape] > text')].filter((text) => text.textContent.trim() !== '').map((text) => {
      const { x, width } = text.getBBox()
      const [size, y] = [Number(text.getAttribute('font-size')), Number(text.getAttribute('y'))]
      const [left, top, wide, high] = (text.parentElement?.dataset['box'] ?? '').split(' ').map(Number) as [number, number, number, number]
      return { words: text.textContent, x, width, y: y - 0.86 * size, height: 0.98 * size, box: { x: left, y: top, width: wide, height: high } }
    })
    return texts.flatMap((text, n) => {
      const { x, y, width, height, box, words } = text
      // The first letter's ink may begin a hair before its place.
      const isOut = x < box.x - 1.5 || y < box.y - 0.5 || x + width > box.x + box.width + 1.5 || y + height > box.y + box.height + 0.5
      const on = texts.slice(0, n).filter((other) => x + 0.5 < other.x + other.width && other.x + 0.5 < x + width && y + 0.5 < other.y + other.height && other.y + 0.5 < y + height)
      return [...(isOut ? [`“${words}” leaves its box on ${svg.dataset['slide']}`] : []), ...on.map((other) => `“${words}” lies on “${other.words}” on ${svg.dataset['slide']}`)]
    })
  }))
}

test('no text leaves its box or lies on another as the browser sets it, in both languages', needs, async () => {
  for (const [name, deck] of decks) {
    await show(deck)
    assert.equal(await slides.page.locator('#root > svg').count(), deck.slides.length)
    assert.deepEqual(await faultsOnScreen(), [], name)
  }
})

test('very long words of every kind stay in their boxes as the browser sets them', needs, async () => {
  for (const word of ['长'.repeat(200), 'W'.repeat(200), 'i'.repeat(200), `${'million '.repeat(24)}`, 'mMwW@%'.repeat(30), '…—·±≥↑“”'.repeat(20)]) {
    const deck = drawnDeck(false)
    await show({ ...deck, slides: deck.slides.map((slide) => ({ ...slide, title: [{ text: word }], soWhat: [{ text: word }] })) })
    assert.deepEqual(await faultsOnScreen(), [], word.slice(0, 8))
  }
})

/** How often each colour stands in a picture, as 'r,g,b', to within what a JPEG changes. */
async function shareNear(data: string, colours: readonly (readonly [number, number, number])[]): Promise<number[]> {
  return slides.page.evaluate(async ([data, colours]) => {
    const image = new Image()
    image.src = data
    await image.decode()
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: image.width, height: image.height })
    const pen = canvas.getContext('2d')!
    pen.drawImage(image, 0, 0)
    const { data: bytes } = pen.getImageData(0, 0, image.width, image.height)
    const counts = colours.map(() => 0)
    for (let n = 0; n < bytes.length; n += 4) {
      const found = colours.findIndex(([r, g, b]) => Math.abs(bytes[n]! - r) <= 6 && Math.abs(bytes[n + 1]! - g) <= 6 && Math.abs(bytes[n + 2]! - b) <= 6)
      if (found !== -1) counts[found]!++
    }
    return counts.map((count) => (4 * count) / bytes.length)
  }, [data, colours] as const)
}

/** A class over land, as the legend's swatches and the ground have it. */
const overLand = (index: number): [number, number, number] => {
  const [r, g, b, a] = classColour('light', index)
  const [lr, lg, lb] = BASE_STYLE.light.land
  return ([[r, lr], [g, lg], [b, lb]] as const).map(([over, under]) => Math.round((over * a + under * (255 - a)) / 255)) as [number, number, number]
}
const CLASS_COLOURS = Array.from({ length: CLASSES }, (_, index) => overLand(index))

test('a map has the size of its box at 192 dots an inch, every class of its legend, and the classes of its areas as the answer has them', needs, async () => {
  const deck = drawnDeck(false)
  const { visual } = deck.slides.find(({ id }) => id === 'map')!
  if (visual.kind !== 'map') return
  const to = (await stage.ask('city.get', null))?.lastReportAt ?? 0
  visual.picture = { ...visual.picture, form: 'areas', measure: 'count', level: 'district', filter: { ...visual.picture.filter, from: to - 28 * 86_400_000, to } }
  const [picture] = await draw(deck)
  assert.deepEqual([picture!.width, picture!.height], [Math.round((560 * 192) / 72), Math.round((350 * 192) / 72)])
  assert.ok(picture!.size < 1_500_000, `${picture!.size} bytes`)
  const shares = await shareNear(picture!.data, CLASS_COLOURS)
  const swatch = (20 * 10) / (560 * 350)
  for (const [index, share] of shares.entries()) assert.ok(share > swatch, `class ${index} has ${share}`)
  const { figures, limits } = await stage.ask('areas.figures', { layer: 'report', filter: visual.picture.filter, measure: 'count', level: 'district' })
  const classes = new Set(figures.map(({ value }) => limits.filter((limit) => (value ?? 0) >= limit).length))
  // A district takes far more of the picture than a swatch does.
  for (let index = 0; index < CLASSES; index++) assert.equal(shares[index]! > 4 * swatch, classes.has(index), `class ${index}: ${shares[index]}`)
  visual.beside = null
  const [wide] = await draw(deck)
  assert.deepEqual([wide!.width, wide!.height], [2_368, 933])
})

test('hexagons, rates, a district and a street alone are drawn; each is another picture', needs, async () => {
  const seen = new Set<string>()
  const street = (await stage.ask('city.get', null))?.areas.find(({ level, parent }) => level === 'street' && parent === '330203')?.id ?? null
  for (const [form, measure, area] of [['cells', 'count', null], ['cells', 'per-10000-orders', '330203'], ['areas', 'per-10000-orders', null], ['areas', 'per-km2', '330203'], ['cells', 'count', street]] as const) {
    const deck = drawnDeck(false)
    for (const { visual } of deck.slides) if (visual.kind === 'map') visual.picture = { ...visual.picture, form, measure, zoom: area === null ? 10 : 12, filter: { ...visual.picture.filter, area } }
    const [picture] = await draw(deck)
    seen.add(picture!.data)
  }
  assert.equal(seen.size, 5)
})

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
/** The PDF's text by poppler; null where it is not installed. */
function textOf(pdf: Buffer): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-pdf-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf)
    return execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8', maxBuffer: 32e6 })
  } catch {
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('paper has a page of 13.333 × 7.5 inches for each slide and holds every figure; the screen is not printed with it', needs, async () => {
  for (const [name, deck] of decks) {
    await draw(deck)
    await show(deck)
    const pdf = await slides.page.pdf({ preferCSSPageSize: true, printBackground: true })
    assert.equal(pagesOf(pdf), deck.slides.length, name)
    assert.match(pdf.toString('latin1'), /\/MediaBox\s*\[0 0 960(\.0+)? 540(\.0+)?\]/)
    const text = textOf(pdf)
    if (text === null) continue
    assert.equal(text.split(RECORD).length - 1, 1, `the record once in ${name}`)
    assert.ok(text.includes('周例会'))
    for (const slide of deck.slides) for (const figure of figuresOf(slide)) assert.ok(text.includes(figure), `${figure} of ${slide.id} in ${name}`)
  }
})

test('every slide is a PNG of 2560 × 1440 with its ground white and its accent drawn', needs, async () => {
  const [, deck] = decks[0]!
  await draw(deck)
  for (const slide of deck.slides) {
    const data = await slides.page.evaluate(([deck, style, id]) => window.slides.paint(deck, style, id), [deck, HOUSE_STYLE, slide.id] as const)
    const png = Buffer.from(data.split(',')[1]!, 'base64')
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2_560, 1_440])
    const [white, accent] = await shareNear(data, [[255, 255, 255], [0x0b, 0x5a, 0x8c]])
    assert.ok(white! > 0.4 && accent! > 0.001, `${slide.id}: ${white} ${accent}`)
  }
})

test('nothing of it raises an error in the browser', needs, () => assert.deepEqual(slides.complaints, []))
