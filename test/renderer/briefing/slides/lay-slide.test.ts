/** Slides are laid out without text outside its box or on other text, in both languages and with words nobody expected; every figure is there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en } from '../../../../main/briefing/messages/en.ts'
import { zhCN } from '../../../../main/briefing/messages/zh-CN.ts'
import { type Deck, type DeckStyle, HOUSE_STYLE, type Slide } from '../../../../preload/contract/deck.ts'
import { figureText } from '../../../../preload/contract/figure-text.ts'
import { GOOD_TITLE } from '../../../../preload/contract/slide-text.ts'
import { isTitleSmaller, laySlide } from '../../../../renderer/briefing/slides/lay-slide.ts'
import { stampedDeck } from '../../../../main/briefing/stamp.ts'
import { slideWords } from '../../../../renderer/briefing/slides/slide-words.ts'
import type { ImageMark, Part } from '../../../../renderer/chrome/ground/marks.ts'
import { sampleDeck } from '../../../briefing/sample-deck.ts'
import { drawnDeck } from './drawn-deck.ts'
import { figuresOf, shownText, slideFaults } from './slide-faults.ts'

const lay = (deck: Deck, slide: Slide, style: DeckStyle = HOUSE_STYLE): Part[] => laySlide(slide, style, new Map(), slideWords(deck, slide))
const decks = [drawnDeck(false), drawnDeck(true), sampleDeck()]

test('every slide of a deck in both languages has its text in its boxes, none on another, and shows every figure', () => {
  for (const deck of decks) {
    for (const slide of deck.slides) {
      const parts = lay(deck, slide)
      assert.deepEqual(slideFaults(parts), [], slide.id)
      for (const figure of figuresOf(slide)) assert.ok(shownText(parts).includes(figure), `${figure} on ${slide.id}`)
    }
  }
})

test('purpose and record stand below the first page alone, and the record is whole whatever the purpose', () => {
  for (const deck of decks) for (const purpose of ['周例会', '长'.repeat(200), 'purpose '.repeat(25)]) {
    const leaving = stampedDeck(deck, { author: '前江席位 (office-qianjiang) · 演练中枢', at: deck.madeAt, purpose, record: deck.run })
    for (const [n, slide] of leaving.slides.entries()) {
      const parts = lay(leaving, slide)
      assert.deepEqual(slideFaults(parts), [], slide.id)
      assert.equal(shownText(parts).includes(deck.run), n === 0, slide.id)
      assert.equal(shownText(parts).includes(purpose.slice(0, 12)), n === 0, slide.id)
    }
    assert.ok(!shownText(lay(deck, deck.slides[0]!)).includes(deck.run))
  }
})

test('a slide that is hidden says so in place of a page', () => {
  for (const [deck, word] of [[decks[0]!, '已隐藏'], [decks[1]!, 'hidden']] as const) {
    const leaving = { ...deck, slides: deck.slides.slice(1) }
    const page = (slide: Slide): string => shownText(lay(leaving, slide).filter(({ shape }) => shape === 'page'))
    assert.deepEqual([page(deck.slides[0]!), page(deck.slides[1]!)], [word, `1 / ${leaving.slides.length}`])
  }
})

test('titles of as many characters as are called clear have the size of titles, in both languages', () => {
  const slide = decks[0]!.slides[1]!
  for (const [messages, good] of [[zhCN, GOOD_TITLE.zh], [en, GOOD_TITLE.en]] as const) {
    for (const [key, words] of Object.entries(messages)) if (/^(title|said|what)\./.test(key)) assert.equal(isTitleSmaller(`${words} `.repeat(9).slice(0, good), slide, HOUSE_STYLE), false, key)
    assert.equal(isTitleSmaller('m'.repeat(good + 20), slide, HOUSE_STYLE), true)
  }
})

test('the faults are found: text that leaves its box, text on text', () => {
  const [deck] = decks as [Deck]
  const parts = lay(deck, deck.slides[1]!)
  const title = parts.find(({ shape }) => shape === 'title')!
  assert.equal(slideFaults([{ ...title, box: { ...title.box, width: 100 } }]).length, 1)
  assert.ok(slideFaults([...parts, title]).length > 0)
})

const WORDS = ['text', 'head', 'label', 'name', 'axisTitle', 'asOf', 'source', 'definitions', 'confidentiality']

/** Every word of a slide but its digits put in place of another. */
function reworded(slide: Slide, word: (text: string) => string): Slide {
  return JSON.parse(JSON.stringify(slide), function (this: object, key, value: unknown) {
    return typeof value === 'string' && WORDS.includes(key) && !('figure' in this) ? word(value) : value
  }) as Slide
}

test('hostile and very long words stay in their boxes too, and stay text', () => {
  const words: ((text: string) => string)[] = [
    () => '长'.repeat(200), () => 'W'.repeat(200), (text) => `${text} `.repeat(12), () => '<script>alert(1)</script>=cmd|x&"', () => '', () => 'é\u0301'.repeat(60), () => '‮甬爱‬',
  ]
  for (const word of words) for (const slide of decks[0]!.slides) assert.deepEqual(slideFaults(lay(decks[0]!, reworded(slide, word))).map((fault) => fault.slice(0, 200)), [], `${slide.id} of ${word('甲').slice(0, 12)}`)
})

test('a chart without a value, with one, with zeros and with negative ones is drawn', () => {
  const deck = decks[0]!
  for (const slide of deck.slides) {
    const { visual } = slide
    if (visual.kind !== 'chart') continue
    for (const value of [null, 0, -4.5, 1e9, 0.0001]) {
      const changed: Slide = { ...slide, visual: { ...visual, series: visual.series.map((series) => ({ ...series, values: series.values.map(() => value) })) } }
      const parts = lay(deck, changed)
      assert.deepEqual(slideFaults(parts), [], `${slide.id} of ${value}`)
      const numbers = parts.flatMap(({ marks }) => marks).flatMap((mark) => (mark.kind === 'path' ? mark.points.flat() : mark.kind === 'box' ? [mark.x, mark.y, mark.width, mark.height] : mark.kind === 'image' ? [] : [mark.x, mark.y]))
      assert.ok(numbers.every((each) => Number.isFinite(each)), `${slide.id} of ${value}`)
    }
    assert.deepEqual(slideFaults(lay(deck, { ...slide, visual: { ...visual, categories: [], marks: [], series: visual.series.map((series) => ({ ...series, values: [], figures: [] })) } })), [])
  }
})

const visual = (parts: Part[]): Part => parts.find(({ shape }) => shape === 'visual')!

test('a gap of a line is a gap, and the missing bar is marked as missing, not as zero', () => {
  const deck = decks[0]!
  const trend = visual(lay(deck, deck.slides[2]!))
  const strong = trend.marks.filter((mark) => mark.kind === 'path' && mark.thickness === 2.5 && mark.fill === null && mark.points.length > 2)
  assert.deepEqual(strong.map((mark) => mark.kind === 'path' && mark.points.length), [5, 7])
  assert.match(shownText([visual(lay(deck, deck.slides[3]!))]), /^—$/m)
})

test('every value of what is now and of what was before is labelled', () => {
  const deck = decks[0]!
  for (const slide of deck.slides) {
    if (slide.visual.kind !== 'chart') continue
    const shown = shownText(lay(deck, slide)).split('\n')
    for (const { role, values } of slide.visual.series) {
      if (role !== 'now' && role !== 'before') continue
      for (const value of values) if (value !== null) assert.ok(shown.includes(figureText(value, slide.visual.format, deck.timeZone)), `${value} on ${slide.id}`)
    }
  }
})

test('the title makes room for a logo, which keeps its shape', () => {
  const deck = decks[0]!
  const style: DeckStyle = { ...HOUSE_STYLE, logo: { type: 'image/png', bytes: new Uint8Array(1), width: 400, height: 100 } }
  const parts = lay(deck, { ...deck.slides[1]!, title: [{ text: '长'.repeat(60) }] }, style)
  const logo = parts.find(({ shape }) => shape === 'logo')!
  const image = logo.marks[0] as ImageMark
  assert.ok(Math.abs(image.width / image.height - 4) < 1e-9 && image.width <= logo.box.width)
  const title = parts.find(({ shape }) => shape === 'title')!
  assert.deepEqual(slideFaults([{ ...title, box: { ...title.box, width: logo.box.x - title.box.x } }]), [])
})

test('what is simulated says so on every slide, and what is not does not', () => {
  for (const slide of decks[0]!.slides) {
    assert.match(shownText(lay(decks[0]!, slide)), /^模拟数据$/m)
    assert.doesNotMatch(shownText(lay({ ...decks[0]!, simulated: false }, slide)), /^模拟数据$/m)
    assert.match(shownText(lay(decks[1]!, decks[1]!.slides.find(({ id }) => id === slide.id)!)), /^Simulated data$/m)
  }
})
