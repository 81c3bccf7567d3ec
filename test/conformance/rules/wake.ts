/** Rules about GET /v1/wake: a stream of hints that carries no data and shows that it lives. */
import { Epoch, WakeHead } from '../../../main/sync/protocol.ts'
import { broken, NotShown } from '../finding.ts'
import { epochOf, grantsIn, readMe } from '../gather.ts'
import { readSnapshot } from '../held.ts'
import { readPage } from '../pages.ts'
import type { Probe } from '../probe.ts'
import { firstOf } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { wakeOf } from '../stream.ts'
import type { WakeEars } from '../stream.ts'

const where = 'GET /v1/wake'
const KNOWN = ['head', 'me', 'reauth']
const LOOK_AT = 4

const openWake = async (probe: Probe): Promise<WakeEars> => {
  const ears = await wakeOf(probe)
  if (ears.status !== 200) throw new NotShown(`GET /v1/wake → ${ears.status}`)
  return ears
}

/** The heads told on connect; what is missing is missing after a while. */
const headsOf = (probe: Probe): Promise<Map<string, number>> =>
  probe.once('wake heads', async () => {
    const ears = await openWake(probe)
    const expected = new Set(grantsIn(await readMe(probe)).map(({ id }) => id))
    const heads = new Map<string, number>()
    await ears.until((items) => {
      for (const { name, data } of items) if (name === 'head' && !heads.has(String(data['scope']))) heads.set(String(data['scope']), Number(data['head']))
      return [...expected].every((scope) => heads.has(scope))
    }, probe.options.times.changeMs)
    return heads
  })

export const WAKE_RULES: Rule[] = [
  {
    id: 'wake-stream', where, title: 'The answer is 200 text/event-stream',
    async check(probe) {
      const { status, headers } = await wakeOf(probe)
      return status === 200 && /^text\/event-stream\b/i.test(headers['content-type'] ?? '') ? 'kept' : broken(`${status} ${headers['content-type'] ?? 'without Content-Type'}`)
    },
  },
  {
    id: 'wake-unbuffered', where, title: 'X-Accel-Buffering is no, lest a proxy keeps the hints back',
    async check(probe) {
      const { headers } = await openWake(probe)
      return headers['x-accel-buffering'] === 'no' ? 'kept' : broken(`X-Accel-Buffering is ${headers['x-accel-buffering'] ?? 'missing'}`)
    },
  },
  {
    id: 'wake-headers', where, title: 'The stream’s own head carries Sync-Epoch, Request-Id, Server-Time and no-store',
    async check(probe) {
      const { headers } = await openWake(probe)
      const missing = ['sync-epoch', 'request-id', 'server-time', 'cache-control'].filter((name) => headers[name] === undefined)
      return missing.length === 0 && headers['cache-control']?.includes('no-store') === true ? 'kept' : broken(missing.length === 0 ? `Cache-Control is ${headers['cache-control']}` : `${missing.join(', ')} missing`)
    },
  },
  {
    id: 'wake-heads', where, title: 'On connect comes one head for every scope of the account',
    async check(probe) {
      const heads = await headsOf(probe)
      return firstOf(grantsIn(await readMe(probe)).map(({ id }) => (heads.has(id) ? null : `no head of ${id} within ${probe.options.times.changeMs / 1000} s`)))
    },
  },
  {
    id: 'wake-foreign', where, title: 'No hint names a scope that the account may not read',
    async check(probe) {
      await headsOf(probe)
      const own = new Set(grantsIn(await readMe(probe)).map(({ id }) => id))
      const foreign = (await openWake(probe)).items.find(({ name, data }) => name === 'head' && typeof data['scope'] === 'string' && !own.has(data['scope']))
      return foreign === undefined ? 'kept' : broken(`a head of ${String(foreign.data['scope'])}`)
    },
  },
  {
    id: 'wake-shape', where, title: 'A head event fits the schema WakeHead',
    async check(probe) {
      await headsOf(probe)
      return firstOf((await openWake(probe)).items.filter(({ name }) => name === 'head').map(({ text, data }) => {
        const issue = WakeHead.safeParse(data).error?.issues[0]
        return issue === undefined ? null : `${text.slice(0, 120)}: ${issue.path.join('.')}: ${issue.message}`
      }))
    },
  },
  {
    id: 'wake-words', where, title: `No other events come than ${KNOWN.join(', ')}`,
    async check(probe) {
      await headsOf(probe)
      const other = (await openWake(probe)).items.find(({ kind, name }) => kind === 'event' && !KNOWN.includes(name))
      return other === undefined ? 'kept' : broken(`an event "${other.name}"`)
    },
  },
  {
    id: 'wake-true', where, title: 'A head that is told is one the change log has reached',
    async check(probe) {
      const faults = []
      for (const [scope, told] of [...(await headsOf(probe))].slice(0, LOOK_AT)) {
        const known = await readSnapshot(probe, scope).catch(() => null)
        if (known === null) continue
        const { head } = await readPage(probe, scope, known.snapshot.at_seq)
        faults.push(told <= head ? null : `${scope}: told ${told}, the log's head is ${head}`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'wake-heartbeat', where, title: 'A comment comes every 15 s, so that a dead stream is found out',
    async check(probe) {
      const ears = await openWake(probe)
      const { heartbeatMs } = probe.options.times
      // The first may greet the desk; the second is a beat.
      const beats = await ears.until((items) => items.filter(({ kind }) => kind === 'comment').length >= 2, heartbeatMs)
      return beats ? 'kept' : broken(`${ears.items.filter(({ kind }) => kind === 'comment').length} comments within ${heartbeatMs / 1000} s`)
    },
  },
  {
    id: 'wake-epoch', where, title: 'The comment is `epoch {epoch}`: a desk that is up to date must notice a restored central too',
    async check(probe) {
      const ears = await openWake(probe)
      await ears.until((items) => items.some(({ kind }) => kind === 'comment'), probe.options.times.heartbeatMs)
      const comments = ears.items.filter(({ kind }) => kind === 'comment')
      if (comments.length === 0) throw new NotShown('no comment came')
      const epoch = await epochOf(probe)
      return firstOf(comments.map(({ text }) => {
        const told = /^epoch (\S+)$/.exec(text)?.[1]
        return told === epoch && Epoch.safeParse(told).success ? null : `the comment is "${text.slice(0, 80)}"`
      }))
    },
  },
]
