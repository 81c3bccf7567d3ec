/** Finds telephone and identity numbers that a row should not show. What was found is reported without its middle. */

/** Fields that are names of things: a long number in them is no one's telephone. */
const NAMES_OF_THINGS = new Set(['id', 'city', 'area', 'number', 'class', 'place_id', 'parent', 'team', 'duplicate_of', 'external_id', 'part_of', 'source'])
/** Inside a longer word of letters and digits they are no number of anyone's. */
const MOBILE = /(?<![\dA-Za-z.])(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?![\dA-Za-z])/
const IDENTITY = /(?<![\dA-Za-z])([1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![\dA-Za-z])/

/** null: none. */
export function findNumber(value: unknown, field = ''): string | null {
  if (typeof value === 'string') return findInText(value.normalize('NFKC'), field)
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    if (NAMES_OF_THINGS.has(key)) continue
    const found = findNumber(inner, Array.isArray(value) ? field : field === '' ? key : `${field}.${key}`)
    if (found !== null) return found
  }
  return null
}

function findInText(text: string, field: string): string | null {
  const identity = IDENTITY.exec(text)?.[1]
  if (identity !== undefined) return `${field} shows an identity number ${shorten(identity)}`
  const mobile = MOBILE.exec(text)?.[1]
  return mobile === undefined ? null : `${field} shows a mobile number ${shorten(mobile.replaceAll(/\D/g, ''))}`
}

const shorten = (digits: string): string => `${digits.slice(0, 3)}…${digits.slice(-2)}`
