/** POST /v1/push and GET /v1/ops/{op_id}: what desks want changed, and what became of it. */
import { Hono } from 'hono'
import { z } from 'zod'
import { LIMITS } from '../../sync/protocol.ts'
import type { OpResult, PushAnswer } from '../../sync/push-protocol.ts'
import { Refusal } from '../problem.ts'
import { findOp } from '../push/applied-op.ts'
import { receivePush } from '../push/receive-push.ts'
import { identify, readJson } from '../request.ts'
import type { CentralEnv, Services } from '../services.ts'
import { createThrottle } from '../throttle.ts'

/** Pushes one sign-in may send: at once, and per second. A desk back from a long absence drains hundreds of ops with each. */
const PUSH_RATE = [300, 5] as const

export function pushRoutes(services: Services): Hono<CentralEnv> {
  const routes = new Hono<CentralEnv>()
  const throttle = createThrottle(...PUSH_RATE, services.clock)

  routes.post('/push', async (c) => {
    const { tokenKey, epoch } = await identify(c, services)
    throttle.take(tokenKey)
    const body = await readJson(c.req.raw, LIMITS.pushBytes)
    const asked = (body as { epoch?: unknown } | null)?.epoch
    // Also of a push without ops: a desk asks with one whether it may begin.
    if (typeof asked === 'string' && z.uuid().safeParse(asked).success && asked !== epoch) throw new Refusal('epoch-changed', undefined, { epoch })
    const { sql, clock, practice, log } = services
    return c.json(await receivePush({ sql, clock, practice, log, authorization: c.req.header('Authorization') }, body) satisfies PushAnswer)
  })

  routes.get('/ops/:id', async (c) => {
    const { account } = await identify(c, services)
    const id = c.req.param('id')
    const known = z.uuid().safeParse(id).success ? await findOp(services.sql, id) : null
    // What others did is told by the log; that an op of theirs has this name is nobody's business.
    if (known === null || known.actor !== account.sub) throw new Refusal('not-found', 'no op of this account has this id')
    return c.json(known.result satisfies OpResult)
  })
  return routes
}
