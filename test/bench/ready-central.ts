/** A central that has nothing left to compute: it hands out the bytes of one ready snapshot over real HTTP. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inputOf } from './part.ts'
import { EPOCH, readManifest, readPacked } from './ready-snapshot.ts'

const { folder } = inputOf<{ folder: string }>()
const manifest = JSON.stringify(readManifest(folder))
const packed = readManifest(folder).parts.map(({ n }) => readPacked(folder, n))

const server = createServer((request, response) => {
  const path = request.url ?? ''
  const part = /^\/v1\/snapshots\/[^/]+\/parts\/(\d+)$/.exec(path)
  const bytes = part === null ? undefined : packed[Number(part[1])]
  if (bytes !== undefined) {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip', 'content-length': bytes.length, 'sync-epoch': EPOCH }).end(bytes)
  } else if (request.method === 'POST' && path.endsWith('/snapshots')) {
    response.writeHead(201, { 'content-type': 'application/json', 'sync-epoch': EPOCH }).end(manifest)
  } else response.writeHead(404).end()
})
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('disconnect', () => process.exit(0))
