/** A process full of desks: real engines with real ports and real HTTP, each on a disk in memory. */
import { hash } from 'node:crypto'
import { realPorts } from '../../main/sync/real-ports.ts'
import { createSync } from '../../main/sync/sync.ts'
import type { Sync } from '../../main/sync/sync.ts'
import { createMemoryDisk } from '../sim/memory-disk.ts'
import type { OpenDisk, TruthRow } from '../sim/parts.ts'
import { onTold, say, settingsOf, startChild } from './child.ts'
import type { Child } from './child.ts'
import { createDeskMeter } from './desk-meter.ts'
import type { MeterReading } from './desk-meter.ts'

export interface DeskSeat { sub: string; token: string; address: string }
/** Where each scope stands, and what its rows come to. */
export type Heads = Record<string, number>
export type Sums = Record<string, string>

export type Told =
  | { do: 'start' }
  /** Begins to count anew, and to wait for every desk to reach these heads. */
  | { do: 'mark'; heads: Heads }
  | { do: 'read' }
  | { do: 'compare'; sums: Sums }
  | { do: 'end' }
export type DeskSaid =
  | { reached: number; of: number; atMs: number }
  | { reading: MeterReading; states: Record<string, number>; mb: number }
  | { unlike: string[]; rows: number }
  | { hosted: number }

export type DeskHost = Child<DeskSaid>

export async function startDesks(seats: readonly DeskSeat[]): Promise<DeskHost> {
  const child = startChild<DeskSaid>('desk-child.ts', seats)
  await child.hears((message): message is { hosted: number } => 'hosted' in message)
  return child
}

/** One text for a scope's rows, whoever holds them. */
export const sumRows = (rows: readonly Pick<TruthRow, 'type' | 'id' | 'ver' | 'h'>[]): string =>
  hash('sha256', rows.map(({ type, id, ver, h }) => `${type}\n${id}\n${ver}\n${h}\n`).sort().join(''), 'hex')

interface Desk { sub: string; sync: Sync; disk: OpenDisk; hasReached: boolean }

const LOOK_MS = 250

if (import.meta.main) host(settingsOf<DeskSeat[]>())

function host(seats: readonly DeskSeat[]): void {
  const meter = createDeskMeter()
  const ports = realPorts()
  let heads: Heads | null = null
  const desks = seats.map(({ sub, token, address }, i): Desk => {
    const disk = createMemoryDisk().open(Date.now())
    const sync = createSync({ central: address, token, sub, store: disk.lane, ports: { ...ports, fetch: meter.wrap(i, ports.fetch) } })
    return { sub, sync, disk, hasReached: false }
  })
  const hear = async (told: Told): Promise<void> => {
    if (told.do === 'start') await Promise.all(desks.map(({ sync }) => sync.start()))
    if (told.do === 'mark') {
      heads = told.heads
      for (const desk of desks) desk.hasReached = false
      meter.mark()
    }
    if (told.do === 'read') say({ reading: meter.read(), states: countStates(desks), mb: Math.round(process.memoryUsage.rss() / 2 ** 20) } satisfies DeskSaid)
    if (told.do === 'compare') say(compare(desks, told.sums))
    if (told.do === 'end') process.exit(0)
  }
  onTold<Told>((told) => void hear(told))
  const look = async (): Promise<void> => {
    const waiting = heads
    if (waiting === null) return
    for (const desk of desks) if (!desk.hasReached) desk.hasReached = await isThere(desk, waiting)
    if (heads !== waiting) return
    const reached = desks.filter((desk) => desk.hasReached).length
    say({ reached, of: desks.length, atMs: Date.now() } satisfies DeskSaid)
    if (reached === desks.length) heads = null
  }
  const again = (): void => void setTimeout(() => void look().then(again), LOOK_MS)
  again()
  say({ hosted: desks.length } satisfies DeskSaid)
}

/** In contact and idle, so that a desk which missed nothing is not there before it has found the central again. */
async function isThere({ sync, disk }: Desk, heads: Heads): Promise<boolean> {
  if (sync.status().state !== 'idle') return false
  const scopes = (await disk.lane.ask('listScopes', null)).value
  return scopes.length > 0 && scopes.every(({ id, cursor, state }) => state === 'live' && (cursor ?? -1) >= (heads[id] ?? 0))
}

function countStates(desks: readonly Desk[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { sync } of desks) counts[sync.status().state] = (counts[sync.status().state] ?? 0) + 1
  return counts
}

/** A desk is like the central when it is idle and each of its scopes has the same rows and nothing was set aside. */
function compare(desks: readonly Desk[], sums: Sums): Extract<DeskSaid, { unlike: string[] }> {
  let held = 0
  const unlike = desks.flatMap(({ sub, sync, disk }) => {
    const { scopes, rows, bad, unknown } = disk.contents()
    held += rows.length
    const byScope = Map.groupBy(rows, (row) => row.scope)
    const wrong = scopes.filter(({ id }) => sumRows(byScope.get(id) ?? []) !== sums[id]).map(({ id }) => id)
    const state = sync.status().state
    return wrong.length + bad.length + unknown.length > 0 || state !== 'idle' || scopes.length === 0 ? [`${sub} ${state}: ${wrong.join(' ')} ${bad.length} bad`] : []
  })
  return { unlike, rows: held }
}
