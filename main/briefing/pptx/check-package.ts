/** Looks a finished presentation through as a stranger would, for what Microsoft's own validator does not see; every file the product writes goes through it. */
import type { ChartVisual, Deck } from '../../../preload/contract/deck.ts'
import { chartCells } from './chart-cells.ts'
import { readCache, readWorkbook } from './check-charts.ts'
import { openPackage, type Package, textOf, xmlOf } from './package.ts'
import { all, child, children, first, relationships, relsName, slideNames } from './xml.ts'

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const CONTENT_TYPES = '[Content_Types].xml'

/** One sentence for each thing that is wrong; none where the file is sound. */
export function checkPackage(bytes: Uint8Array, deck: Deck): string[] {
  const pack = openPackage(bytes)
  const broken = brokenParts(pack)
  // What cannot be read cannot be looked through.
  if (broken.length > 0) return broken
  return [...firstEntry(bytes), ...types(pack), ...targets(pack), ...drawings(pack), ...slides(pack, deck), ...charts(pack, deck), ...notes(pack)]
}

const xmlNames = ({ parts }: Package): string[] => [...parts.keys()].filter((name) => /\.(xml|rels)$/.test(name))

function brokenParts(pack: Package): string[] {
  return xmlNames(pack).flatMap((name) => {
    try {
      if (ILLEGAL.test(textOf(pack, name))) return [`${name} holds what XML cannot`]
      xmlOf(pack, name)
      return []
    } catch (error) {
      return [`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`]
    }
  })
}

/** Its local header is the archive's first (APPNOTE.TXT 4.3.7). */
function firstEntry(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const name = new TextDecoder().decode(bytes.subarray(30, 30 + view.getUint16(26, true)))
  return name === CONTENT_TYPES ? [] : [`the first entry is ${name}`]
}

function types(pack: Package): string[] {
  const declared = children(xmlOf(pack, CONTENT_TYPES))
  const parts = declared.flatMap((element) => element.getAttribute('PartName')?.slice(1) ?? [])
  const endings = new Set(declared.flatMap((element) => element.getAttribute('Extension') ?? []))
  return [
    ...parts.filter((name) => !pack.parts.has(name)).map((name) => `a type is declared for ${name}, which is not there`),
    ...parts.filter((name, n) => parts.indexOf(name) !== n).map((name) => `${name} has two types`),
    ...[...pack.parts.keys()].filter((name) => name !== CONTENT_TYPES && !parts.includes(name) && !endings.has(name.split('.').at(-1) ?? '')).map((name) => `${name} has no type`),
    ...declared.filter((element) => element.getAttribute('ContentType') === 'image/jpg').map(() => 'image/jpg is no type'),
  ]
}

/** Every relationship leads to a part, every id in use is declared, and every part is reached. */
function targets(pack: Package): string[] {
  const found: string[] = []
  const themes = new Map<string, string>()
  const reached = new Set<string>([CONTENT_TYPES])
  const visit = (part: string): void => {
    if (reached.has(part)) return
    reached.add(part)
    const rels = relationships(pack, part)
    if (rels.length > 0) reached.add(relsName(part))
    for (const { target, type } of rels) {
      if (!pack.parts.has(target)) found.push(`${part} leads to ${target}, which is not there`)
      else visit(target)
      if (type !== 'theme' || part === 'ppt/presentation.xml') continue
      const other = themes.get(target)
      if (other !== undefined) found.push(`${other} and ${part} share ${target}`)
      themes.set(target, part)
    }
    if (!part.endsWith('.xml')) return
    const known = new Set(rels.map(({ id }) => id))
    for (const [, id] of textOf(pack, part).matchAll(/ r:(?:id|embed|link)="([^"]*)"/g)) if (!known.has(id ?? '')) found.push(`${part} uses ${id}, which is not declared`)
  }
  visit('')
  return [...found, ...[...pack.parts.keys()].filter((name) => !reached.has(name)).map((name) => `nothing leads to ${name}`)]
}

/** Of slides, layouts and masters alike. */
function drawings(pack: Package): string[] {
  return xmlNames(pack).filter((name) => /^ppt\/(slides|slideLayouts|slideMasters|notesSlides|notesMasters)\/[^/]+\.xml$/.test(name)).flatMap((name) => {
    const document = xmlOf(pack, name)
    const ids = all(document, 'p:cNvPr').map((element) => element.getAttribute('id') ?? '')
    return [
      ...ids.filter((id, n) => ids.indexOf(id) !== n).map((id) => `${name} has two shapes with the id ${id}`),
      ...all(document, 'p:bgPr').filter((element) => child(element, 'a:effectLst') === null).map(() => `${name} has a background without effects`),
      ...all(document, 'p:sp').filter((element) => child(element, 'p:txBody') === null).map(() => `${name} has a shape without text`),
      ...all(document, 'a:t').filter(({ textContent }) => textContent === 'null').map(() => `${name} says null`),
      ...all(document, 'a:t').filter(({ textContent }) => /[\r\n]/.test(textContent)).map(() => `${name} has a line end inside a run`),
      ...[...textOf(pack, name).matchAll(/="(NaN|-?Infinity|undefined)"/g)].map(([, word]) => `${name} measures ${word}`),
      ...all(document, 'p:ph').filter((element) => element.attributes.has('hasCustomPrompt')).map(() => `${name} prompts`),
    ]
  })
}

function slides(pack: Package, deck: Deck): string[] {
  const names = slideNames(pack)
  const titles = names.map((name) => all(xmlOf(pack, name), 'p:sp').find((shape) => first(shape, 'p:ph')?.getAttribute('type') === 'title')?.textContent ?? '')
  const sections = all(xmlOf(pack, 'ppt/presentation.xml'), 'p14:section').map((element) => element.getAttribute('id') ?? '')
  return [
    ...(names.length === deck.slides.length ? [] : [`${names.length} slides, not ${deck.slides.length}`]),
    ...titles.flatMap((title, n) => (title.trim() === '' ? [`slide ${n + 1} has no title`] : titles.indexOf(title) === n ? [] : [`slides ${titles.indexOf(title) + 1} and ${n + 1} have one title`])),
    ...names.flatMap((name) => ['p:pic', 'p:graphicFrame'].flatMap((tag) => all(xmlOf(pack, name), tag)).filter((shape) => (first(shape, 'p:cNvPr')?.getAttribute('descr') ?? '').trim() === '').map((shape) => `${name}: ${first(shape, 'p:cNvPr')?.getAttribute('name')} is not described`)),
    ...names.flatMap((name, n) => all(xmlOf(pack, name), 'p:cNvPr').slice(1).map((element) => element.getAttribute('name') ?? '').filter((shape) => !shape.startsWith(`${deck.slides[n]?.id}:`) && !shape.startsWith('Slide Number')).map((shape) => `${name} has a shape called ${shape}`)),
    ...sections.filter((id) => id !== id.toUpperCase()).map((id) => `the section ${id} is not in capitals`),
  ]
}

/** Cache and workbook hold what the model says, and nothing where it says nothing. */
function charts(pack: Package, deck: Deck): string[] {
  const wanted = deck.slides.map(({ visual }) => (visual.kind === 'chart' ? visual : null))
  return slideNames(pack).flatMap((slide, n) => {
    const own: ChartVisual | null = wanted[n] ?? null
    const held = relationships(pack, slide).filter(({ type }) => type === 'chart')
    if (held.length !== (own === null ? 0 : 1)) return [`${slide} has ${held.length} charts`]
    return held.flatMap(({ target }) => {
      const model = JSON.stringify(own === null ? null : chartCells(own))
      const workbook = relationships(pack, target).find(({ type }) => type === 'package')
      const book = workbook === undefined ? null : pack.parts.get(workbook.target)
      return [
        ...(own?.series.length === 0 || JSON.stringify(readCache(xmlOf(pack, target))) === model ? [] : [`${target} shows other values than the deck`]),
        ...(book == null ? [`${target} has no workbook`] : readWorkbook(book).flatMap((finding) => (typeof finding === 'string' ? [`${workbook?.target}: ${finding}`] : JSON.stringify(finding) === model ? [] : [`${workbook?.target} holds other values than the deck`]))),
      ]
    })
  })
}

function notes(pack: Package): string[] {
  return slideNames(pack).filter((slide) => !relationships(pack, slide).some(({ type }) => type === 'notesSlide')).map((slide) => `${slide} has no notes`)
}
