/** Serves the page under app://console: the listed files, the content policy of this host, and nothing else. */
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { listFiles } from '../loopback/files.ts'
import { contentPolicy, PLAIN_HEADERS, setNonce } from '../loopback/page.ts'

export const ORIGIN = 'app://console'

/** Before the app is ready: Electron takes privileges of a scheme only then. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false, bypassCSP: false } }])
}

export function serveScheme(folder: string): void {
  const files = listFiles(folder)
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file = url.host === 'console' && request.method === 'GET' ? files.get(url.pathname) : undefined
    if (file === undefined) return new Response(null, { status: 404 })
    const content = await readFile(file.path)
    if (!file.type.startsWith('text/html')) return new Response(new Uint8Array(content), { headers: { ...PLAIN_HEADERS, 'content-type': file.type } })
    const { html, nonce } = setNonce(content.toString('utf8'))
    return new Response(html, { headers: { ...PLAIN_HEADERS, 'content-type': file.type, 'content-security-policy': contentPolicy(nonce, "'none'") } })
  })
}
