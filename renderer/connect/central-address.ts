/** Reads what an operator types as a central's address. */

export type AddressReading = { ok: true; address: string; insecure: boolean } | { ok: false; why: 'empty' | 'bad' }

/** Without a scheme https is meant; anything beyond scheme, host, port and path is refused rather than guessed at. */
export function readCentralAddress(typed: string): AddressReading {
  const text = typed.trim()
  if (text === '') return { ok: false, why: 'empty' }
  const url = parse(text) ?? (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? null : parse(`https://${text}`))
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return { ok: false, why: 'bad' }
  return { ok: true, address: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, insecure: url.protocol === 'http:' && !isThisPc(url.hostname) }
}

function parse(text: string): URL | null {
  if (/\s/.test(text)) return null
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' ? url : null
}

function isThisPc(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
