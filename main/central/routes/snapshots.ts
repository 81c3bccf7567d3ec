/** POST /v1/scopes/{s}/snapshots and GET /v1/snapshots/{id}/parts/{n}. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Hono } from 'hono'
import { Refusal } from '../problem.ts'
import { acceptsGzip, allowScope, identify, isStorable, namesTag, partNumberOf, refusesIdentity } from '../request.ts'
import type { CentralEnv, Services } from '../services.ts'
import { createThrottle, SNAPSHOT_RATE } from '../throttle.ts'

const unpack = promisify(gunzip)

export function snapshotRoutes(services: Services): Hono<CentralEnv> {
  const routes = new Hono<CentralEnv>()
  const throttle = createThrottle(...SNAPSHOT_RATE, services.clock)

  routes.post('/scopes/:scope/snapshots', async (c) => {
    const scope = c.req.param('scope')
    const { account, tokenKey } = await identify(c, services)
    await allowScope(services, account, scope)
    throttle.take(tokenKey)
    const { snapshot, isNew } = await services.snapshots.take(scope)
    c.set('epoch', snapshot.epoch)
    return c.json(snapshot, isNew ? 201 : 200)
  })

  routes.get('/snapshots/:id/parts/:n', async (c) => {
    const { account } = await identify(c, services)
    const n = partNumberOf(c.req.param('n'))
    const id = c.req.param('id')
    if (!isStorable(id)) throw new Refusal('unknown-snapshot')
    await allowScope(services, account, await services.snapshots.scopeOf(id))
    const part = await services.snapshots.part(id, n)
    const etag = `"${part.sha256}"`
    const headers = { ETag: etag, Vary: 'Accept-Encoding' }
    if (namesTag(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers)
    const type = { ...headers, 'Content-Type': 'application/x-ndjson' }
    const encodings = c.req.header('Accept-Encoding')
    if (acceptsGzip(encodings)) return c.body(new Uint8Array(part.gzip), 200, { ...type, 'Content-Encoding': 'gzip' })
    if (refusesIdentity(encodings)) throw new Refusal('encoding')
    return c.body(new Uint8Array(await unpack(part.gzip)), 200, type)
  })
  return routes
}
