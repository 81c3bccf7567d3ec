/** Random histories of a central: what its database is made to do and what desks ask, as small records that stay valid when some are left out. */
import * as fc from 'fast-check'
import type { PracticeEntry } from '../../main/central/account.ts'
import type { CityRow, Write } from '../../main/central/log.ts'
import { ROW_TYPES } from '../../main/sync/protocol.ts'
import type { RowType } from '../../main/sync/protocol.ts'
import { pushSpec } from './memory-central-pushes.ts'
import type { PushSpec } from './memory-central-pushes.ts'
import { BUILDERS, CITY, DISTRICTS, SCOPES, SIM_ACCOUNTS, STREETS } from './sim-city.ts'

/** Numbers choose among lists by their remainder. */
interface RowSpec {
  type: number
  id: number
  place: number
  n: number
  /** Mostly the scope that the place says. */
  scope: number
}
type WriteSpec = { op: 'put'; row: RowSpec } | { op: 'leave'; row: RowSpec; why: number }

export interface AskSpec {
  what: 'meta' | 'me' | 'changes' | 'digest' | 'snapshot' | 'part' | 'stray'
  token: number
  scope: number
  epoch: number
  after: number
  number: number
  snapshot: number
  /** Small faults of form; mostly none. */
  fault: number
  encoding: number
  tag: number
}

export type Action =
  | { do: 'write'; writes: WriteSpec[]; isHeld: boolean }
  | { do: 'finish'; open: number; isGivenUp: boolean }
  | { do: 'load'; rows: RowSpec[] }
  | { do: 'settle' }
  | { do: 'flood'; rows: number; heavy: boolean }
  | { do: 'compact'; keepMs: number }
  | { do: 'wait'; ms: number }
  | { do: 'account'; who: number; role: number; home: number }
  | { do: 'token' | 'revoke'; who: number }
  | { do: 'backup' | 'restore' }
  | { do: 'hints'; token: number }
  | { do: 'burst'; asks: number }
  | { do: 'ask'; ask: AskSpec }
  | { do: 'push'; push: PushSpec }
  | { do: 'op'; token: number; n: number }

export const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

/** Ids of one type: by bytes, by code units and by case their orders differ. */
const IDS = ['a', 'B', 'é', '中', '～', '😀'] as const
const AREAS = [CITY, ...DISTRICTS, ...STREETS, 'z～', 'z😀'] as const
const HOMES = [...AREAS, 'nowhere'] as const
export const ALL_SCOPES = [...SCOPES, `ref:${CITY}`, 'office:z～', 'office:z😀', 'city:9902'] as const
/** Scopes of addresses, those included that there can never be. */
export const ASKED_SCOPES = [...ALL_SCOPES, 'office:nowhere', 'city:', 'x', 'office:a b', `ref:${'y'.repeat(121)}`] as const
const ROLES = ['office', 'district', 'city', 'wall'] as const
const WHYS = ['moved', 'moved', 'moved', 'deleted', 'revoked', 'aged'] as const
const HOUR_MS = 3_600_000
const KEEPS = [0, 0, HOUR_MS, 86_400_000] as const
const WAITS = [1, 1_000, 60_000, 1_800_000, 1_800_001, 2 * HOUR_MS, 2 * HOUR_MS + 1, 3 * HOUR_MS + 1, 24 * HOUR_MS, -60_000] as const

const number = (most: number): fc.Arbitrary<number> => fc.nat(most - 1)
const mostly = (usual: number, most: number): fc.Arbitrary<number> => fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: number(most) })
const often = (usual: readonly number[], most: number): fc.Arbitrary<number> => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: number(most) })
const [AREA, CASE] = [ROW_TYPES.indexOf('area'), ROW_TYPES.indexOf('case')]
/** Few rows, so that they meet again. */
const rowSpec: fc.Arbitrary<RowSpec> = fc.record({ type: often([AREA, CASE, CASE], ROW_TYPES.length), id: often([0, 1], IDS.length), place: number(AREAS.length + 1), n: number(3), scope: mostly(0, 1 + ALL_SCOPES.length) })
const writeSpec: fc.Arbitrary<WriteSpec> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ op: fc.constant('put' as const), row: rowSpec }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('leave' as const), row: rowSpec, why: number(WHYS.length + 1) }) },
)
const askSpec: fc.Arbitrary<AskSpec> = fc.record({
  what: fc.constantFrom('meta', 'me', 'changes', 'changes', 'changes', 'digest', 'snapshot', 'snapshot', 'part', 'part', 'part', 'stray'),
  token: often([0, 3], 12), scope: often([0, 1, 3], ASKED_SCOPES.length), epoch: mostly(0, 4), after: often([1, 2, 3, 4, 5, 6], 40), number: number(12), snapshot: number(8), fault: mostly(0, 12), encoding: number(8), tag: mostly(0, 4),
})
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('write' as const), writes: fc.array(writeSpec, { minLength: 1, maxLength: 4 }), isHeld: fc.constantFrom(false, false, false, true) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('finish' as const), open: number(3), isGivenUp: fc.constantFrom(false, false, true) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('load' as const), rows: fc.array(rowSpec, { maxLength: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('compact' as const), keepMs: fc.constantFrom(...KEEPS) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(...WAITS) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 1, 1, 31 * 24 * HOUR_MS) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('account' as const), who: number(SIM_ACCOUNTS.length), role: number(4), home: number(HOMES.length) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('token' as const, 'token' as const, 'revoke' as const), who: number(SIM_ACCOUNTS.length + 1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('backup' as const, 'restore' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hints' as const), token: number(12) }) },
  { weight: 50, arbitrary: fc.record({ do: fc.constant('ask' as const), ask: askSpec }) },
  { weight: 24, arbitrary: fc.record({ do: fc.constant('push' as const), push: pushSpec }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('op' as const), token: number(12), n: number(40) }) },
)
/** Nearly every history begins with a city in which something can be asked for. */
export const history: fc.Arbitrary<Action[]> = fc
  .tuple(fc.constantFrom(true, true, true, true, true, true, true, false), fc.array(action, { maxLength: 60, size: 'max' }))
  .map(([isSettled, actions]) => (isSettled ? [{ do: 'settle' }, ...actions] : actions))

export function toRow({ type, id, place, n, scope }: RowSpec): CityRow {
  const kind = pick(ROW_TYPES, type)
  const row = kind === 'area' ? BUILDERS.area(pick(AREAS, id), pick([...AREAS, ''], place), n) : BUILDERS[kind](`${kind}-${pick(IDS, id)}`, pick(STREETS, place), n)
  return scope === 0 ? row : { ...row, scope: pick(ALL_SCOPES, scope) }
}

export function toWrite(spec: WriteSpec): Write {
  const { row } = spec
  if (spec.op === 'put') return { op: 'put', row: toRow(row) }
  const { type, body } = toRow(row)
  const why = pick(WHYS, spec.why)
  return { op: 'leave', type, id: body.id, why, ...(why === 'moved' && spec.why !== 0 ? { to: pick(ALL_SCOPES, row.scope + row.place) } : {}) }
}

export function toAccount(who: number, role: number, home: number): PracticeEntry {
  const entry = pick(SIM_ACCOUNTS, who)
  return { ...entry, role: pick(ROLES, role), home_area: pick(HOMES, home) }
}

/** More rows than a page may hold; heavy ones are more bytes than a page or a part may hold. */
export function floodRows(rows: number, heavy: boolean, turn: number): CityRow[] {
  const type: RowType = heavy ? 'case' : 'point'
  return Array.from({ length: rows }, (_, i) => {
    const row = BUILDERS[type](`flood-${i}`, STREETS[0], 1 + turn)
    return heavy ? { ...row, body: { ...row.body, text: '路'.repeat(8_000) } } : row
  })
}
