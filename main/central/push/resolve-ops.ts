/** What an op builds on: an earlier op that failed takes this one with it; one that is not known yet may still come. */
import type { Tx } from '../sql-types.ts'
import { findOp } from './applied-op.ts'
import { invalid } from './op-result.ts'
import type { Outcome } from './op-result.ts'

/** Not decided, so the whole transaction is undone and nothing is remembered. */
export class Undecided extends Error {
  readonly on: string
  constructor(on: string) {
    super(`${on} is not known yet`)
    this.on = on
  }
}

interface Building<G extends string> {
  op_id: string
  /** The row that it is about. */
  rowId: string
  depends_on?: readonly string[] | undefined
  base: { [group in G]?: number | { op: string } | undefined }
}

/** The versions behind the base of an account's op. Throws Undecided. */
export async function resolveOps<G extends string>(tx: Tx, { op_id, rowId, depends_on = [], base }: Building<G>, groups: readonly G[], sub: string): Promise<{ base: Partial<Record<G, number>> } | { outcome: Outcome }> {
  const resolved: Partial<Record<G, number>> = {}
  const named: [G, string][] = []
  for (const group of groups) {
    const one = base[group]
    if (typeof one === 'number') resolved[group] = one
    else if (one !== undefined) named.push([group, one.op])
  }
  for (const on of new Set([...named.map(([, id]) => id), ...depends_on])) {
    if (on === op_id) return { outcome: invalid('an op cannot depend on itself') }
    const known = await findOp(tx, on)
    if (known === null) throw new Undecided(on)
    if (known.actor !== sub) return { outcome: invalid('an op depends on ops of its own account only') }
    if (known.result.result !== 'applied' && known.result.result !== 'satisfied') return { outcome: { result: 'blocked', on } }
    for (const [group] of named.filter(([, id]) => id === on)) {
      if (known.caseId !== rowId) return { outcome: invalid(`base.${group} names an op on another row`) }
      const version = known.result.gver[group]
      if (version !== undefined) resolved[group] = version
    }
  }
  return { base: resolved }
}
