/** The parts of an Office package and how they name one another (ECMA-376 part 2: relationships). */
import type { Archive } from './archive.ts'
import { DeckRefusal } from './deck-refusal.ts'
import { elementsOf, parseXml, type XmlNode } from './xml.ts'

export interface Relation {
  id: string
  /** The last word of its type: 'slide', 'chart', 'package'. */
  type: string
  /** Name of the part; null: it lies outside the file, and nobody looks there. */
  part: string | null
}

/** Of a part, or of the package itself (''). */
export function relationsOf(archive: Archive, part: string): Relation[] {
  const slash = part.lastIndexOf('/') + 1
  const bytes = archive.read(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`)
  if (bytes === null) return []
  return elementsOf(parseXml(bytes)).map(({ attributes }) => ({
    id: attributes.get('Id') ?? '', type: (attributes.get('Type') ?? '').split('/').at(-1) ?? '',
    part: attributes.get('TargetMode') === 'External' ? null : resolve(part, attributes.get('Target') ?? ''),
  }))
}

/** Without a leading '/', as entries of the archive are called. */
function resolve(from: string, target: string): string {
  const names = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const name of target.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '.' && name !== '') names.push(name)
  }
  return decodeName(names.join('/'))
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

export const partOfType = (relations: readonly Relation[], type: string): string | null => relations.find((relation) => relation.type === type)?.part ?? null
export const partOfId = (relations: readonly Relation[], id: string | null): string | null => (id === null ? null : (relations.find((relation) => relation.id === id)?.part ?? null))

/** Throws DeckRefusal 'damaged' where it is missing. */
export function readXml(archive: Archive, part: string | null): XmlNode {
  const bytes = part === null ? null : archive.read(part)
  if (bytes === null) throw new DeckRefusal('damaged', `the part ${part?.slice(0, 100) ?? ''} is missing`)
  return parseXml(bytes)
}
