/** Serves the page's files: public, without data, under a policy that lets nothing in from elsewhere. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import type { StaticFile } from './files.ts'

/** Stands in the built page wherever the nonce of this one response goes. */
const NONCE_PLACEHOLDER = '%CSP_NONCE%'

export const PLAIN_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
} as const

/** `connect` is what scripts may talk to: `'self'` here, `'none'` on the desktop. */
export function contentPolicy(nonce: string, connect: "'self'" | "'none'"): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data: blob:", "font-src 'self'",
    "worker-src 'self'", `connect-src ${connect}`, "frame-src 'none'", "frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'", "object-src 'none'",
  ].join('; ')
}

export function setNonce(html: string): { html: string; nonce: string } {
  const nonce = randomBytes(18).toString('base64url')
  return { html: html.replaceAll(NONCE_PLACEHOLDER, nonce), nonce }
}

export async function sendFile(file: StaticFile, response: ServerResponse): Promise<void> {
  const content = await readFile(file.path)
  if (!file.type.startsWith('text/html')) {
    const caching = file.hashed ? { 'cache-control': 'public, max-age=31536000, immutable' } : {}
    response.writeHead(200, { ...PLAIN_HEADERS, 'content-security-policy': "default-src 'none'", 'content-type': file.type, 'content-length': content.length, ...caching })
    response.end(content)
    return
  }
  const { html, nonce } = setNonce(content.toString('utf8'))
  response.writeHead(200, { ...PLAIN_HEADERS, 'content-security-policy': contentPolicy(nonce, "'self'"), 'content-type': file.type, 'content-length': Buffer.byteLength(html) })
  response.end(html)
}
