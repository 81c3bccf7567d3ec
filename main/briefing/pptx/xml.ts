/** The few things that are done to the XML of a package: find, make, put in order, and follow relationships. */
import type { Document, Element } from '@xmldom/xmldom'
import { type Package, rootOf, xmlOf } from './package.ts'

export const NS = {
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main', p: 'http://schemas.openxmlformats.org/presentationml/2006/main', r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  c: 'http://schemas.openxmlformats.org/drawingml/2006/chart', types: 'http://schemas.openxmlformats.org/package/2006/content-types', rels: 'http://schemas.openxmlformats.org/package/2006/relationships',
} as const
export const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** By their names with the usual prefixes: 'a:rPr'. A list of its own: what is changed meanwhile changes nothing in it. */
export const all = (within: Document | Element, name: string): Element[] => [...within.getElementsByTagName(name)]
export const first = (within: Document | Element, name: string): Element | null => within.getElementsByTagName(name)[0] ?? null
export const children = (element: Element): Element[] => [...element.childNodes].filter((node): node is Element => node.nodeType === 1)
export const child = (element: Element, name: string): Element | null => children(element).find(({ tagName }) => tagName === name) ?? null

export function make(within: Element, name: string, attributes: Record<string, string> = {}): Element {
  const prefix = name.split(':')[0] as keyof typeof NS
  const document = within.ownerDocument
  if (document === null) throw new Error('an element of no document')
  const made = name.includes(':') ? document.createElementNS(NS[prefix], name) : document.createElementNS(within.namespaceURI, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
export function append(within: Element, name: string, attributes: Record<string, string> = {}): Element {
  const made = make(within, name, attributes)
  within.appendChild(made)
  return made
}
export const remove = (element: Element): void => void element.parentNode?.removeChild(element)

export interface Relationship {
  id: string
  type: string
  /** A part of the package. */
  target: string
  element: Element
}

/** Where the relationships of a part stand; '' is the package itself. */
export function relsName(part: string): string {
  const cut = part.lastIndexOf('/') + 1
  return `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`
}

export function relationships(pack: Package, part: string): Relationship[] {
  const name = relsName(part)
  if (!pack.parts.has(name)) return []
  return children(rootOf(xmlOf(pack, name))).filter((element) => element.getAttribute('TargetMode') !== 'External').map((element) => ({
    id: element.getAttribute('Id') ?? '', type: (element.getAttribute('Type') ?? '').split('/').at(-1) ?? '', target: resolve(part, element.getAttribute('Target') ?? ''), element,
  }))
}

/** The part a relative reference of `part` means. */
export function resolve(part: string, target: string): string {
  const way = target.startsWith('/') ? [] : part.split('/').slice(0, -1)
  for (const step of target.replace(/^\//, '').split('/')) {
    if (step === '..') way.pop()
    else if (step !== '.') way.push(step)
  }
  return way.join('/')
}

/** Adds one and says its id. */
export function relate(pack: Package, part: string, type: string, target: string): string {
  const root = rootOf(xmlOf(pack, relsName(part)))
  const taken = new Set(children(root).map((element) => element.getAttribute('Id')))
  let n = 1
  while (taken.has(`rId${n}`)) n++
  append(root, 'Relationship', { Id: `rId${n}`, Type: `${REL}/${type}`, Target: target })
  return `rId${n}`
}

/** Slides of the presentation in their order. */
export function slideNames(pack: Package): string[] {
  const targets = new Map(relationships(pack, 'ppt/presentation.xml').map(({ id, target }) => [id, target]))
  return all(xmlOf(pack, 'ppt/presentation.xml'), 'p:sldId').map((element) => targets.get(element.getAttribute('r:id') ?? '') ?? '')
}

/** Content types: of one part, or of all parts with this ending. */
export function declare(pack: Package, what: { part: string } | { extension: string }, type: string): void {
  const root = rootOf(xmlOf(pack, '[Content_Types].xml'))
  if ('part' in what) append(root, 'Override', { PartName: `/${what.part}`, ContentType: type })
  else root.insertBefore(make(root, 'Default', { Extension: what.extension, ContentType: type }), root.firstChild)
}
export function undeclare(pack: Package, part: string): void {
  for (const element of children(rootOf(xmlOf(pack, '[Content_Types].xml')))) if (element.getAttribute('PartName') === `/${part}`) remove(element)
}
