/** Part two: a fleet of desks that all begin at once, lose the central at once and find it again; judged by requests, refusals and equality. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Databases } from '../central/databases.ts'
import { atLeast, atMost, check, figure, none } from './checks.ts'
import type { Check } from './checks.ts'
import { busiest, total } from './desk-meter.ts'
import { openFleet } from './fleet.ts'
import type { Fleet, Passage } from './fleet.ts'
import { startWriter } from './writer-child.ts'

export interface DesksOptions {
  desks: number
  processes: number
  outageMs: number
  seed: number
}

/** About six log entries a second over the whole city, which the design takes for its peak. */
const WRITE_EVERY_MS = 1_000
/** Pool and listeners of one API process. */
const CONNECTIONS = 10 + 3
const API_MB = 512

export async function runDesks(databases: Databases, options: DesksOptions): Promise<{ title: string; checks: Check[] }[]> {
  const fleet = await openFleet(databases, options)
  try {
    const first = await fleet.begin()
    const [built] = await fleet.sql.query<{ n: number }>('SELECT count(*) AS n FROM snapshot')
    const parts = [{ title: `${fleet.desks} desks with ${fleet.deskScopes} scopes begin at once`, checks: [...judgeFirst(fleet, first), atMost('snapshots built (scopes)', built?.n ?? 0, fleet.scopes.length)] }]
    const writer = await startWriter({ url: fleet.writerUrl, seed: options.seed, lanes: [0], streets: fleet.streets, pauseMs: WRITE_EVERY_MS, everyMs: { load: 0, compact: 0, epoch: 0 } })
    await fleet.killCentral()
    await pause(options.outageMs)
    parts.push({ title: `All API processes killed, ${options.outageMs / 1000} s nothing, back again; writes go on`, checks: judgeReturn(fleet, await fleet.reviveCentral(), options.outageMs) })
    await fleet.killCentral()
    const refused = await fleet.refuseFor(options.outageMs)
    const afterRefusals = await fleet.reviveCentral()
    parts.push({ title: `503 to everything for ${options.outageMs / 1000} s, then back again; writes go on`, checks: [...judgeRefusals(fleet, refused, options.outageMs), ...judgeReturn(fleet, afterRefusals, options.outageMs)] })
    await writer.end()
    parts.push({ title: 'At rest', checks: await judgeRest(fleet, options) })
    return parts
  } finally {
    await fleet.close()
  }
}

function judgeFirst(fleet: Fleet, passage: Passage): Check[] {
  const { reading } = passage
  const asked = total(reading.kinds)
  // meta, me, wake; and for each scope the snapshot, its one part, and the changes since. As much again for what was refused.
  const needed = 3 * fleet.desks + 3 * fleet.deskScopes
  return [
    ...judgeArrival(fleet, passage, 'the beginning'),
    figure('busiest second, requests', busiest(reading.perSecond)), atMost('requests, of those needed', asked / needed, 2, '×'),
  ]
}

function judgeReturn(fleet: Fleet, passage: Passage, outageMs: number): Check[] {
  const { reading } = passage
  // After an outage of T a desk waits between 0 and about 2T by chance; of N desks some N/T come in a second. A herd, which waits alike, would all come in one.
  const outage = outageMs / 1000
  const share = Math.max(0.25, 2 / outage)
  return [
    ...judgeArrival(fleet, passage, 'the return'),
    atMost('desks whose first request falls in the busiest second', busiest(reading.firsts), Math.ceil(share * fleet.desks) + 3),
    atMost('busiest second, requests (desks × scopes ÷ 2)', busiest(reading.perSecond), fleet.deskScopes / 2 + 30),
    figure('requests per desk · most of one desk', `${(total(reading.kinds) / fleet.desks).toFixed(1)} · ${reading.most}`),
  ]
}

function judgeRefusals(fleet: Fleet, kinds: Record<string, number>, outageMs: number): Check[] {
  // The first to be refused may be `me`, the stream of hints and each scope; from then on `me` alone, whose waits double from the two seconds asked for.
  const rounds = 1 + Math.ceil(Math.log2(Math.max(2, outageMs / 1000)))
  const refused = total(kinds)
  return [
    atLeast('requests refused', refused, fleet.desks / 2), atMost('… per desk', refused / fleet.desks, rounds + 1 + Math.ceil(fleet.deskScopes / fleet.desks)),
    figure('… by kind', Object.entries(kinds).map(([kind, n]) => `${kind} ${n}`).join(', ')),
  ]
}

function judgeArrival(fleet: Fleet, { reading, seconds, reached, states }: Passage, since: string): Check[] {
  return [
    check(`desks at the central's state as of ${since}, and idle`, `${reached} of ${fleet.desks}`, 'all', reached === fleet.desks && seconds.all !== null),
    figure('… half · 95 % · all of them after', `${[seconds.half, seconds.most, seconds.all ?? Number.NaN].map((s) => s.toFixed(1)).join(' · ')} s`),
    figure('requests · refused (429, 503) · connections that failed', `${total(reading.kinds)} · ${(reading.statuses[429] ?? 0) + (reading.statuses[503] ?? 0)} · ${reading.statuses[0] ?? 0}`),
    none('answers 500', reading.statuses[500] ?? 0),
    figure('desks by state then', Object.entries(states).map(([state, n]) => `${state} ${n}`).join(', ')),
  ]
}

async function judgeRest(fleet: Fleet, { processes }: DesksOptions): Promise<Check[]> {
  const { passage, unlike, rows, hostMb } = await fleet.settle()
  for (const what of unlike.slice(0, 5)) console.log(`# unlike the central: ${what}`)
  return [
    check('desks idle at the end of every log', `${passage.reached} of ${fleet.desks}`, 'all', passage.reached === fleet.desks),
    none('desks whose rows differ from the database', unlike.length), figure('rows compared, by their hashes', rows),
    atMost('connections of the API processes at PostgreSQL', fleet.peaks.connections, CONNECTIONS * processes), atMost('memory of the largest API process', fleet.peaks.apiMb, API_MB, ' MB'),
    figure('memory of the largest process of desks', `${hostMb} MB`),
  ]
}
