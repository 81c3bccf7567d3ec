/** GET /v1/wake: server-sent hints. They carry no data, only that a scope's head, or the caller's rights, have moved. */
import { Hono } from 'hono'
import type { WakeHead } from '../../sync/protocol.ts'
import { readEpoch } from '../epoch.ts'
import { grantsOf, grantsRevision } from '../grants.ts'
import { identify } from '../request.ts'
import type { CentralEnv, Services } from '../services.ts'
import { openWakeStream } from '../wake-stream.ts'

/** A desk has one connection; a second may overlap while the first is found dead. */
const STREAMS_PER_TOKEN = 2

export function wakeRoutes(services: Services): Hono<CentralEnv> {
  const routes = new Hono<CentralEnv>()
  const open = new Map<string, Set<() => void>>()

  routes.get('/wake', async (c) => {
    const { account, tokenKey } = await identify(c, services)
    let scopes = new Set((await grantsOf(services.sql, account)).map((grant) => grant.id))
    let revision = grantsRevision(await grantsOf(services.sql, account))
    const stream = openWakeStream(c.req.raw.signal)

    const sendHeads = async (): Promise<void> => {
      const epoch = await readEpoch(services.sql)
      const heads = await services.sql.query<{ scope: string; seq: number }>('SELECT scope, seq FROM scope_head WHERE scope = ANY($1) ORDER BY scope', [[...scopes]])
      const known = new Map(heads.map(({ scope, seq }) => [scope, seq]))
      for (const scope of scopes) stream.event('head', { scope, head: known.get(scope) ?? 0, epoch } satisfies WakeHead)
    }
    /** A right that is gone ends the hints at once; a sign-in that is gone ends the stream. */
    const checkRights = async (): Promise<void> => {
      const grants = await grantsOf(services.sql, (await identify(c, services)).account)
      const now = grantsRevision(grants)
      if (now === revision) return
      revision = now
      scopes = new Set(grants.map((grant) => grant.id))
      stream.event('me', { scopes_rev: now })
      await sendHeads()
    }
    const orEnd = (work: Promise<void>): void => {
      work.catch(() => {
        stream.event('reauth', {})
        stream.end()
      })
    }
    const off = services.hub.on((event) => {
      if (event.kind === 'head' && scopes.has(event.scope)) stream.event('head', { scope: event.scope, head: event.seq, epoch: services.hub.epoch } satisfies WakeHead)
      else if (event.kind === 'account' && event.sub === account.sub) orEnd(checkRights())
      else if (event.kind === 'epoch' || event.kind === 'gap') orEnd(sendHeads())
      else if (event.kind === 'closing') stream.end()
    })
    const beat = setInterval(() => {
      stream.comment(`epoch ${services.hub.epoch}`)
      orEnd(checkRights())
    }, services.heartbeatMs)
    const mine = open.get(tokenKey) ?? new Set()
    open.set(tokenKey, mine.add(stream.end))
    if (mine.size > STREAMS_PER_TOKEN) [...mine][0]?.()
    stream.onEnd(() => {
      off()
      clearInterval(beat)
      mine.delete(stream.end)
      if (mine.size === 0) open.delete(tokenKey)
    })
    if (services.hub.isClosing) stream.end()
    stream.comment(`epoch ${c.get('epoch')}`)
    orEnd(sendHeads())
    return c.body(stream.body, 200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' })
  })
  return routes
}
