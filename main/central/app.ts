/** The HTTP face: what every answer carries, and one route module per subject. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { SCHEMA_VERSION } from '../sync/protocol.ts'
import { Refusal, toProblem, toRefusal } from './problem.ts'
import { blobRoutes } from './routes/blobs.ts'
import { changeRoutes } from './routes/changes.ts'
import { metaRoutes } from './routes/meta.ts'
import { practiceRoutes } from './routes/practice.ts'
import { pushRoutes } from './routes/push.ts'
import { snapshotRoutes } from './routes/snapshots.ts'
import { wakeRoutes } from './routes/wake.ts'
import type { CentralEnv, Services } from './services.ts'

/** A few seconds' work for ten connections. */
const WAITING_MAX = 200
const SPREAD_SECONDS = 10

export function createApp(services: Services): Hono<CentralEnv> {
  const app = new Hono<CentralEnv>()
  let refused = 0
  /** A request that would be answered after its desk has given up is refused at once. A stream is one request for hours; it may wait. */
  const refuseCrowd = (path: string): void => {
    if (services.sql.waiting() <= WAITING_MAX || path.endsWith('/wake')) return
    refused += 1
    // Told different times, those refused together do not come back together.
    throw new Refusal('busy', 'more questions wait than will be answered soon', { retryAfterSeconds: 2 + (refused % SPREAD_SECONDS) })
  }
  app.use(async (c, next) => {
    c.set('requestId', services.ids())
    c.set('epoch', services.hub.epoch)
    const isTooOld = Number(c.req.header('Sync-Schema') ?? SCHEMA_VERSION) < SCHEMA_VERSION
    if (isTooOld) throw new Refusal('client-too-old')
    refuseCrowd(c.req.path)
    await next()
    stamp(c, c.res.headers, services.clock())
  })
  app.route('/v1', metaRoutes(services))
  app.route('/v1', snapshotRoutes(services))
  app.route('/v1', changeRoutes(services))
  app.route('/v1', wakeRoutes(services))
  app.route('/v1', pushRoutes(services))
  app.route('/v1', blobRoutes(services))
  if (services.practice) app.route('/v1/practice', practiceRoutes(services))
  app.notFound((c) => answerProblem(c, services, new Refusal('not-found')))
  app.onError((error, c) => answerProblem(c, services, error))
  return app
}

function stamp(c: Context<CentralEnv>, headers: Headers, now: number): void {
  headers.set('Server-Time', new Date(now).toISOString())
  headers.set('Sync-Epoch', c.get('epoch'))
  headers.set('Request-Id', c.get('requestId'))
  headers.set('Cache-Control', 'no-store')
  headers.set('X-Content-Type-Options', 'nosniff')
}

function answerProblem(c: Context<CentralEnv>, services: Services, error: unknown): Response {
  const refusal = toRefusal(error)
  if (refusal.type === 'internal') services.log(`request ${c.get('requestId')} failed: ${error instanceof Error ? error.stack : String(error)}`)
  if (refusal.extra.epoch !== undefined) c.set('epoch', refusal.extra.epoch)
  const problem = toProblem(refusal, `urn:uuid:${c.get('requestId')}`)
  const headers = new Headers({ 'Content-Type': 'application/problem+json' })
  if (problem.status === 401) headers.set('WWW-Authenticate', 'Bearer')
  if (refusal.retryAfterSeconds !== null) headers.set('Retry-After', String(refusal.retryAfterSeconds))
  stamp(c, headers, services.clock())
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
