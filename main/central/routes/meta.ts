/** GET /v1/meta and /v1/me: what this central speaks, and what the caller may read. */
import { Hono } from 'hono'
import { API_VERSION, LIMITS, SCHEMA_VERSION } from '../../sync/protocol.ts'
import type { Me, Meta } from '../../sync/protocol.ts'
import { dutiesOf } from '../duties.ts'
import { readEpoch } from '../epoch.ts'
import { grantsOf, grantsRevision } from '../grants.ts'
import { FORMATS } from '../push/receive-push.ts'
import { identify } from '../request.ts'
import type { CentralEnv, Services } from '../services.ts'

export const OFFLINE_LEASE_SECONDS = 72 * 3_600

export function metaRoutes(services: Services): Hono<CentralEnv> {
  const routes = new Hono<CentralEnv>()
  routes.get('/meta', async (c) => {
    const epoch = await readEpoch(services.sql)
    c.set('epoch', epoch)
    return c.json({
      name: services.name,
      api: { min: API_VERSION, max: API_VERSION },
      schema: { min: SCHEMA_VERSION, max: SCHEMA_VERSION, preferred: SCHEMA_VERSION },
      epoch,
      practice: services.practice,
      limits: { ...LIMITS },
      push: FORMATS,
      server_time: new Date(services.clock()).toISOString(),
    } satisfies Meta)
  })
  routes.get('/me', async (c) => {
    const { account } = await identify(c, services)
    const scopes = await grantsOf(services.sql, account)
    return c.json({ ...account, duties: await dutiesOf(services.sql, account.role), scopes, scopes_rev: grantsRevision(scopes), offline_lease_s: OFFLINE_LEASE_SECONDS, unmask: false } satisfies Me)
  })
  return routes
}
