/**
 * XML as a tree of plain elements: read by a strict parser, without document types. A DOM of the same text takes four times as long as the library
 * whose files are mended here. Namespaces are told by their usual prefixes, which every part here has.
 */
import { SaxesParser } from 'saxes'

export class Element {
  readonly tagName: string
  /** In the order of the text; their values without escapes. */
  readonly attributes: Map<string, string>
  readonly nodes: (Element | string)[] = []
  parent: Element | null = null

  constructor(tagName: string, attributes: Map<string, string> = new Map()) {
    this.tagName = tagName
    this.attributes = attributes
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null
  }

  get textContent(): string {
    return this.nodes.map((node) => (typeof node === 'string' ? node : node.textContent)).join('')
  }

  set textContent(text: string) {
    this.nodes.splice(0, Infinity, text)
  }
}

/** Throws with the part's name where it is not well-formed, or begins with a document type. */
export function parseXml(text: string, part: string): Element {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let root: Element | null = null
  let within: Element | null = null
  const fail = (why: string): never => {
    throw new Error(`${part}: ${why}`)
  }
  parser.on('error', ({ message }) => fail(message))
  parser.on('doctype', () => fail('a document type'))
  parser.on('opentag', ({ name, attributes }) => {
    const made = new Element(name, new Map(Object.entries(attributes)))
    if (within === null) root = made
    else {
      made.parent = within
      within.nodes.push(made)
    }
    within = made
  })
  parser.on('closetag', () => {
    within = within?.parent ?? null
  })
  const put = (words: string): void => void within?.nodes.push(words)
  parser.on('text', put)
  parser.on('cdata', put)
  parser.write(text).close()
  return root ?? fail('no root')
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' }
const escaped = (text: string, letters: RegExp): string => text.replace(letters, (letter) => ESCAPES[letter] ?? letter)

export function xmlText(element: Element): string {
  const attributes = [...element.attributes].map(([name, value]) => ` ${name}="${escaped(value, /[&<>"\t\n\r]/g)}"`).join('')
  if (element.nodes.length === 0) return `<${element.tagName}${attributes}/>`
  return `<${element.tagName}${attributes}>${element.nodes.map((node) => (typeof node === 'string' ? escaped(node, /[&<>\r]/g) : xmlText(node))).join('')}</${element.tagName}>`
}
