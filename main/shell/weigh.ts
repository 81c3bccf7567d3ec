/** How large a page's argument is, without writing it down once more: the walk ends as soon as it is too much. */

/** As the browser host's bodies. */
export const ARGUMENT_BYTES = 65_536
/** No question of the contract nests deeper than a handful. */
const DEPTH = 16

/** True when the value is plain JSON of at most about `limit` bytes and `DEPTH` levels; a cycle is endless depth, and anything but plain data is not a question. */
export function isSmallJson(value: unknown, limit = ARGUMENT_BYTES): boolean {
  let left = limit
  const fits = (item: unknown, depth: number): boolean => {
    if (depth > DEPTH) return false
    switch (typeof item) {
      case 'string': return (left -= item.length * 3 > left ? Buffer.byteLength(item) + 2 : item.length + 2) >= 0
      case 'number': return Number.isFinite(item) && (left -= 8) >= 0
      case 'boolean': return (left -= 5) >= 0
      case 'undefined': return (left -= 1) >= 0
      case 'object': return item === null ? (left -= 4) >= 0 : Array.isArray(item) ? fitsAll(item, depth) : isPlain(item) && fitsEntries(item as Record<string, unknown>, depth)
      default: return false
    }
  }
  const fitsAll = (items: readonly unknown[], depth: number): boolean => {
    // A sparse array says a length it does not have: the length alone must fit.
    if ((left -= 2 + items.length) < 0) return false
    for (const item of items) if (!fits(item, depth + 1)) return false
    return true
  }
  const fitsEntries = (record: Record<string, unknown>, depth: number): boolean => {
    if ((left -= 2) < 0) return false
    for (const key in record) if ((left -= key.length + 4) < 0 || !fits(record[key], depth + 1)) return false
    return true
  }
  return fits(value, 0)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
