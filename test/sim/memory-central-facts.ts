/** What the memory central looks at when it decides about an op, and the words in which it answers. */
import type { Case } from '../../main/casework/case-change.ts'
import type { CaseClock } from '../../main/casework/case-deadline.ts'
import type { ClassLimit } from '../../main/casework/case-times.ts'
import { createCityTime, type CityTime } from '../../main/casework/limit.ts'
import type { Account } from '../../main/central/grants.ts'
import { rowKey } from '../../main/central/log.ts'
import { PROBLEM_BASE } from '../../main/sync/protocol.ts'
import { OP_PROBLEMS, type Op, type OpProblemType } from '../../main/sync/push-protocol.ts'
import { GROUPS } from './memory-central-flow.ts'
import type { MemoryRow, State } from './memory-central-state.ts'

/** The kinds of op that the simulation's people make; the memory central takes no others. */
const KINDS = ['transition', 'edit', 'note', 'reply', 'proposal', 'handover', 'create'] as const
export type SimOp = Extract<Op, { kind: (typeof KINDS)[number] }>
export const isSimOp = (op: Op): op is SimOp => (KINDS as readonly string[]).includes(op.kind)

export type Result = { result: string; [field: string]: unknown }
export interface Asking {
  state: State
  account: Account
  writable: ReadonlySet<string>
  now: number
  simulated: boolean
}

export const no = (result: 'rejected' | 'conflict', type: OpProblemType, more: object = {}): Result => ({ result, problem: { type: PROBLEM_BASE + type, title: OP_PROBLEMS[type].title, status: OP_PROBLEMS[type].status, ...more } })
export const invalid = (): Result => no('rejected', 'op-invalid')
export const caseOf = (op: SimOp): string => ('on' in op ? op.on : op.id)

const read = new WeakMap<MemoryRow, object>()
export function bodyOf<T>(row: MemoryRow): T {
  const known = read.get(row) ?? (JSON.parse(row.body) as object)
  read.set(row, known)
  return known as T
}
export interface Act {
  id: string
  case: string
  kind: string
  action?: string
  text?: string
  groups: string[]
  by: string
  by_name: string
  at: string
}
export const rowOf = ({ state }: Asking, type: string, id: string): MemoryRow | undefined => state.rows.get(rowKey(type, id))
export const versionsOf = (row: MemoryRow): Record<string, number> => Object.fromEntries(GROUPS.map((group) => [group, bodyOf<Case>(row).gver?.[group] ?? row.ver]))

const times = new Map<string, CityTime>()

/** What a deadline is reckoned with: the city's zone (it states no work periods here) and the limits of its classes. */
export function clockOf(asking: Asking): CaseClock {
  const row = rowOf(asking, 'area', asking.account.city)
  const zone = (row === undefined ? {} : bodyOf<{ time_zone?: string }>(row)).time_zone ?? 'UTC'
  const time = times.get(zone) ?? createCityTime(zone, null)
  times.set(zone, time)
  const limitOf = (id: string): ClassLimit => {
    const kind = rowOf(asking, 'class', id)
    return kind === undefined ? {} : bodyOf<ClassLimit>(kind)
  }
  return { time, kindOf: limitOf }
}

/** What was last done to a group of the case. */
export function lastAct({ state }: Asking, id: string, group: string): Act | undefined {
  let last: { act: Act; ver: number } | undefined
  for (const row of state.rows.values()) {
    if (row.type !== 'act' || row.ver < (last?.ver ?? 0)) continue
    const act = bodyOf<Act>(row)
    if (act.case === id && act.groups.includes(group)) last = { act, ver: row.ver }
  }
  return last?.act
}
