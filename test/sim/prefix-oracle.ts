/**
 * I5, I4 and I9, after every step: each row of a desk is what the central held at the desk's cursor of that row's scope, no row is
 * there without its scope, and no version goes back.
 */
import { rowKey, stateAt, type History } from './history.ts'
import type { CacheContents, TruthRow } from './parts.ts'

/** What the oracle remembers of a desk between two looks. */
export interface DeskMemory {
  held: Map<string, { ver: number; epoch: string | null }>
  /**
   * The furthest a scope came in each epoch since it began with nothing: a rebuild from an older shared snapshot keeps what is newer
   * and goes back with the cursor alone. A lost cache does not end it, since the good copy in its place may be of a time after that.
   */
  reached: Map<string, Map<string, number>>
}

export const freshMemory = (): DeskMemory => ({ held: new Map(), reached: new Map() })

/** Everything wrong with what a desk holds, in words; empty when nothing is. */
export function checkPrefix(contents: CacheContents, history: History, memory: DeskMemory): string[] {
  const wrong: string[] = []
  const scopes = new Map(contents.scopes.map((scope) => [scope.id, scope]))
  const aside = new Set([...contents.bad, ...contents.unknown].map(rowKey))
  for (const id of memory.reached.keys()) if ((scopes.get(id)?.cursor ?? null) === null) memory.reached.delete(id)
  for (const { id, epoch, cursor } of contents.scopes) if (epoch !== null && cursor !== null) reach(memory, id, epoch, cursor)
  const held = new Map(contents.rows.map((row) => [rowKey(row), row]))
  for (const row of contents.rows) {
    const scope = scopes.get(row.scope)
    if (!scope) wrong.push(`I4: ${rowKey(row)} of ${row.scope}, which the desk does not hold`)
    else if (scope.cursor === null || scope.epoch === null) wrong.push(`I5: ${rowKey(row)} in ${row.scope}, which has no cursor`)
    else wrong.push(...judge(row, { epoch: scope.epoch, cursor: scope.cursor, reached: memory.reached.get(scope.id)?.get(scope.epoch) ?? 0 }, history))
    wrong.push(...judgeAge(row, scope?.epoch ?? null, scope?.repair === 1, memory))
  }
  for (const scope of contents.scopes) {
    if (scope.cursor === null || scope.epoch === null) continue
    const line = history.line(scope.epoch, scope.id)
    const state = line ? stateAt(line, scope.cursor) : null
    for (const [key, { ver }] of state ?? []) {
      const isLater = line?.compacted === true && (line.lastChange.get(key) ?? 0) > scope.cursor
      const own = held.get(key)
      // It may have left for another scope, or be set aside; an older version of it may not stand in its place.
      const isExcused = own ? own.ver >= ver || scopes.get(own.scope)?.epoch !== scope.epoch : aside.has(key) || history.isElsewhere(key, { epoch: scope.epoch, scope: scope.id, ver })
      if (!isExcused && !isLater) wrong.push(`I5: ${key} of ${scope.id} at ${scope.cursor} should be version ${ver}, is ${own ? `${own.ver} in ${own.scope}` : 'missing'}`)
    }
  }
  memory.held = new Map(contents.rows.map((row) => [rowKey(row), { ver: row.ver, epoch: scopes.get(row.scope)?.epoch ?? null }]))
  return wrong
}

function reach({ reached }: DeskMemory, id: string, epoch: string, cursor: number): void {
  const known = reached.get(id) ?? new Map<string, number>()
  reached.set(id, known.set(epoch, Math.max(cursor, known.get(epoch) ?? 0)))
}

function judge(row: TruthRow, at: { epoch: string; cursor: number; reached: number }, history: History): string[] {
  const line = history.line(at.epoch, row.scope)
  const state = line ? stateAt(line, at.cursor) : null
  if (!line || !state) return [`I6: ${row.scope} stands at ${at.epoch}.${at.cursor}, where the central never was`]
  const key = rowKey(row)
  const right = state.get(key)
  if (right?.ver === row.ver && right.h === row.h) return []
  if (line.states.some((later) => later.seq > at.cursor && later.seq <= at.reached && later.rows.get(key)?.ver === row.ver && later.rows.get(key)?.h === row.h)) return []
  const isLater = line.compacted && (line.lastChange.get(key) ?? 0) > at.cursor
  if (isLater && line.versions.get(key)?.some((version) => version.ver === row.ver && version.h === row.h)) return []
  return [`I5: ${key} in ${row.scope} at ${at.cursor} is version ${row.ver}, the central had ${right ? right.ver : 'none'}`]
}

function judgeAge(row: TruthRow, epoch: string | null, repair: boolean, memory: DeskMemory): string[] {
  const before = memory.held.get(rowKey(row))
  if (!before || repair || before.epoch !== epoch || row.ver >= before.ver) return []
  return [`I9: ${rowKey(row)} went from version ${before.ver} back to ${row.ver}`]
}
