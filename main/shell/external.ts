/** The only addresses that leave the console for the system's browser. */

/** Whole host names, no patterns. */
const HOSTS: ReadonlySet<string> = new Set(['www.openstreetmap.org', 'opendatacommons.org'])

/** Licence of the base map's data; the Help menu opens it. */
export const MAP_LICENCE = 'https://www.openstreetmap.org/copyright'

/**
 * The address as it may be handed to the system, or null. What the parser would have to mend (blanks, control characters, backslashes) is refused
 * instead: the program that receives it may read it in another way.
 */
export function externalAddress(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > 2_000 || !/^https:\/\/[a-z0-9.-]+(?:[/?#][!-[\]-~]*)?$/.test(given)) return null
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || url.protocol !== 'https:' || !HOSTS.has(url.host) || url.username !== '' || url.password !== '') return null
  return url.href
}
