/** GET /v1/practice/accounts and POST /v1/practice/sign-in: sign-in by account name, for drills only. */
import { Hono } from 'hono'
import type { z } from 'zod'
import { PracticeSignIn } from '../../sync/protocol.ts'
import type { PracticeAccounts, PracticeToken } from '../../sync/protocol.ts'
import { issueToken } from '../account.ts'
import { adoptCities, listPracticeAccounts } from '../practice-accounts.ts'
import { Refusal } from '../problem.ts'
import { isStorable, readJson } from '../request.ts'
import type { CentralEnv, Services } from '../services.ts'
import { createThrottle } from '../throttle.ts'

const BODY_MAX_BYTES = 4_096

export function practiceRoutes(services: Services): Hono<CentralEnv> {
  const routes = new Hono<CentralEnv>()
  const throttle = createThrottle(60, 1, services.clock)

  routes.use(async (c, next) => {
    // A page in a browser always names its origin when it posts; desks never do. No page may sign in.
    if (c.req.header('Origin') !== undefined) throw new Refusal('malformed', 'pages of a browser cannot sign in here')
    await next()
  })
  routes.get('/accounts', async (c) => {
    await adoptCities(services.sql)
    return c.json({ accounts: await listPracticeAccounts(services.sql) } satisfies z.infer<typeof PracticeAccounts>)
  })
  routes.post('/sign-in', async (c) => {
    throttle.take(c.env.incoming.socket.remoteAddress ?? '')
    const asked = PracticeSignIn.safeParse(await readJson(c.req.raw, BODY_MAX_BYTES))
    if (!asked.success || !isStorable(asked.data.account)) throw new Refusal('malformed', 'send {"account": "…"}')
    const sub = asked.data.account
    const token = await services.sql.transaction((tx) => issueToken(tx, sub, services.clock()))
    if (token === null) throw new Refusal('not-found', 'there is no such practice account')
    return c.json({ token, sub } satisfies z.infer<typeof PracticeToken>)
  })
  return routes
}
