/** Rules about a page of changes: its arithmetic, its order, its limits, and what the log adds up to. */
import { ChangePage, LIMITS } from '../../../main/sync/protocol.ts'
import type { Change } from '../../../main/sync/protocol.ts'
import { NotShown } from '../finding.ts'
import { readSnapshot, rowKey } from '../held.ts'
import type { Held } from '../held.ts'
import { allLogs, askChanges, readPage } from '../pages.ts'
import type { Log, Page } from '../pages.ts'
import type { Probe } from '../probe.ts'
import { firstOf, notRefused } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { said } from '../probe.ts'

const where = 'GET /v1/scopes/{scope}/changes'

/** A rule about each page by itself. */
const eachPage = (id: string, title: string, find: (page: Page) => string | null, at = where): Rule => ({
  id, title, where: at,
  check: async (probe) => firstOf((await allLogs(probe)).flatMap(({ pages }) => pages).map((page) => {
    const fault = find(page)
    return fault === null ? null : `${said(page.answer)}: ${fault}`
  })),
})

async function longestLog(probe: Probe): Promise<Log> {
  const [longest] = (await allLogs(probe)).sort((a, b) => b.entries.length - a.entries.length)
  if (longest === undefined || longest.entries.length < 3) throw new NotShown('no log with three entries')
  return longest
}

export const CHANGE_RULES: Rule[] = [
  eachPage('page-shape', 'The answer fits the schema ChangePage', ({ body }) => {
    const issue = ChangePage.safeParse(Array.isArray(body['changes']) ? { ...body, changes: body['changes'].slice(0, LIMITS.changesPerPage) } : body).error?.issues[0]
    return issue === undefined ? null : `${issue.path.join('.')}: ${issue.message}`
  }),
  eachPage('page-echo', 'A page names the scope and the cursor it was asked for', ({ scope, asked, body }) => (body['scope'] === scope && body['after'] === asked.after ? null : `scope ${String(body['scope'])}, after ${String(body['after'])}`)),
  eachPage('page-next', '`next` lies from `after` to `head`, and a page that is not the last leads on', ({ asked, next, head, more }) =>
    next >= asked.after && next <= head && (!more || next > asked.after) ? null : `after ${asked.after}, next ${next}, head ${head}`),
  eachPage('page-more', '`more` says whether `next` is short of `head`', ({ body, next, head }) => (body['more'] === next < head ? null : `more is ${String(body['more'])}, next ${next}, head ${head}`)),
  eachPage('page-order', 'Numbers rise within a page and lie above `after`, up to `next`', ({ asked, next, entries }) => {
    const seqs = entries.map(({ seq }) => seq)
    const wrong = seqs.find((seq, i) => seq <= (seqs[i - 1] ?? asked.after) || seq > next)
    return wrong === undefined ? null : `${wrong} stands in (${asked.after}, ${next}] after ${seqs[seqs.indexOf(wrong) - 1] ?? asked.after}`
  }),
  eachPage('page-size', `A page has at most ${LIMITS.pageBytes} bytes unpacked, unless one change alone is more`, ({ answer, entries }) => (answer.unpackedBytes <= LIMITS.pageBytes || entries.length <= 1 ? null : `${answer.unpackedBytes} bytes in ${entries.length} changes`), 'LIMITS'),
  {
    id: 'page-limit', mayMiss: true, where, title: 'A page has at most `limit` changes, and pages of any size hold the same log',
    async check(probe) {
      const log = await longestLog(probe)
      const faults: (string | null)[] = []
      const seen: number[] = []
      const until = log.entries[Math.min(log.entries.length, 8) - 1]?.seq ?? 0
      for (let after = log.from; after < until; ) {
        const page = await readPage(probe, log.scope, after, 2)
        faults.push(page.entries.length <= 2 ? null : `${said(page.answer)}: ${page.entries.length} changes`)
        seen.push(...page.entries.map(({ seq }) => seq))
        if (!(page.next > after)) break
        after = page.next
      }
      // Compaction may have taken an entry meanwhile; none may come that was not there.
      const known = new Set(log.entries.map(({ seq }) => seq))
      const stranger = seen.find((seq) => seq <= until && !known.has(seq))
      return firstOf([...faults, stranger === undefined ? null : `${log.scope}: ${stranger} is in no page of ${LIMITS.changesPerPage}`])
    },
  },
  {
    id: 'page-bounds', where: '400 malformed', title: `limit outside 1–${LIMITS.changesPerPage} and wait outside 0–${LIMITS.longPollSeconds} are refused with 400 malformed`,
    async check(probe) {
      const { scope, from } = await firstLog(probe)
      const faults = []
      for (const query of [{ limit: 0 }, { limit: LIMITS.changesPerPage + 1 }, { limit: 'x' }, { limit: -1 }, { wait: LIMITS.longPollSeconds + 1 }, { wait: '1.5' }]) faults.push(notRefused(await askChanges(probe, scope, from, query), 400, 'malformed'))
      return firstOf(faults)
    },
  },
  {
    id: 'page-repeat', where, title: 'Asked again, a page tells of the same changes in the same words',
    async check(probe) {
      const faults = []
      for (const { scope, pages } of await allLogs(probe)) {
        const first = pages[0]
        if (first === undefined) continue
        const again = await readPage(probe, scope, first.asked.after)
        const before = new Map(first.entries.map((entry) => [entry.seq, JSON.stringify(entry)]))
        const other = again.entries.find((entry) => entry.seq <= first.next && before.get(entry.seq) !== JSON.stringify(entry))
        const lost = first.entries.find((entry) => !isTold(entry, again.entries))
        faults.push(other !== undefined ? `${said(again.answer)}: ${other.seq} is told otherwise the second time` : lost === undefined || again.more ? null : `${said(again.answer)}: ${lost.seq} is missing the second time`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'log-replay', where, title: 'A row’s last entry up to a snapshot’s `at_seq` is the row the snapshot holds',
    async check(probe) {
      const faults = []
      for (const log of await allLogs(probe)) faults.push(replayFault(log, await readSnapshot(probe, log.scope)))
      return firstOf(faults)
    },
  },
  {
    id: 'ver-rises', where: '`ver`', title: 'The versions of a row rise along the log',
    async check(probe) {
      const faults = []
      for (const { scope, entries } of await allLogs(probe)) {
        const last = new Map<string, Change>()
        for (const entry of entries) {
          const before = last.get(rowKey(entry.type, entry.id))
          faults.push(before === undefined || entry.ver > before.ver ? null : `${scope}: ${entry.type} ${entry.id} is ver ${before.ver} at ${before.seq} and ver ${entry.ver} at ${entry.seq}`)
          last.set(rowKey(entry.type, entry.id), entry)
        }
      }
      return firstOf(faults)
    },
  },
  {
    id: 'leave-to', where: 'Leave', title: '`to` of a leave names another scope, and only where the row moved',
    check: async (probe) => firstOf((await allLogs(probe)).flatMap(({ scope, entries }) => entries.map((entry) => (entry.op === 'put' || entry.to === undefined || (entry.why === 'moved' && entry.to !== scope) ? null : `${scope}: ${entry.seq} leaves as ${entry.why} to ${entry.to}`)))),
  },
  {
    id: 'move-version', mayMiss: true, where: 'Leave, Put', title: 'A row that moved is put into its new scope with a version not below the leave’s',
    async check(probe) {
      const logs = await allLogs(probe)
      const faults: (string | null)[] = []
      for (const { scope, entries } of logs) {
        for (const leave of entries) {
          const there = leave.op === 'leave' && leave.why === 'moved' ? logs.find((log) => log.scope === leave.to) : undefined
          if (there === undefined) continue
          const known = [...there.entries.filter((entry) => rowKey(entry.type, entry.id) === rowKey(leave.type, leave.id)), ...held((await readSnapshot(probe, there.scope)), leave)]
          faults.push(known.length === 0 || known.some(({ ver }) => ver >= leave.ver) ? null : `${scope}: ${leave.type} ${leave.id} left with ver ${leave.ver}, ${there.scope} holds ver ${known.map(({ ver }) => ver).join(', ')}`)
        }
      }
      if (faults.length === 0) throw new NotShown('no row moved between two scopes of this token')
      return firstOf(faults)
    },
  },
]

const held = ({ state }: Held, { type, id }: Change): { ver: number }[] => [state.get(rowKey(type, id))].filter((row) => row !== undefined)

async function firstLog(probe: Probe): Promise<Log> {
  const [log] = await allLogs(probe)
  if (log === undefined) throw new NotShown('no log')
  return log
}

/** Itself, or a newer entry of the same row. */
const isTold = (entry: Change, entries: readonly Change[]): boolean => entries.some((other) => other.seq >= entry.seq && rowKey(other.type, other.id) === rowKey(entry.type, entry.id))

/** From a log that begins at 0 every row must have come; from a later one those that it tells of. */
function replayFault({ scope, from, entries }: Log, { snapshot, state }: Held): string | null {
  const last = new Map(entries.filter(({ seq }) => seq <= snapshot.at_seq).map((entry) => [rowKey(entry.type, entry.id), entry]))
  for (const [key, entry] of last) {
    const row = state.get(key)
    const name = key.replace('\n', ' ')
    if (entry.op === 'leave') {
      if (row !== undefined) return `${scope}: ${name} left at ${entry.seq}, the snapshot of ${snapshot.at_seq} holds it`
    } else if (row?.ver !== entry.ver || row.h !== entry.h) {
      return `${scope}: ${name} is ver ${entry.ver} at ${entry.seq}, the snapshot of ${snapshot.at_seq} holds ${row === undefined ? 'no such row' : `ver ${row.ver}`}`
    }
  }
  const missing = from === 0 ? [...state.keys()].find((key) => !last.has(key)) : undefined
  return missing === undefined ? null : `${scope}: ${missing.replace('\n', ' ')} is in the snapshot, but the log from 0 never tells of it`
}
