/** Desks that push to a central over HTTP, for its tests: ops with what every op has, and the rows as another desk pulls them. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { issueToken, putAccounts } from '../../../main/central/account.ts'
import { startCentral } from '../../../main/central/central.ts'
import type { Central } from '../../../main/central/central.ts'
import type { Account } from '../../../main/central/grants.ts'
import { groupVersions } from '../../../main/central/group-versions.ts'
import { commit, load } from '../../../main/central/log.ts'
import type { CityRow } from '../../../main/central/log.ts'
import type { Sql } from '../../../main/central/sql.ts'
import { PushAnswer } from '../../../main/sync/push-protocol.ts'
import type { OpResult } from '../../../main/sync/push-protocol.ts'
import { PROBLEM_BASE } from '../../../main/sync/protocol.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import type { CaseGroup } from '../../../preload/contract/case-flow.ts'
import type { Databases } from '../databases.ts'
import { caseRow, pointRow, smallCity, STREETS } from '../small-city.ts'

export const CITY = '9901'
export const [STREET, OTHER_STREET] = STREETS
export type AnyOp = { [field: string]: unknown; op_id: string }

/** The small city with the classes that a case may have. */
export const pushCity = (): CityRow[] => [
  ...smallCity(0),
  ...['k1', 'k2'].map((id, order): CityRow => ({ type: 'class', scope: `city:${CITY}`, city: CITY, body: { id, city: CITY, name: id, order, simulated: true } })),
]

export interface Desk {
  sub: string
  token: string
  /** The whole answer, for what is no 200. */
  post(body: unknown, init?: RequestInit): Promise<Response>
  push(...ops: AnyOp[]): Promise<OpResult[]>
  one(op: AnyOp): Promise<OpResult>
  ask(opId: string): Promise<Response>
}

export async function openDesk(central: { address: string; sql: Sql }, sub: string, role: Account['role'], home_area: string): Promise<Desk> {
  await central.sql.transaction((tx) => putAccounts(tx, [{ account: sub, name: `名${sub}`, role, city: CITY, home_area }]))
  const token = await central.sql.transaction((tx) => issueToken(tx, sub, Date.now()))
  assert.ok(token !== null)
  const headers = { Authorization: `Bearer ${token}` }
  const post = (body: unknown, init: RequestInit = {}): Promise<Response> =>
    fetch(`${central.address}/v1/push`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), ...init, headers: { ...headers, 'Content-Type': 'application/json', ...init.headers } })
  const push = async (...ops: AnyOp[]): Promise<OpResult[]> => {
    const answer = await post({ client: CLIENT, epoch: await epochOf(central.sql), format: 1, ops })
    const body: unknown = await answer.json()
    assert.equal(answer.status, 200, JSON.stringify(body))
    return PushAnswer.parse(body).results
  }
  return { sub, token, post, push, one: async (op) => (await push(op))[0]!, ask: (opId) => fetch(`${central.address}/v1/ops/${opId}`, { headers }) }
}

/** Two desks of one street, one of another, their district, and the city. */
export interface Scene extends Record<'desk' | 'mate' | 'far' | 'boss' | 'city', Desk> { central: Central; sql: Sql }

export async function openScene(databases: Databases): Promise<Scene> {
  const central = await startCentral({ database: await databases.fresh(), port: 0, practice: null })
  await load(central.sql, pushCity())
  const [desk, mate] = [await openDesk(central, 'desk', 'office', STREET), await openDesk(central, 'mate', 'office', STREET)]
  const [far, boss, city] = [await openDesk(central, 'far', 'office', '990102001'), await openDesk(central, 'boss', 'district', '990101'), await openDesk(central, 'city', 'city', CITY)]
  return { central, sql: central.sql, desk, mate, far, boss, city }
}

export const CLIENT = '11111111-1111-4111-8111-111111111111'

export async function epochOf(sql: Sql): Promise<string> {
  return (await sql.query<{ epoch: string }>('SELECT epoch FROM epoch'))[0]!.epoch
}

/** A case that a desk has just pulled. */
export async function addCase(sql: Sql, id: string, fields: { [name: string]: unknown } = {}, street: string = STREET): Promise<void> {
  const row = caseRow(id, street, fields)
  await sql.transaction((tx) => commit(tx, [{ op: 'put', row }, { op: 'put', row: pointRow(id, street, row.body.status as string) }]))
}

export interface Held {
  row: Row<'case'>
  scope: string
  ver: number
  gver: Record<CaseGroup, number>
}

export async function read(sql: Sql, id: string): Promise<Held> {
  const [found] = await sql.query<{ scope: string; ver: number; body: string }>(`SELECT scope, ver, body FROM record WHERE type = 'case' AND id = $1`, [id])
  assert.ok(found, id)
  const row = JSON.parse(found.body) as Row<'case'>
  return { row, scope: found.scope, ver: found.ver, gver: groupVersions(row, found.ver) }
}

/** The first first. */
export async function actsOf(sql: Sql, id: string): Promise<(Row<'act'> & { scope: string })[]> {
  const rows = await sql.query<{ body: string; scope: string }>(`SELECT body, scope FROM record WHERE type = 'act' AND (body::jsonb) ->> 'case' = $1 ORDER BY ver`, [id])
  return rows.map(({ body, scope }) => ({ ...(JSON.parse(body) as Row<'act'>), scope }))
}

const common = () => ({ op_id: randomUUID() as string, made_at: new Date().toISOString(), skew_ms: 0 })
type Set = { [field: string]: unknown }
type Base = { [group: string]: number | { op: string } }

export const step = (id: string, base: Base, action: string, from: string, to: string, set?: Set, more: Set = {}): AnyOp => ({ ...common(), kind: 'transition', type: 'case', id, base, action, from, to, ...(set === undefined ? {} : { set }), ...more })
export const edit = (id: string, base: Base, set: Set, more: Set = {}): AnyOp => ({ ...common(), kind: 'edit', type: 'case', id, base, set, ...more })
export const note = (on: string, text: string, more: Set = {}): AnyOp & { id: string } => ({ ...common(), kind: 'note', type: 'act', id: randomUUID(), on, set: { text }, ...more })
const saying = (kind: string, on: string, set: Set, more: Set = {}): AnyOp & { id: string } => ({ ...common(), kind, type: 'act', id: randomUUID(), on, set, ...more })
export const reply = (on: string, text: string, more: Set = {}): AnyOp & { id: string } => saying('reply', on, { text, ...more })
export const proposal = (on: string, valid: boolean, reason?: string): AnyOp & { id: string } => saying('proposal', on, { valid, ...(reason === undefined ? {} : { reason }) })
export const handover = (on: string, to: string, set: Set = {}): AnyOp & { id: string } => saying('handover', on, { to, handed_at: new Date().toISOString(), ...set })
export const lead = (set: Set = {}, more: Set = {}): AnyOp & { id: string } => ({
  ...common(), kind: 'create', type: 'case', id: randomUUID(),
  set: { area: STREET, class: 'k1', text: '门口堵住了', place: '桥头', lng: 121.5, lat: 29.9, urgent: false, danger_to_life: false, ...set }, ...more,
})

export function assertProblem(result: OpResult | undefined, kind: 'rejected' | 'conflict', type: string): Extract<OpResult, { result: 'rejected' | 'conflict' }>['problem'] {
  assert.ok(result !== undefined && result.result === kind, JSON.stringify(result))
  assert.equal(result.problem.type, PROBLEM_BASE + type)
  return result.problem
}

export function assertDone(result: OpResult | undefined, kind: 'applied' | 'satisfied' = 'applied'): Extract<OpResult, { result: 'applied' | 'satisfied' }> {
  assert.ok(result !== undefined && (result.result === 'applied' || result.result === 'satisfied') && result.result === kind, JSON.stringify(result))
  return result
}
