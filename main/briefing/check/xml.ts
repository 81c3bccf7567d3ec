/**
 * A part of a foreign file as a tree of its elements. Strict: what is not well-formed is refused, and so is a document type, from which all that
 * expands or fetches begins (ECMA-376 part 2, 6.2.5 forbids it). Elements are known by local name and namespace; prefixes are the writer's affair.
 */
import { SaxesParser } from 'saxes'
import { DeckRefusal } from './deck-refusal.ts'

export interface XmlNode {
  /** Without its prefix. */
  name: string
  uri: string
  /** By local name; of two with one local name that with a namespace is under `uri name`. */
  attributes: ReadonlyMap<string, string>
  children: (XmlNode | string)[]
}

const DEEPEST = 200
const MOST_NODES = 400_000

export function parseXml(bytes: Uint8Array): XmlNode {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const root: XmlNode = { name: '', uri: '', attributes: new Map(), children: [] }
  const open = [root]
  let nodes = 0
  const add = (text: string): void => void open.at(-1)!.children.push(text)
  parser.on('doctype', () => {
    throw new DeckRefusal('document-type', 'a document type is defined')
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    nodes += 1
    if (nodes > MOST_NODES || open.length > DEEPEST) throw new DeckRefusal('bomb', 'more elements than any deck has')
    const node: XmlNode = { name: local, uri, children: [], attributes: new Map(Object.values(attributes).map((one) => [one.uri === '' ? one.local : `${one.uri} ${one.local}`, one.value])) }
    open.at(-1)!.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', add)
  parser.on('cdata', add)
  try {
    parser.write(decode(bytes)).close()
  } catch (error) {
    throw error instanceof DeckRefusal ? error : new DeckRefusal('damaged', String(error))
  }
  return elementsOf(root)[0]!
}

function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true }).decode(bytes)
}

export const elementsOf = (node: XmlNode): XmlNode[] => node.children.filter((child) => typeof child !== 'string')
export const childOf = (node: XmlNode | undefined, name: string): XmlNode | undefined => (node === undefined ? undefined : elementsOf(node).find((child) => child.name === name))
export const childrenOf = (node: XmlNode | undefined, name: string): XmlNode[] => (node === undefined ? [] : elementsOf(node).filter((child) => child.name === name))

/** The way down by names, one child each. */
export const below = (node: XmlNode | undefined, ...names: string[]): XmlNode | undefined => names.reduce(childOf, node)

/** Every element of this name below, in the order of the document. */
export function within(node: XmlNode | undefined, name: string): XmlNode[] {
  if (node === undefined) return []
  return elementsOf(node).flatMap((child) => (child.name === name ? [child, ...within(child, name)] : within(child, name)))
}

/** All text below. */
export const textOf = (node: XmlNode | undefined): string => (node === undefined ? '' : node.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join(''))

/** Of an attribute in the namespace of relationships, in either of its two spellings (transitional, strict). */
export function relationOf(node: XmlNode | undefined, name = 'id'): string | null {
  for (const [key, value] of node?.attributes ?? []) if (key.endsWith(`/relationships ${name}`)) return value
  return null
}

/** What a program that knows the newest words reads: of alternatives the first choice (ECMA-376 part 3, 9.3), without the fallback. */
export function chosen(node: XmlNode): XmlNode[] {
  return elementsOf(node).flatMap((child) => {
    if (child.name !== 'AlternateContent') return [child]
    const choice = childOf(child, 'Choice') ?? childOf(child, 'Fallback')
    return choice === undefined ? [] : chosen(choice)
  })
}
