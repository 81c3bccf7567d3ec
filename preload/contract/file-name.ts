/** Names of files the product writes: possible on any system, and telling what is inside. */

/** Separators, quotes, white space, control and direction characters, halves of pairs: what a system, a shell or an eye would trip over. */
const AWKWARD = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}/\\:*?"<>|]+/gu
/** Of one part, in characters: the mark at the end must not be what is cut off. */
const LONGEST = 48

/** The parts joined by underscores; empty ones are left out. */
export function fileName(parts: readonly string[], extension: string): string {
  const clean = parts.map((part) => [...part.normalize('NFC').replace(AWKWARD, '-')].slice(0, LONGEST).join('').replace(/^[-.]+|[-.]+$/g, '')).filter((part) => part !== '')
  return `${clean.join('_')}.${extension}`
}
