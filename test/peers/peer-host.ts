/** Builds the pages of other heat maps and serves them, with their points, to a browser on this machine. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export const PEERS = ['deck-heat', 'leaflet-heat', 'empty-canvas'] as const
export type Peer = (typeof PEERS)[number]
/** Not all that is measured beside is a heat map. */
export type Page = Peer | 'plain-grid'
export interface PeerHost {
  /** Address of a peer's page; `search` begins with a question mark. */
  pageOf(peer: Page, search?: string): string
  /** What pages load as `/points`. */
  points: Uint8Array
  close(): Promise<void>
}

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png' }
const HERE = fileURLToPath(new URL('.', import.meta.url))

export async function buildPeers(folder: string, pages: readonly Page[] = PEERS): Promise<void> {
  await build({
    configFile: false, root: HERE, logLevel: 'error', publicDir: false,
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 4_000, rolldownOptions: { input: pages.map((peer) => join(HERE, `${peer}.html`)) } },
  })
}

export async function servePeers(folder: string, points: Uint8Array): Promise<PeerHost> {
  const host: PeerHost = {
    points,
    pageOf: (peer, search = '') => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${peer}.html${search}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://peers').pathname
    const type = TYPES[extname(path)]
    if (path === '/points') return response.end(host.points)
    if (type === undefined || !/^\/(assets\/)?[\w.-]+$/.test(path)) return response.writeHead(404).end()
    response.setHeader('content-type', type).end(readFileSync(join(folder, path)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return host
}

/** Built and served for one test file; closing removes what was built. */
export async function hostPeers(points: Uint8Array): Promise<PeerHost> {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-peers-'))
  await buildPeers(folder)
  const host = await servePeers(folder, points)
  return { ...host, async close() {
    await host.close()
    rmSync(folder, { recursive: true, force: true })
  } }
}
