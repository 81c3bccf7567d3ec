/** What stands on slides and their layouts: paragraphs, languages, names, ids, descriptions, places nobody fills. */
import { BORDER } from '../border.ts'
import { notesOf } from '../notes.ts'
import { type Package, xmlOf } from '../package.ts'
import type { Element } from '../tree.ts'
import { all, append, child, children, first, relationships, remove, slideNames } from '../xml.ts'
import type { Fix } from './fix.ts'

const drawn = (pack: Package): string[] => [...pack.parts.keys()].filter((name) => /^ppt\/(slides|slideLayouts|slideMasters|notesSlides|notesMasters)\/[^/]+\.xml$/.test(name))
const SHAPES = new Set(['p:sp', 'p:pic', 'p:graphicFrame'])
const shapesOf = (pack: Package, part: string): Element[] => {
  const tree = first(xmlOf(pack, part), 'p:spTree')
  return tree === null ? [] : children(tree).filter(({ tagName }) => SHAPES.has(tagName))
}
const namedBy = (shape: Element): Element | null => first(shape, 'p:cNvPr')

/** A paragraph has its properties once, before its runs; the library writes them before each run. */
export const paragraphs: Fix = ({ pack }) => {
  for (const part of drawn(pack))
    for (const paragraph of all(xmlOf(pack, part), 'a:p')) for (const element of children(paragraph).slice(1)) if (element.tagName === 'a:pPr') remove(element)
}

/** Chinese, with English for what is not: otherwise every word is marked as misspelt, and set in a Latin font. */
export const languages: Fix = ({ pack, deck }) => {
  const [own, other] = deck.question.english ? ['en-US', 'zh-CN'] : ['zh-CN', 'en-US']
  for (const part of drawn(pack)) {
    for (const run of ['a:rPr', 'a:endParaRPr', 'a:defRPr'].flatMap((name) => all(xmlOf(pack, part), name))) {
      if (run.tagName === 'a:defRPr' && !run.attributes.has('lang')) continue
      run.attributes.set('lang', own)
      run.attributes.set('altLang', other)
    }
  }
}

/** A solid background wants its list of effects, a shape its body of text. */
export const bodies: Fix = ({ pack }) => {
  for (const part of drawn(pack)) {
    for (const background of all(xmlOf(pack, part), 'p:bgPr')) if (child(background, 'a:effectLst') === null) append(background, 'a:effectLst')
    for (const shape of all(xmlOf(pack, part), 'p:sp')) {
      if (child(shape, 'p:txBody') !== null) continue
      const body = append(shape, 'p:txBody')
      append(body, 'a:bodyPr')
      append(body, 'a:lstStyle')
      append(append(body, 'a:p'), 'a:endParaRPr')
    }
  }
}

/** The library counts its tables apart from other shapes. 1 is the tree itself. */
export const shapeIds: Fix = ({ pack }) => {
  for (const part of drawn(pack)) for (const [n, shape] of shapesOf(pack, part).entries()) namedBy(shape)?.attributes.set('id', String(n + 2))
}

/** Names that stay the same from deck to deck, and what a picture, chart or table says to whoever cannot see it: in the order in which they were drawn. */
export const shapeNames: Fix = ({ pack, slides }) => {
  for (const [n, part] of slideNames(pack).entries()) {
    for (const [at, shape] of shapesOf(pack, part).entries()) {
      const known = slides[n]?.[at]
      const named = namedBy(shape)
      if (known === undefined || named === null) continue
      named.attributes.set('name', BORDER.text(known.name))
      if (known.alt !== '') named.attributes.set('descr', BORDER.text(known.alt))
    }
  }
}

/** A head stands in a column of its own, and every line of its text beside it (ECMA-376 part 1, 21.1.2.2.7); the library has no word for that. */
export const hangings: Fix = ({ pack, slides }) => {
  for (const [n, part] of slideNames(pack).entries()) {
    for (const [at, shape] of shapesOf(pack, part).entries()) {
      const hanging = Math.round((slides[n]?.[at]?.hanging ?? 0) * EMU)
      if (hanging === 0) continue
      for (const properties of all(shape, 'a:pPr')) {
        properties.attributes.set('marL', String(hanging)).set('indent', String(-hanging))
        append(append(properties, 'a:tabLst'), 'a:tab', { pos: String(hanging), algn: 'l' })
      }
    }
  }
}
/** A point. */
const EMU = 12_700

/** On layouts nobody reads them: decoration, told as such by an empty description. */
export const layoutNames: Fix = ({ pack }) => {
  for (const part of drawn(pack).filter((name) => /slideLayouts|slideMasters/.test(name)))
    for (const shape of shapesOf(pack, part)) if (first(shape, 'p:ph') === null) namedBy(shape)?.attributes.set('descr', '')
}

/** A title's place needs neither number nor prompt; a place that nothing fills is taken away. */
export const places: Fix = ({ pack }) => {
  for (const part of drawn(pack)) {
    for (const place of all(xmlOf(pack, part), 'p:ph')) {
      place.attributes.delete('hasCustomPrompt')
      if (place.getAttribute('type') === 'title') place.attributes.delete('idx')
    }
  }
  for (const part of slideNames(pack)) {
    for (const shape of shapesOf(pack, part)) {
      const place = first(shape, 'p:ph')
      if (place !== null && place.getAttribute('type') !== 'sldNum' && all(shape, 'a:t').every(({ textContent }) => textContent === '')) remove(shape)
    }
  }
}

/** Layout and master hold the word “null” where the number of a slide belongs. */
export const slideNumbers: Fix = ({ pack }) => {
  for (const part of drawn(pack)) {
    for (const field of all(xmlOf(pack, part), 'a:fld')) {
      const text = first(field, 'a:t')
      if (field.getAttribute('type') === 'slidenum' && text?.textContent === 'null') text.textContent = '‹#›'
    }
  }
}

/** One paragraph for each line; the library leaves the line ends inside one run. */
export const notesParagraphs: Fix = ({ pack, deck }) => {
  for (const [n, part] of slideNames(pack).entries()) {
    const slide = deck.slides[n]
    const notes = relationships(pack, part).find(({ type }) => type === 'notesSlide')
    if (slide === undefined || notes === undefined) continue
    const body = all(xmlOf(pack, notes.target), 'p:sp').find((shape) => first(shape, 'p:ph')?.getAttribute('type') === 'body')
    const text = body === undefined ? null : child(body, 'p:txBody')
    if (text === null) continue
    for (const paragraph of children(text).filter(({ tagName }) => tagName === 'a:p')) remove(paragraph)
    for (const line of notesOf(deck, slide)) {
      const run = append(append(text, 'a:p'), 'a:r')
      append(run, 'a:rPr', { dirty: '0' })
      append(run, 'a:t').textContent = BORDER.text(line)
    }
  }
}
