/** GET /v1/wake: server-sent hints. They carry no data, only that a scope's head, or the caller's rights, have moved. */
import { Hono } from 'hono'
import type { WakeHead } from '../../sync/protocol.ts'
import { readEpoch } from '../epoch.ts'
import { dutiesOf } from '../duties.ts'
import { createHintPacer } from '../hint-pacer.ts'
import { grantsOf, grantsRevision } from '../grants.ts'
import { toRefusal } from '../problem.ts'
import { identify } from '../request.ts'
import type { CentralEnv, Services } from '../services.ts'
import { openWakeStream } from '../wake-stream.ts'

/** A desk has one connection; a second may overlap while the first is found dead. */
const STREAMS_PER_TOKEN = 2
/** What every stream must look at again, as if it were a scope. */
const ALL_HEADS = ' all heads'

export function wakeRoutes(services: Services): Hono<CentralEnv> {
  const routes = new Hono<CentralEnv>()
  const open = new Map<string, Set<() => void>>()
  const pacer = createHintPacer()
  services.hub.on((event) => {
    if (event.kind === 'head') pacer.hear(event.scope, event.seq)
    else if (event.kind === 'epoch' || event.kind === 'gap') pacer.hear(ALL_HEADS, 0)
  })

  routes.get('/wake', async (c) => {
    const { tokenKey } = await identify(c, services)
    const rightsNow = async () => {
      const { account } = await identify(c, services)
      return { account, grants: await grantsOf(services.sql, account), duties: (await dutiesOf(services.sql, account.role)).join() }
    }
    const { account, grants: granted, duties: had } = await rightsNow()
    let [revision, duties] = [grantsRevision(granted), had]
    let scopes: string[] = []
    const leaves = new Map<string, () => void>()
    const stream = openWakeStream(c.req.raw.signal)
    const leaveAll = (): void => {
      for (const leave of leaves.values()) leave()
      leaves.clear()
    }
    const listenTo = (ids: readonly string[]): void => {
      leaveAll()
      scopes = [...ids]
      for (const scope of scopes) leaves.set(scope, pacer.join(scope, (head) => stream.event('head', { scope, head, epoch: services.hub.epoch } satisfies WakeHead)))
      leaves.set(ALL_HEADS, pacer.join(ALL_HEADS, () => orEnd(sendHeads())))
    }

    const sendHeads = async (): Promise<void> => {
      const epoch = await readEpoch(services.sql)
      const heads = await services.sql.query<{ scope: string; seq: number }>('SELECT scope, seq FROM scope_head WHERE scope = ANY($1) ORDER BY scope', [scopes])
      const known = new Map(heads.map(({ scope, seq }) => [scope, seq]))
      for (const scope of scopes) stream.event('head', { scope, head: known.get(scope) ?? 0, epoch } satisfies WakeHead)
    }
    /** A right that is gone ends the hints at once; a sign-in that is gone ends the stream. */
    const checkRights = async (): Promise<void> => {
      const now = await rightsNow()
      const [was, held] = [revision, duties]
      revision = grantsRevision(now.grants)
      duties = now.duties
      if (revision === was && duties === held) return
      if (revision !== was) listenTo(now.grants.map((grant) => grant.id))
      stream.event('me', { scopes_rev: revision })
      if (revision !== was) await sendHeads()
    }
    const orEnd = (work: Promise<void>): void => {
      work.catch((error: unknown) => {
        // A database that is away for a moment says nothing about the sign-in.
        if (toRefusal(error).type !== 'busy') stream.event('reauth', {})
        stream.end()
      })
    }
    const off = services.hub.on((event) => {
      if (event.kind === 'account' && event.sub === account.sub) orEnd(checkRights())
      else if (event.kind === 'closing') stream.end()
    })
    const beat = beatUnevenly(services.heartbeatMs, () => {
      stream.comment(`epoch ${services.hub.epoch}`)
      orEnd(orLater(checkRights()))
    })
    const mine = open.get(tokenKey) ?? new Set()
    open.set(tokenKey, mine.add(stream.end))
    if (mine.size > STREAMS_PER_TOKEN) [...mine][0]?.()
    stream.onEnd(() => {
      off()
      leaveAll()
      beat.stop()
      mine.delete(stream.end)
      if (mine.size === 0) open.delete(tokenKey)
    })
    listenTo(granted.map((grant) => grant.id))
    if (services.hub.isClosing) stream.end()
    stream.comment(`epoch ${c.get('epoch')}`)
    orEnd(sendHeads())
    return c.body(stream.body, 200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' })
  })
  return routes
}

/** A rights check that the database cannot answer now is repeated at the next beat: meanwhile it answers nothing else either. */
const orLater = (work: Promise<void>): Promise<void> => work.catch((error: unknown) => {
  if (toRefusal(error).type !== 'busy') throw error
})

/** Desks that lost the central together open their streams together; their beats must not stay together. */
function beatUnevenly(longestMs: number, beat: () => void): { stop(): void } {
  let timer: NodeJS.Timeout
  const again = (): void => {
    timer = setTimeout(() => {
      beat()
      again()
    }, longestMs * (0.7 + 0.3 * Math.random()))
  }
  again()
  return { stop: () => clearTimeout(timer) }
}
