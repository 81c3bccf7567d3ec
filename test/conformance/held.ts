/** A scope's snapshot, downloaded and looked through part by part; of the rows only their version and hash stay in memory. */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { Snapshot, SnapshotLine } from '../../main/sync/protocol.ts'
import { NotShown } from './finding.ts'
import { readMe, scopesOf } from './gather.ts'
import { said } from './probe.ts'
import type { Probe } from './probe.ts'
import { ROW_RULES } from './rows.ts'
import type { CarriedRow } from './rows.ts'
import { jsonOf, pathOf } from './rule.ts'
import type { Answer } from './wire.ts'

export interface HeldRow {
  ver: number
  h: string
}
export type State = Map<string, HeldRow>
export const rowKey = (type: string, id: string): string => `${type}\n${id}`

export interface HeldPart {
  declared: z.infer<typeof Snapshot>['parts'][number]
  answer: Omit<Answer, 'bytes'>
  bytes: number
  sha256: string
  lines: number
  badLine: string | null
}

export interface Held {
  scope: string
  snapshot: Snapshot
  parts: HeldPart[]
  state: State
  /** The first row that came twice. */
  twice: string | null
}

/** The first fault of each row rule, and how many rows had one. */
export type RowFaults = Map<string, { seen: string; rows: number }>
export const rowFaultsOf = (probe: Probe): Promise<{ faults: RowFaults; rows: number }> => probe.once('row-faults', async () => ({ faults: new Map(), rows: 0 }))

export async function lookAtRow(probe: Probe, carried: CarriedRow): Promise<void> {
  const known = await rowFaultsOf(probe)
  known.rows += 1
  const { city } = await readMe(probe)
  const time = Date.parse(probe.answers.at(-1)?.headers['server-time'] ?? '')
  const about = { city: typeof city === 'string' ? city : null, serverTime: Number.isNaN(time) ? null : time }
  const body = parse(carried.row)
  for (const rule of ROW_RULES) {
    const fault = rule.find(carried, body, about)
    if (fault === null) continue
    const before = known.faults.get(rule.id)
    known.faults.set(rule.id, { seen: before?.seen ?? `${carried.scope}: ${carried.type} ${carried.id.slice(0, 80)}: ${fault}`, rows: (before?.rows ?? 0) + 1 })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const takeSnapshot = (probe: Probe, scope: string): Promise<Answer> => probe.once(`take ${scope}`, () => probe.ask(pathOf(scope, 'snapshots'), { method: 'POST' }))
export const partPath = (snapshot: Snapshot, n: number): string => `/v1/snapshots/${encodeURIComponent(snapshot.id)}/parts/${n}`

export function readSnapshot(probe: Probe, scope: string): Promise<Held> {
  return probe.once(`held ${scope}`, async () => {
    const answer = await takeSnapshot(probe, scope)
    const parsed = Snapshot.safeParse(jsonOf(answer))
    if (!parsed.success || answer.status > 201) throw new NotShown(`${said(answer)}: no snapshot to look at`)
    const held: Held = { scope, snapshot: parsed.data, parts: [], state: new Map(), twice: null }
    for (const declared of parsed.data.parts) held.parts.push(await readPart(probe, held, declared))
    return held
  })
}

/** Every scope's snapshot that can be had; throws when there is none. */
export async function allHeld(probe: Probe): Promise<Held[]> {
  const all: Held[] = []
  for (const scope of await scopesOf(probe)) all.push(...(await readSnapshot(probe, scope).then((held) => [held], () => [])))
  if (all.length === 0) throw new NotShown('no snapshot could be read')
  return all
}

export const allParts = async (probe: Probe): Promise<(HeldPart & { scope: string; path: string })[]> =>
  (await allHeld(probe)).flatMap((held) => held.parts.map((part) => ({ ...part, scope: held.scope, path: partPath(held.snapshot, part.declared.n) })))

async function readPart(probe: Probe, held: Held, declared: HeldPart['declared']): Promise<HeldPart> {
  const answer = await probe.ask(partPath(held.snapshot, declared.n))
  if (answer.status !== 200) throw new NotShown(said(answer))
  const { bytes, ...rest } = answer
  const text = bytes.toString()
  const lines = text.split('\n')
  const badLine = lines.at(-1) === '' ? null : 'the last line does not end'
  if (badLine === null) lines.pop()
  const part: HeldPart = { declared, answer: rest, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), lines: lines.length, badLine }
  for (const [i, line] of lines.entries()) {
    const parsed = SnapshotLine.safeParse(parse(line))
    if (parsed.success) await keepLine(probe, held, parsed.data)
    else part.badLine ??= `line ${i + 1}: ${parsed.error.issues[0]?.path.join('.') || 'the line'} ${parsed.error.issues[0]?.message}`
  }
  return part
}

async function keepLine(probe: Probe, held: Held, line: SnapshotLine): Promise<void> {
  const key = rowKey(line.type, line.id)
  if (held.state.has(key)) held.twice ??= `${line.type} ${line.id}`
  held.state.set(key, { ver: line.ver, h: line.h })
  await lookAtRow(probe, { scope: held.scope, ...line })
}
