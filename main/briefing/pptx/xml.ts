/** The few things that are done to the XML of a package: find, make, put in order, and follow relationships. */
import { type Package, xmlOf } from './package.ts'
import { Element } from './tree.ts'

const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** All below it, by their names with the usual prefixes: 'a:rPr'. A list of its own: what is changed meanwhile changes nothing in it. */
export function all(within: Element, name: string, found: Element[] = []): Element[] {
  for (const node of within.nodes) {
    if (typeof node === 'string') continue
    if (node.tagName === name) found.push(node)
    all(node, name, found)
  }
  return found
}
export function first(within: Element, name: string): Element | null {
  for (const node of within.nodes) {
    if (typeof node === 'string') continue
    const found = node.tagName === name ? node : first(node, name)
    if (found !== null) return found
  }
  return null
}
export const children = (element: Element): Element[] => element.nodes.filter((node) => typeof node !== 'string')
export const child = (element: Element, name: string): Element | null => children(element).find(({ tagName }) => tagName === name) ?? null

export function append(within: Element, name: string, attributes: Record<string, string> = {}): Element {
  const made = new Element(name, new Map(Object.entries(attributes)))
  made.parent = within
  within.nodes.push(made)
  return made
}
export function remove(element: Element): void {
  const at = element.parent?.nodes.indexOf(element) ?? -1
  if (at >= 0) element.parent?.nodes.splice(at, 1)
}

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
  return children(xmlOf(pack, name)).filter((element) => element.getAttribute('TargetMode') !== 'External').map((element) => ({
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
  const root = xmlOf(pack, relsName(part))
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
  const root = xmlOf(pack, '[Content_Types].xml')
  if ('part' in what) append(root, 'Override', { PartName: `/${what.part}`, ContentType: type })
  else append(root, 'Default', { Extension: what.extension, ContentType: type })
}
export function undeclare(pack: Package, part: string): void {
  for (const element of children(xmlOf(pack, '[Content_Types].xml'))) if (element.getAttribute('PartName') === `/${part}`) remove(element)
}
