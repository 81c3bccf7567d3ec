/** Pages of a scope's change log, as they came, and the state they lead to. */
import { Change } from '../../main/sync/protocol.ts'
import { NotShown } from './finding.ts'
import { epochOf, scopesOf } from './gather.ts'
import { lookAtRow, readSnapshot, rowKey } from './held.ts'
import type { State } from './held.ts'
import { said } from './probe.ts'
import type { AskInit, Probe } from './probe.ts'
import { asObject, jsonOf, pathOf, problemOf } from './rule.ts'
import type { Answer } from './wire.ts'

export interface Page {
  scope: string
  asked: { after: number; limit: number }
  answer: Answer
  body: Record<string, unknown>
  next: number
  head: number
  more: boolean
  entries: Change[]
}

/** More entries than this are not walked through from the oldest on. */
const WALK_ENTRIES = 5_000
const WALK_PAGES = 400
const PAGE = 500

export async function askChanges(probe: Probe, scope: string, after: number | string, query: { limit?: number | string; wait?: number | string } = {}, init: AskInit = {}): Promise<Answer> {
  const cursor = typeof after === 'number' ? `${await epochOf(probe)}.${after}` : after
  const words = Object.entries(query).map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`)
  return probe.ask(`${pathOf(scope, 'changes')}?after=${encodeURIComponent(cursor)}${words.join('')}`, init)
}

/** Throws where no page came. Entries that are no entries are left out: the page's shape is a rule of its own. */
export async function readPage(probe: Probe, scope: string, after: number, limit = PAGE): Promise<Page> {
  const answer = await askChanges(probe, scope, after, { limit })
  if (answer.status !== 200) throw new NotShown(`${said(answer)} ${problemOf(answer) ?? ''}`)
  const page = asPage(answer, scope, after, limit)
  for (const entry of page.entries) if (entry.op === 'put') await lookAtRow(probe, { scope, ...entry })
  return page
}

export function asPage(answer: Answer, scope: string, after: number, limit: number): Page {
  const body = asObject(jsonOf(answer))
  const list = Array.isArray(body['changes']) ? (body['changes'] as unknown[]) : []
  const entries = list.flatMap((entry) => {
    const parsed = Change.safeParse(entry)
    return parsed.success ? [parsed.data] : []
  })
  return { scope, asked: { after, limit }, answer, body, next: Number(body['next']), head: Number(body['head']), more: Number(body['next']) < Number(body['head']), entries }
}

/** All pages from a cursor to the head. Stops where a page leads nowhere. */
export async function walk(probe: Probe, scope: string, from: number, limit = PAGE): Promise<Page[]> {
  const pages: Page[] = []
  for (let after = from; pages.length < WALK_PAGES; ) {
    const page = await readPage(probe, scope, after, limit)
    pages.push(page)
    if (!(page.next > after) || !page.more) break
    after = page.next
  }
  return pages
}

/** The order within a page is a rule of its own. */
export const inOrder = (pages: readonly Page[]): Change[] => pages.flatMap((page) => page.entries).sort((a, b) => a.seq - b.seq)

export interface Log {
  scope: string
  /** The oldest cursor that is accepted. */
  floor: number
  /** Where the pages begin: the floor, or later in a long log. */
  from: number
  pages: Page[]
  entries: Change[]
}

export function readLog(probe: Probe, scope: string): Promise<Log> {
  return probe.once(`log ${scope}`, async () => {
    const { snapshot } = await readSnapshot(probe, scope)
    const floor = await findFloor(probe, scope, snapshot.at_seq)
    const from = Math.max(floor, Math.min(snapshot.at_seq, snapshot.at_seq - WALK_ENTRIES))
    const pages = await walk(probe, scope, from)
    return { scope, floor, from, pages, entries: inOrder(pages) }
  })
}

/** Every scope's log that can be had; throws when there is none. */
export async function allLogs(probe: Probe): Promise<Log[]> {
  const all: Log[] = []
  for (const scope of await scopesOf(probe)) all.push(...(await readLog(probe, scope).then((log) => [log], () => [])))
  if (all.length === 0) throw new NotShown('no change log could be read')
  return all
}

/** Cursors below the floor are refused, all others accepted: halving finds the border. */
async function findFloor(probe: Probe, scope: string, known: number): Promise<number> {
  const accepts = async (after: number): Promise<boolean> => (await askChanges(probe, scope, after, { limit: 1 })).status === 200
  if (!(await accepts(known))) throw new NotShown(`${scope}: the snapshot's own cursor ${known} is not accepted`)
  if (await accepts(0)) return 0
  let [refused, accepted] = [0, known]
  while (accepted - refused > 1) {
    const middle = Math.floor((refused + accepted) / 2)
    if (await accepts(middle)) accepted = middle
    else refused = middle
  }
  return accepted
}

export function applyEntries(state: State, entries: readonly Change[]): void {
  for (const entry of entries) {
    if (entry.op === 'put') state.set(rowKey(entry.type, entry.id), { ver: entry.ver, h: entry.h })
    else state.delete(rowKey(entry.type, entry.id))
  }
}

/** The rows of a scope at an exact number, as snapshot and changes give them. */
export async function stateAt(probe: Probe, scope: string, seq: number): Promise<State> {
  const { snapshot, state } = await readSnapshot(probe, scope)
  if (seq < snapshot.at_seq) throw new NotShown(`${scope}: asked for ${seq}, the snapshot is of ${snapshot.at_seq}`)
  const rows: State = new Map(state)
  if (seq === snapshot.at_seq) return rows
  const pages = await walk(probe, scope, snapshot.at_seq)
  if (!((pages.at(-1)?.next ?? 0) >= seq)) throw new NotShown(`${scope}: the changes do not reach ${seq}`)
  applyEntries(rows, inOrder(pages).filter((entry) => entry.seq <= seq))
  return rows
}
