/** What holds the package together: its content types, the order inside the presentation, sections, and a theme for the notes alone. */
import { partOf, xmlOf } from '../package.ts'
import type { Element } from '../tree.ts'
import { all, child, children, declare, first, relationships, remove, resolve, slideNames } from '../xml.ts'
import type { Fix } from './fix.ts'

/** The library lists one slide master for each slide, and there is but one. */
export const contentTypes: Fix = ({ pack }) => {
  for (const element of children(xmlOf(pack, '[Content_Types].xml'))) {
    const name = element.getAttribute('PartName')?.slice(1)
    if (name !== undefined && !pack.parts.has(name)) remove(element)
  }
}

/** There is no image/jpg; and what no part ends with needs no type. */
export const pictureTypes: Fix = ({ pack }) => {
  const endings = new Set([...pack.parts.keys()].map((name) => name.split('.').at(-1)))
  for (const element of children(xmlOf(pack, '[Content_Types].xml'))) {
    if (element.getAttribute('ContentType') === 'image/jpg') element.attributes.set('ContentType', 'image/jpeg')
    const ending = element.getAttribute('Extension')
    if (ending !== null && !endings.has(ending)) remove(element)
  }
}

const PRESENTATION = ['p:sldMasterIdLst', 'p:notesMasterIdLst', 'p:handoutMasterIdLst', 'p:sldIdLst', 'p:sldSz', 'p:notesSz', 'p:defaultTextStyle', 'p:extLst']

const placeOf = ({ tagName }: Element): number => (PRESENTATION.includes(tagName) ? PRESENTATION.indexOf(tagName) : PRESENTATION.length - 1)

/** Children in the order of the schema (ECMA-376 part 1, 19.2.1.26); the notes have a page of their own size, and it stands upright. */
export const presentationOrder: Fix = ({ pack }) => {
  const root = xmlOf(pack, 'ppt/presentation.xml')
  root.nodes.splice(0, Infinity, ...children(root).sort((a, b) => placeOf(a) - placeOf(b)))
  const notes = child(root, 'p:notesSz')
  notes?.attributes.set('cx', '6858000')
  notes?.attributes.set('cy', '9144000')
}

/** Upper case, and told by the making: the library draws lots. */
export const sectionIds: Fix = ({ pack, deck }) => {
  for (const [n, section] of all(xmlOf(pack, 'ppt/presentation.xml'), 'p14:section').entries()) {
    const tail = (n + 1).toString(16).padStart(12, '0')
    section.attributes.set('id', `{${`${deck.run.slice(0, 23)}-${tail}`.toUpperCase()}}`)
  }
}

const NOTES_MASTER = 'ppt/notesMasters/notesMaster1.xml'
const NOTES_THEME = 'ppt/theme/theme2.xml'
const KEPT = new Set(['sldImg', 'body', 'sldNum'])

/** Two masters on one theme are a repair; of its places only those remain that notes fill. */
export const notesMaster: Fix = ({ pack }) => {
  const [theme] = relationships(pack, NOTES_MASTER).filter(({ type }) => type === 'theme')
  if (theme === undefined) return
  pack.parts.set(NOTES_THEME, partOf(pack, resolve(NOTES_MASTER, '../theme/theme1.xml')))
  theme.element.attributes.set('Target', '../theme/theme2.xml')
  declare(pack, { part: NOTES_THEME }, 'application/vnd.openxmlformats-officedocument.theme+xml')
  for (const shape of all(xmlOf(pack, NOTES_MASTER), 'p:sp')) if (!KEPT.has(first(shape, 'p:ph')?.getAttribute('type') ?? '')) remove(shape)
  // Each place of the notes is found by its number in the master.
  for (const part of [NOTES_MASTER, ...slideNames(pack).flatMap((slide) => relationships(pack, slide).filter(({ type }) => type === 'notesSlide').map(({ target }) => target))]) {
    for (const place of all(xmlOf(pack, part), 'p:ph')) {
      const index = { sldImg: '2', body: '3', sldNum: '5' }[place.getAttribute('type') ?? '']
      if (index !== undefined) place.attributes.set('idx', index)
    }
  }
}

/** The library fills the Latin place of a theme alone. */
export const themeFonts: Fix = ({ pack, style }) => {
  for (const name of pack.parts.keys()) {
    if (!/^ppt\/theme\/theme\d+\.xml$/.test(name)) continue
    for (const slot of ['a:majorFont', 'a:minorFont'].flatMap((tag) => all(xmlOf(pack, name), tag))) {
      for (const own of children(slot)) {
        const isChinese = own.tagName === 'a:font' && own.getAttribute('script') === 'Hans'
        if (isChinese || own.tagName === 'a:latin' || own.tagName === 'a:ea') own.attributes.set('typeface', style.font)
      }
    }
    const accent = all(xmlOf(pack, name), 'a:accent1')[0]
    if (accent !== undefined) first(accent, 'a:srgbClr')?.attributes.set('val', style.accent.slice(1).toUpperCase())
  }
}
