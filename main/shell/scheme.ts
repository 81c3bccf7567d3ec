/** Serves the page under app://console: the listed files, the content policy of this host, and nothing else. */
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { listFiles } from '../loopback/files.ts'
import { contentPolicy, PLAIN_HEADERS, setNonce } from '../loopback/page.ts'
import { isOurPage } from './origin.ts'
import { findPageFile } from './page-files.ts'
import { TROUBLE_PATH } from './trouble-page.ts'

/** Before the app is ready: Electron takes privileges of a scheme only then. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false, corsEnabled: false, bypassCSP: false, allowServiceWorkers: false } }])
}

/** `trouble` is the plain page for when the real one keeps dying. */
export function serveScheme(folder: string, trouble: string): void {
  const files = listFiles(folder)
  protocol.handle('app', async ({ method, url }) => {
    if (method === 'GET' && isOurPage(url) && new URL(url).pathname === TROUBLE_PATH) {
      return new Response(trouble, { headers: { ...PLAIN_HEADERS, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'" } })
    }
    const file = findPageFile(files, { method, url })
    if (file === null) return new Response(null, { status: 404, headers: PLAIN_HEADERS })
    const content = await readFile(file.path)
    if (!file.type.startsWith('text/html')) {
      return new Response(new Uint8Array(content), { headers: { ...PLAIN_HEADERS, 'content-type': file.type, 'content-security-policy': "default-src 'none'" } })
    }
    const { html, nonce } = setNonce(content.toString('utf8'))
    return new Response(html, { headers: { ...PLAIN_HEADERS, 'content-type': file.type, 'content-security-policy': contentPolicy(nonce, "'none'") } })
  })
}
