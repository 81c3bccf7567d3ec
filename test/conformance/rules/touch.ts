/** Rules about a change at the central: it reaches the log, the long poll, the stream and the digest. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Change } from '../../../main/sync/protocol.ts'
import { broken, NotShown } from '../finding.ts'
import { scopesOf } from '../gather.ts'
import { readSnapshot, rowKey } from '../held.ts'
import type { State } from '../held.ts'
import { asPage, askChanges, inOrder, readPage, stateAt, walk } from '../pages.ts'
import { said } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { firstOf } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { wakeOf } from '../stream.ts'
import type { Answer } from '../wire.ts'
import { digestFault } from './digest.ts'

const where = 'GET /v1/scopes/{scope}/changes'
const LONGEST_POLL_S = 20
const LOOK_AGAIN_MS = 250

interface Stirred {
  scope: string
  before: number
  after: number
  /** The rows before. */
  state: State
  /** What the log tells of the change. */
  entries: Change[]
  poll: { answer: Answer; wait: number; told: boolean } | null
  hinted: boolean
}

/** Scopes that changed while the tool waited, by the integrator's command or by themselves. */
const stir = (probe: Probe): Promise<Stirred[]> =>
  probe.once('stir', async () => {
    const { touch, watchSeconds } = probe.options
    if (touch === null && watchSeconds === 0) throw new NotShown('needs --touch, a command that changes rows, or --watch SECONDS on a central that lives')
    const end = performance.now() + 1000 * watchSeconds
    for (;;) {
      const stirred = await waitOnce(probe)
      if (stirred.length > 0) return stirred
      if (touch !== null) throw new NotShown('the command changed no row that this token may read')
      if (performance.now() >= end) throw new NotShown(`nothing changed within ${watchSeconds} s`)
    }
  })

/** One round of long polls over every scope, with the touch in its midst. */
async function waitOnce(probe: Probe): Promise<Stirred[]> {
  const { touch, watchSeconds, times } = probe.options
  const before = new Map<string, Rest>()
  for (const scope of await scopesOf(probe)) before.set(scope, await restOf(probe, scope))
  const ears = await wakeOf(probe)
  const heardBefore = ears.items.length
  const wait = touch === null ? Math.min(watchSeconds, LONGEST_POLL_S) : Math.max(2, Math.min(LONGEST_POLL_S, Math.ceil((times.changeMs * 2) / 1000)))
  const polls = new Map([...before].map(([scope, { head }]) => [scope, poll(probe, scope, head, wait).catch(() => null)]))
  await (touch === null ? firstTold([...polls.values()]) : touch())
  const changed = await changedScopes(probe, before)
  const hint = (scope: string, head: number): Promise<boolean> =>
    ears.until((items) => items.slice(heardBefore).some(({ name, data }) => name === 'head' && data['scope'] === scope && Number(data['head']) >= head), times.changeMs)
  return Promise.all(changed.map(async ({ scope, head, rest }): Promise<Stirred> => {
    const [hinted, heard, pages] = await Promise.all([hint(scope, head), polls.get(scope), walk(probe, scope, rest.head)])
    return {
      scope, before: rest.head, after: head, state: rest.state, entries: inOrder(pages).filter(({ seq }) => seq <= head),
      poll: heard === undefined || heard === null ? null : { ...heard, wait }, hinted,
    }
  }))
}

/** Until one poll tells of a change, or all have ended. */
async function firstTold(polls: Promise<{ told: boolean } | null>[]): Promise<void> {
  const told = polls.map((one) => one.then((heard) => (heard?.told === true ? undefined : Promise.reject(new Error('nothing')))))
  await Promise.any(told).catch(() => {})
}

interface Rest {
  head: number
  state: State
}

async function restOf(probe: Probe, scope: string): Promise<Rest> {
  const { snapshot } = await readSnapshot(probe, scope)
  const { head } = await readPage(probe, scope, snapshot.at_seq)
  return { head, state: await stateAt(probe, scope, head) }
}

async function poll(probe: Probe, scope: string, head: number, wait: number): Promise<{ answer: Answer; told: boolean }> {
  const answer = await askChanges(probe, scope, head, { wait }, { extraMs: 1000 * wait })
  return { answer, told: answer.status === 200 && asPage(answer, scope, head, 0).head > head }
}

/** Looks again for as long as a change may take. */
async function changedScopes(probe: Probe, before: Map<string, Rest>): Promise<{ scope: string; head: number; rest: Rest }[]> {
  const end = performance.now() + probe.options.times.changeMs
  for (;;) {
    const changed = []
    for (const [scope, rest] of before) {
      const { head } = await readPage(probe, scope, rest.head)
      if (head > rest.head) changed.push({ scope, head, rest })
    }
    if (changed.length > 0 || performance.now() > end) return changed
    await pause(LOOK_AGAIN_MS)
  }
}

export const TOUCH_RULES: Rule[] = [
  {
    id: 'change-told', mayMiss: true, where, title: 'A change comes in the log after the head it raised',
    async check(probe) {
      return firstOf((await stir(probe)).map(({ scope, before, after, entries }) => (entries.length > 0 ? null : `${scope}: the head went from ${before} to ${after}, but no change is told`)))
    },
  },
  {
    id: 'change-dense', mayMiss: true, where, title: 'A scope’s numbers are its own and dense: each change raises its head by one',
    async check(probe) {
      return firstOf((await stir(probe)).map(({ scope, before, after, entries }) => (entries.length === 0 || entries.length === after - before ? null : `${scope}: the head rose by ${after - before} with ${entries.length} changes (the touch must change each row once)`)))
    },
  },
  {
    id: 'change-version', mayMiss: true, where: '`ver`', title: 'A row that changes gets a version above the one it had',
    async check(probe) {
      return firstOf((await stir(probe)).flatMap(({ scope, state, entries }) => entries.map(({ type, id, ver }) => {
        const had = state.get(rowKey(type, id))
        return had === undefined || ver > had.ver ? null : `${scope}: ${type} ${id} was ver ${had.ver} and changed as ver ${ver}`
      })))
    },
  },
  {
    id: 'change-digest', mayMiss: true, where: 'changes, digest', title: 'After the change, snapshot and changes still add up to the digest',
    async check(probe) {
      for (const { scope } of await stir(probe)) {
        const fault = await digestFault(probe, scope, null)
        if (fault !== null) return broken(fault)
      }
      return 'kept'
    },
  },
  {
    id: 'change-poll', mayMiss: true, where: 'wait=', title: 'A waiting long poll is answered when something changes, not when its time is up',
    async check(probe) {
      return firstOf((await stir(probe)).map(({ poll: heard }) => {
        if (heard === null) return null
        const { answer, wait, told } = heard
        return told && answer.ms < 1000 * wait ? null : `${said(answer)} after ${Math.round(answer.ms)} ms${told ? '' : ', without the change'}`
      }))
    },
  },
  {
    id: 'change-hint', mayMiss: true, where: 'GET /v1/wake', title: 'A change is hinted at on the stream within five seconds',
    async check(probe) {
      return firstOf((await stir(probe)).map(({ scope, after, hinted }) => (hinted ? null : `no head of ${scope} at ${after} within ${probe.options.times.changeMs / 1000} s`)))
    },
  },
]
