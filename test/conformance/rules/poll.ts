/** Rules about the long poll at rest: it waits, it ends, and it does not wait where there is something to tell. */
import { setTimeout as pause } from 'node:timers/promises'
import { NotShown } from '../finding.ts'
import { scopesOf } from '../gather.ts'
import { allLogs, asPage, askChanges, readPage } from '../pages.ts'
import type { Page } from '../pages.ts'
import { said } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { firstOf } from '../rule.ts'
import type { Rule } from '../rule.ts'

const where = 'GET /v1/scopes/{scope}/changes?wait='
/** Timers of both sides may be a little early. */
const EARLY_MS = 150
const TRIES = 5

/** A long poll during which nothing happened in its scope; a living central is asked again. */
const quietPoll = (probe: Probe): Promise<Page> =>
  probe.once('quiet poll', async () => {
    const { pollSeconds, pollGraceMs } = probe.options.times
    const scopes = await scopesOf(probe)
    for (let tried = 0; tried < TRIES; tried += 1) {
      const scope = scopes[tried % scopes.length] ?? ''
      const { head } = await readPage(probe, scope, await headOf(probe, scope))
      const answer = await askChanges(probe, scope, head, { wait: pollSeconds }, { extraMs: 1000 * pollSeconds + pollGraceMs })
      const page = asPage(answer, scope, head, 0)
      if (answer.status === 200 && page.head === head) return page
    }
    throw new NotShown('every scope changed within each wait')
  })

async function headOf(probe: Probe, scope: string): Promise<number> {
  const log = (await allLogs(probe)).find((one) => one.scope === scope)
  const head = log?.pages.at(-1)?.head
  if (head === undefined) throw new NotShown(`${scope} has no log`)
  return head
}

export const POLL_RULES: Rule[] = [
  {
    id: 'poll-waits', mayMiss: true, where, title: 'With nothing new an answer waits for the seconds it was asked to',
    async check(probe) {
      const { answer } = await quietPoll(probe)
      const wait = 1000 * probe.options.times.pollSeconds
      return firstOf([answer.ms >= wait - EARLY_MS ? null : `${said(answer)} after ${Math.round(answer.ms)} ms with nothing new`])
    },
  },
  {
    id: 'poll-ends', mayMiss: true, where, title: 'It is answered at the latest five seconds after that',
    async check(probe) {
      const { answer } = await quietPoll(probe)
      const { pollSeconds, pollGraceMs } = probe.options.times
      return firstOf([answer.ms <= 1000 * pollSeconds + pollGraceMs ? null : `${said(answer)} after ${Math.round(answer.ms)} ms`])
    },
  },
  {
    id: 'poll-quiet', mayMiss: true, where, title: 'An answer with nothing new is a page that leads nowhere: next = head = after',
    async check(probe) {
      const { answer, asked, next, head, entries } = await quietPoll(probe)
      return firstOf([next === asked.after && head === asked.after && entries.length === 0 ? null : `${said(answer)}: next ${next}, head ${head}, ${entries.length} changes`])
    },
  },
  {
    id: 'poll-behind', mayMiss: true, where, title: 'A desk that is behind is answered at once, however long it would wait',
    async check(probe) {
      const behind = (await allLogs(probe)).find(({ entries }) => entries.length > 0)
      if (behind === undefined) throw new NotShown('no log with an entry')
      const { pollSeconds } = probe.options.times
      await pause(0)
      const answer = await askChanges(probe, behind.scope, behind.from, { wait: pollSeconds, limit: 1 }, { extraMs: 1000 * pollSeconds })
      return firstOf([answer.ms < 1000 * pollSeconds ? null : `${said(answer)} after ${Math.round(answer.ms)} ms although there was something new`])
    },
  },
]
