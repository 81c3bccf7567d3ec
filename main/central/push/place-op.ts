/** Ops on what a district shares: corrections of friendly points, and who came to a shift. Decided under the row's lock, as those on cases are. */
import type { Duty } from '../../../preload/contract/case-flow.ts'
import { SITE_GROUP_FIELDS, SITE_GROUPS, type SiteGroup } from '../../../preload/contract/site-edit.ts'
import { attend, correct, hasFields, markOf, siteGroupsOf, strangeFields, type Hand, type Shift, type Site } from '../../casework/site-change.ts'
import type { Op, OpProblem } from '../../sync/push-protocol.ts'
import type { Row, ScopeId } from '../../sync/protocol.ts'
import { toStored } from '../city-row.ts'
import type { CityRow } from '../city-row.ts'
import { areaLine } from '../grants.ts'
import type { Account } from '../grants.ts'
import { siteVersions } from '../group-versions.ts'
import { commit } from '../log.ts'
import type { Tx } from '../sql-types.ts'
import { isClockOff } from './act-row.ts'
import { readRow } from './case-facts.ts'
import { asSeen, conflict, invalid, rejected } from './op-result.ts'
import type { Outcome } from './op-result.ts'
import { resolveOps } from './resolve-ops.ts'

export type PlaceOp = Extract<Op, { kind: 'correct' | 'attend' }>
export const isPlaceOp = (op: Op): op is PlaceOp => op.kind === 'correct' || op.kind === 'attend'

export interface PlaceDeciding {
  tx: Tx
  account: Account
  duties: readonly Duty[]
  writable: ReadonlySet<string>
  now: number
}

interface Held {
  scope: ScopeId
  city: string
  ver: number
  body: string
}

/** Throws Undecided. */
export async function settlePlaceOp(deciding: PlaceDeciding, op: PlaceOp): Promise<Outcome> {
  const objection = op.kind === 'correct' ? objectTo(op) : null
  if (objection !== null) return objection
  const waits = await resolveOps(deciding.tx, { op_id: op.op_id, rowId: op.id, depends_on: op.depends_on, base: op.kind === 'correct' ? op.base : {} }, SITE_GROUPS, deciding.account.sub)
  if ('outcome' in waits) return waits.outcome
  const [held] = await deciding.tx.query<Held>(`SELECT scope, city, ver, body FROM record WHERE type = $1 AND id = $2 AND scope <> '' FOR UPDATE`, [op.type, op.id])
  if (held === undefined || held.city !== deciding.account.city) return conflict('gone')
  if (!(await mayChange(deciding, (JSON.parse(held.body) as { area: string }).area))) return rejected('op-forbidden')
  return op.kind === 'correct' ? correctSite(deciding, op, held, waits.base) : markShift(deciding, op, held)
}

/** The desk of an office in whose area it lies, or of the district. */
async function mayChange({ tx, account, duties, writable }: PlaceDeciding, area: string): Promise<boolean> {
  if (!duties.includes('desk')) return false
  const line = await areaLine(tx, area)
  return line.some(({ id }) => writable.has(`office:${id}`)) || (account.role === 'district' && line.some(({ id }) => id === account.home_area))
}

type CorrectOp = Extract<Op, { kind: 'correct' }>

function objectTo({ set, base }: CorrectOp): Outcome | null {
  const groups = siteGroupsOf(set)
  if (groups.length === 0) return invalid('nothing is set')
  if ((set.lng === undefined) !== (set.lat === undefined)) return invalid('a longitude comes with its latitude')
  const unnamed = groups.find((group) => base[group] === undefined)
  return unnamed === undefined ? null : invalid(`base.${unnamed} is missing`)
}

async function correctSite(deciding: PlaceDeciding, op: CorrectOp, held: Held, base: Partial<Record<SiteGroup, number>>): Promise<Outcome> {
  const row = JSON.parse(held.body) as Site
  const [strange] = strangeFields(row.kind, op.set)
  if (strange !== undefined) return invalid(`a ${row.kind} has no ${strange}`)
  const { lng, lat } = op.set
  if (lng !== undefined && lat !== undefined && !(await isInCity(deciding.tx, held.city, lng, lat))) return invalid('the place lies outside the city')
  const gver = siteVersions(row, held.ver)
  const stale = siteGroupsOf(op.set).filter((group) => base[group] !== gver[group])
  if (hasFields(row, op.set)) return { result: 'satisfied', ...asSeen(await standOf(deciding, op, held, null), base, stale) }
  if (stale.length > 0) return conflict('group-changed', { current: currentOf(row, stale, gver) })
  return write(deciding, op, held, correct(row, op.set, handOf(deciding)))
}

/** Who, when, what: of every group that has moved on. */
const currentOf = (row: Site, groups: readonly SiteGroup[], gver: Record<SiteGroup, number>): NonNullable<OpProblem['current']> =>
  Object.fromEntries(groups.map((group) => {
    const fields = SITE_GROUP_FIELDS[group].flatMap((field) => (field === 'original' || (row as Record<string, unknown>)[field] === undefined ? [] : [[field, (row as Record<string, unknown>)[field]]]))
    return [group, { ...Object.fromEntries(fields), ...row.corrected?.[group], gver: gver[group] }]
  }))

async function isInCity(tx: Tx, city: string, lng: number, lat: number): Promise<boolean> {
  const bounds = (await readRow<Row<'area'>>(tx, 'area', city))?.bounds
  return bounds === undefined || (lng >= bounds[0] && lat >= bounds[1] && lng <= bounds[2] && lat <= bounds[3])
}

/** By value, without versions: whoever marks says which mark they saw. */
async function markShift(deciding: PlaceDeciding, op: Extract<Op, { kind: 'attend' }>, held: Held): Promise<Outcome> {
  const row = JSON.parse(held.body) as Shift
  const now = markOf(row, op.set.volunteer)
  // One that was marked before the shift became smaller may still be put right.
  if (op.set.volunteer > row.headcount && now === undefined) return invalid(`the shift has ${row.headcount} volunteers`)
  if (now?.is === op.set.is) return { result: 'satisfied', ...(await standOf(deciding, op, held, null)) }
  if ((now?.is ?? null) !== op.was) return conflict('group-changed', { current: { attendance: { ...now, gver: held.ver } } })
  return write(deciding, op, held, attend(row, op.set, handOf(deciding)))
}

const handOf = ({ account, now }: PlaceDeciding): Hand => ({ by: account.sub, by_name: account.name, at: new Date(now).toISOString() })

async function write(deciding: PlaceDeciding, op: PlaceOp, held: Held, body: Site | Shift): Promise<Outcome> {
  const row: CityRow = { type: op.type, scope: held.scope, city: held.city, body }
  try {
    toStored(row)
  } catch (error) {
    return invalid((error as Error).message)
  }
  const { heads } = await commit(deciding.tx, [{ op: 'put', row }])
  return { result: 'applied', ...(await standOf(deciding, op, held, heads.find(({ scope }) => scope === held.scope)?.seq ?? null)) }
}

async function standOf({ tx, now }: PlaceDeciding, op: PlaceOp, { scope }: Held, seq: number | null) {
  const [row] = await tx.query<{ ver: number; body: string }>('SELECT ver, body FROM record WHERE type = $1 AND id = $2', [op.type, op.id])
  const [head] = seq === null ? await tx.query<{ seq: number }>('SELECT seq FROM scope_head WHERE scope = $1', [scope]) : [{ seq }]
  if (row === undefined) throw new Error(`the row of ${op.op_id} is gone under its lock`)
  const gver = op.kind === 'correct' ? siteVersions(JSON.parse(row.body) as Site, row.ver) : {}
  return { scope, seq: head?.seq ?? 0, ver: row.ver, gver, at: new Date(now).toISOString(), ...(isClockOff(op.made_at, now) ? { clock_off: true } : {}) }
}
