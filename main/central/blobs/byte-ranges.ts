/** The two headers of RFC 9110 §14 that photos travel with. */

/** `bytes first-last/complete`, or `bytes * of complete` with no content: how much is there? */
export type ContentRange = { first: number; last: number; bytes: number } | { first: null; bytes: number }

/** Null: not of these forms, or it contradicts itself. */
export function readContentRange(header: string): ContentRange | null {
  const found = /^bytes (?:\*|(\d{1,9})-(\d{1,9}))\/(\d{1,9})$/.exec(header.trim())
  if (found === null) return null
  const bytes = Number(found[3])
  if (found[1] === undefined) return { first: null, bytes }
  const [first, last] = [Number(found[1]), Number(found[2])]
  return first <= last && last < bytes ? { first, last, bytes } : null
}

/** One range of a whole of `bytes`. Null: none is asked for, or one that is answered with the whole (RFC 9110 §14.2 allows that for every range). */
export function readRange(header: string | undefined, bytes: number): { first: number; last: number } | null {
  const found = /^bytes=(\d{1,9})-(\d{1,9})?$/.exec((header ?? '').trim())
  if (found === null) return null
  const [first, last] = [Number(found[1]), Math.min(Number(found[2] ?? bytes - 1), bytes - 1)]
  return first <= last ? { first, last } : null
}
