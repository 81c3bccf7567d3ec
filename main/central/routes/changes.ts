/** GET /v1/scopes/{s}/changes and /digest. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Hono } from 'hono'
import { LIMITS } from '../../sync/protocol.ts'
import { parseCursor, readChanges } from '../changes.ts'
import { Refusal } from '../problem.ts'
import { acceptsGzip, allowScope, identify, integerOf, RANGES } from '../request.ts'
import type { CentralEnv, Services } from '../services.ts'

const compress = promisify(gzip)
export const COMPRESS_FROM_BYTES = 1_024
/** A desk polls one scope at a time in each of its connections; more waiting answers than this are no desk. */
const WAITING_PER_TOKEN = 2 * LIMITS.scopesPerDesk

export function changeRoutes(services: Services): Hono<CentralEnv> {
  const routes = new Hono<CentralEnv>()
  const waiting = new Map<string, number>()

  routes.get('/scopes/:scope/changes', async (c) => {
    const scope = c.req.param('scope')
    const { account, tokenKey } = await identify(c, services)
    await allowScope(services, account, scope)
    const { epoch, after } = parseCursor(c.req.query('after'))
    const limit = integerOf(c, 'limit', RANGES.limit)
    const until = performance.now() + 1000 * integerOf(c, 'wait', RANGES.wait)
    let page = await readChanges(services.sql, scope, epoch, after, limit)
    const mine = waiting.get(tokenKey) ?? 0
    while (page.head === after && performance.now() < until && !c.req.raw.signal.aborted && !services.hub.isClosing) {
      if (mine >= WAITING_PER_TOKEN) throw new Refusal('slow-down', undefined, { retryAfterSeconds: 5 })
      waiting.set(tokenKey, (waiting.get(tokenKey) ?? 0) + 1)
      try {
        // Listening begins before the second look, so that a change between the two looks is not slept through.
        const change = services.hub.nextChange(scope, until - performance.now(), c.req.raw.signal)
        page = await readChanges(services.sql, scope, epoch, after, limit)
        if (page.head !== after) break
        await change
      } finally {
        const left = (waiting.get(tokenKey) ?? 1) - 1
        if (left > 0) waiting.set(tokenKey, left)
        else waiting.delete(tokenKey)
      }
      // Rights may have gone while the answer waited.
      await allowScope(services, (await identify(c, services)).account, scope)
      page = await readChanges(services.sql, scope, epoch, after, limit)
    }
    const text = JSON.stringify(page)
    if (text.length < COMPRESS_FROM_BYTES || !acceptsGzip(c.req.header('Accept-Encoding'))) return c.body(text, 200, { 'Content-Type': 'application/json', Vary: 'Accept-Encoding' })
    const packed = await compress(text, { level: 3 })
    return c.body(new Uint8Array(packed), 200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' })
  })

  routes.get('/scopes/:scope/digest', async (c) => {
    const scope = c.req.param('scope')
    const { account } = await identify(c, services)
    await allowScope(services, account, scope)
    return c.json(await services.digest(scope, integerOf(c, 'buckets', RANGES.buckets)))
  })
  return routes
}
