/** POST /v1/scopes/{s}/snapshots and GET /v1/snapshots/{id}/parts/{n}. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Hono } from 'hono'
import { Refusal } from '../problem.ts'
import { acceptsGzip, allowScope, identify } from '../request.ts'
import type { CentralEnv, Services } from '../services.ts'
import { createThrottle } from '../throttle.ts'

const unpack = promisify(gunzip)

export function snapshotRoutes(services: Services): Hono<CentralEnv> {
  const routes = new Hono<CentralEnv>()
  const throttle = createThrottle(100, 2, services.clock)

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
    const n = c.req.param('n')
    if (!/^\d{1,6}$/.test(n)) throw new Refusal('malformed', 'parts are numbered from 0')
    await allowScope(services, account, await services.snapshots.scopeOf(c.req.param('id')))
    const part = await services.snapshots.part(c.req.param('id'), Number(n))
    const etag = `"${part.sha256}"`
    const headers = { ETag: etag, Vary: 'Accept-Encoding' }
    if (namesTag(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers)
    const type = { ...headers, 'Content-Type': 'application/x-ndjson' }
    if (acceptsGzip(c)) return c.body(new Uint8Array(part.gzip), 200, { ...type, 'Content-Encoding': 'gzip' })
    if (/(^|,)\s*identity\s*;\s*q=0(\.0*)?\s*(,|$)/i.test(c.req.header('Accept-Encoding') ?? '')) throw new Refusal('encoding')
    return c.body(new Uint8Array(await unpack(part.gzip)), 200, type)
  })
  return routes
}

/** RFC 9110 §13.1.2: weak comparison. */
function namesTag(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
