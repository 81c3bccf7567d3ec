/** An Office package in memory: its parts by name, XML parsed when first asked for; packed again with sorted entries and one date, so that equal parts are equal bytes. */
import { unzipSync, type Zippable, zipSync } from 'fflate'
import { type Element, parseXml, xmlText } from './tree.ts'

export interface Package {
  /** Names as in the archive, without a slash before them. */
  readonly parts: Map<string, Uint8Array>
  readonly parsed: Map<string, Element>
}

/** The first date an archive can have, on any clock: fflate reads the local one. */
const ZIP_DATE = new Date(1980, 0, 1, 0, 0, 0)
const CONTENT_TYPES = '[Content_Types].xml'
const PICTURE = /\.(png|jpe?g|gif)$/i
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

export const openPackage = (bytes: Uint8Array): Package => ({ parts: new Map(Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith('/'))), parsed: new Map() })

export const textOf = (pack: Package, name: string): string => decoder.decode(partOf(pack, name))

export function partOf({ parts }: Package, name: string): Uint8Array {
  const part = parts.get(name)
  if (part === undefined) throw new Error(`the package has no ${name}`)
  return part
}

/** The root of a part. Throws where it is not well-formed. What is changed in it is written when the package is packed. */
export function xmlOf(pack: Package, name: string): Element {
  const known = pack.parsed.get(name)
  if (known !== undefined) return known
  const made = parseXml(textOf(pack, name), name)
  pack.parsed.set(name, made)
  return made
}

export function putText(pack: Package, name: string, text: string): void {
  pack.parsed.delete(name)
  pack.parts.set(name, encoder.encode(text.startsWith('<?xml') ? text : `${HEAD}${text}`))
}

export function dropPart(pack: Package, name: string): void {
  pack.parsed.delete(name)
  pack.parts.delete(name)
}

/** Pictures are stored, being packed already; the rest is deflated. */
export function packPackage({ parts, parsed }: Package): Uint8Array<ArrayBuffer> {
  for (const [name, root] of parsed) parts.set(name, encoder.encode(`${HEAD}${xmlText(root)}`))
  const names = [...parts.keys()].sort((a, b) => Number(b === CONTENT_TYPES) - Number(a === CONTENT_TYPES) || (a < b ? -1 : 1))
  const files: Zippable = {}
  for (const name of names) files[name] = [partOf({ parts, parsed }, name), { level: PICTURE.test(name) ? 0 : 6, mtime: ZIP_DATE }]
  return zipSync(files)
}
