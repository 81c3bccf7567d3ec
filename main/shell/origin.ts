/** The page's own origin, and what counts as being on it. */

export const ORIGIN = 'app://console'

/** The address is a page of ours: parsed, never compared by its beginning alone, which `app://console.evil/` would pass. */
export function isOurPage(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return url !== null && url.protocol === 'app:' && url.host === 'console' && url.username === '' && url.password === ''
}
