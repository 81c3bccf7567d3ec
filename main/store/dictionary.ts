/** Ids as numbers for the columns, which have no room for text. */

/** Ids as small numbers, in order of first sight. */
export interface Dictionary {
  ids: string[]
  index: Map<string, number>
}

export function createDictionary(): Dictionary {
  return { ids: [], index: new Map() }
}

export function dictionaryOf(ids: string[]): Dictionary {
  return { ids, index: new Map(ids.map((id, n) => [id, n])) }
}

export function indexIn(dictionary: Dictionary, id: string): number {
  let n = dictionary.index.get(id)
  if (n === undefined) {
    n = dictionary.ids.length
    if (n > 0xffff) throw new RangeError('more than 65,536 different ids in one column')
    dictionary.ids.push(id)
    dictionary.index.set(id, n)
  }
  return n
}
