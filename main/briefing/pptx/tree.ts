/**
 * XML as a tree of plain elements, as much of it as Office packages use: strict about what is well-formed, without document types, and ten times as
 * fast as a DOM, whose own making would take longer than all that is done to it. Namespaces are told by their usual prefixes, which every part here has.
 */

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

const NAME = String.raw`[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?`
const ATTRIBUTE = String.raw`\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*')`
/** One step through the text: an opening or closing tag, or a comment. */
const TAG = new RegExp(String.raw`<(?:(\/?)(${NAME})((?:${ATTRIBUTE})*)\s*(\/?)>|!--(?:(?!--)[\s\S])*-->)`, 'y')
const ATTRIBUTES = new RegExp(String.raw`\s+(${NAME})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')`, 'g')
const DECLARATION = /^\ufeff?(?:<\?xml\s[^?]*\?>)?/
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u

/** Throws with the part's name where it is not well-formed. */
export function parseXml(text: string, part: string): Element {
  const fail = (why: string, at: number): never => {
    throw new Error(`${part}, character ${at}: ${why}`)
  }
  const illegal = ILLEGAL.exec(text)
  if (illegal !== null) fail('a character that XML cannot hold', illegal.index)
  let at = DECLARATION.exec(text)?.[0].length ?? 0
  let root: Element | null = null
  let within: Element | null = null
  while (at < text.length) {
    const next = text.indexOf('<', at)
    const between = text.slice(at, next === -1 ? text.length : next)
    if (within !== null) put(within, between, part)
    else if (between.trim() !== '') return fail('text outside the root', at)
    if (next === -1) break
    TAG.lastIndex = next
    const tag = TAG.exec(text)
    if (tag === null) return fail('no tag', next)
    at = TAG.lastIndex
    const [, closing, name, attributes, alone] = tag
    if (name === undefined) continue
    if (closing === '/') {
      if (within === null || within.tagName !== name || attributes !== '' || alone === '/') return fail(`</${name}> closes nothing`, next)
      within = within.parent
      continue
    }
    const made: Element = new Element(name, attributesOf(attributes ?? '', part))
    if (within !== null) {
      within.nodes.push(made)
      made.parent = within
    } else if (root === null) root = made
    else return fail('a second root', next)
    if (alone === '') within = made
  }
  if (within !== null) fail(`<${within.tagName}> is not closed`, text.length)
  return root ?? fail('no root', text.length)
}

function put(within: Element, text: string, part: string): void {
  if (text === '') return
  if (text.includes(']]>')) throw new Error(`${part}: ]]> in text`)
  within.nodes.push(plain(text, part))
}

function attributesOf(text: string, part: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name, double, single] of text.matchAll(ATTRIBUTES)) {
    if (name === undefined) continue
    if (found.has(name)) throw new Error(`${part}: ${name} twice`)
    found.set(name, plain(double ?? single ?? '', part))
  }
  return found
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string, part: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:(\w+)|#(\d+)|#x([0-9A-Fa-f]+));|&/g, (whole, name?: string, decimal?: string, hexadecimal?: string) => {
    const code = decimal !== undefined ? Number(decimal) : hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : null
    const letter = code !== null ? (code <= 0x10ffff ? String.fromCodePoint(code) : undefined) : name === undefined ? undefined : ENTITIES[name]
    if (letter === undefined || ILLEGAL.test(letter)) throw new Error(`${part}: ${whole} is no character`)
    return letter
  })
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' }
const escaped = (text: string, letters: RegExp): string => text.replace(letters, (letter) => ESCAPES[letter] ?? letter)

export function xmlText(element: Element): string {
  const attributes = [...element.attributes].map(([name, value]) => ` ${name}="${escaped(value, /[&<>"\t\n\r]/g)}"`).join('')
  if (element.nodes.length === 0) return `<${element.tagName}${attributes}/>`
  return `<${element.tagName}${attributes}>${element.nodes.map((node) => (typeof node === 'string' ? escaped(node, /[&<>\r]/g) : xmlText(node))).join('')}</${element.tagName}>`
}
