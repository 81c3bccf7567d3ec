/** Refused edits in chains: the one that failed, and those that were blocked because they build on it. */
import type { RefusedEdit } from '../../preload/contract/edit.ts'

export type Chain = readonly [head: RefusedEdit, ...followers: RefusedEdit[]]

/** Each edit is in one chain; chains and their members are in the order of saving. One whose cause is no longer in the inbox heads a chain itself. */
export function chainsOf(refused: readonly RefusedEdit[]): Chain[] {
  const inOrder = refused.toSorted((a, b) => a.n - b.n)
  const chains = new Map<string, [RefusedEdit, ...RefusedEdit[]]>()
  const headOf = new Map<string, string>()
  for (const edit of inOrder) {
    const head = edit.blockedOn === null ? undefined : headOf.get(edit.blockedOn)
    headOf.set(edit.opId, head ?? edit.opId)
    if (head === undefined) chains.set(edit.opId, [edit])
    else chains.get(head)?.push(edit)
  }
  return [...chains.values()]
}
