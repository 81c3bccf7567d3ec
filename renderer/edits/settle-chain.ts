/** Takes a chain of refused edits out of the inbox in the way its author chose. Each step is saved whole or not at all; whatever was not reached stays in the inbox, and what was is said. */
import type { Answer, Bridge, Output } from '../../preload/contract/api.ts'
import type { WayOut } from '../../preload/contract/edit.ts'
import type { Saving } from '../state/save-edits.ts'
import type { Chain } from './chains.ts'
import { newEdits } from './new-edits.ts'
import type { Present, Redone } from './ways-out.ts'

/** Why the next step could not be saved. */
export type Unsaved = Extract<Saving, { state: 'refused' | 'failed' }>
/**
 * `opIds`: the new edits, which can be taken back while they have not been sent. `moved`: the chain is no longer what was looked at, and nothing was done.
 * `partly`: the first steps were saved and the rest was not, for this reason; null: because the chain had moved.
 */
export type Settled = { state: 'done'; how: WayOut; opIds: string[] } | { state: 'moved' } | { state: 'not-saved'; by: Unsaved } | { state: 'partly'; opIds: string[]; by: Unsaved | null }

const idsOf = (chain: Chain): string[] => chain.map(({ opId }) => opId)
const newId = (): string => crypto.randomUUID()

export async function letGo(bridge: Bridge, chain: Chain, how: 'accept-theirs' | 'discard'): Promise<Settled> {
  return concluded(await bridge.call('edits.resolve', { opIds: idsOf(chain), how, edit: null }), how, [])
}

/** The whole chain goes; its words stay. */
export async function keepNote(bridge: Bridge, chain: Chain, whole: Pick<Present, 'id'>, words: string): Promise<Settled> {
  const edit = { op_id: newId(), kind: 'note' as const, type: 'act' as const, id: newId(), on: whole.id, set: { text: words } }
  return concluded(await bridge.call('edits.resolve', { opIds: idsOf(chain), how: 'keep-note', edit }), 'keep-note', [edit.op_id])
}

/** One after the other: what must come first is saved before the edit leaves the inbox, which it does with the last step's commit. */
export async function redo(bridge: Bridge, redone: readonly Redone[], whole: Pick<Present, 'id' | 'base'>): Promise<Settled> {
  const edits = newEdits(redone.flatMap(({ steps }) => steps), whole.id, whole.base, newId)
  const opIds: string[] = []
  let next = 0
  for (const { edit: old, steps } of redone) {
    const own = edits.slice(next, next + steps.length)
    next += steps.length
    const [last, before] = [own.at(-1) ?? null, own.slice(0, -1)]
    if (before.length > 0) {
      const saved = await bridge.call('edits.save', { edits: before, draft: null })
      if (!saved.ok) return stopped(opIds, { state: 'failed', failure: saved.failure })
      if (!saved.value.saved) return stopped(opIds, { state: 'refused', by: saved.value })
      opIds.push(...before.map(({ op_id }) => op_id))
    }
    const settled = concluded(await bridge.call('edits.resolve', { opIds: [old.opId], how: 'redo', edit: last }), 'redo', [])
    if (settled.state !== 'done') return stopped(opIds, settled.state === 'not-saved' ? settled.by : null)
    if (last !== null) opIds.push(last.op_id)
  }
  return { state: 'done', how: 'redo', opIds }
}

/** `saved`: the steps before the one that could not be taken. */
function stopped(saved: string[], by: Unsaved | null): Settled {
  if (saved.length > 0) return { state: 'partly', opIds: saved, by }
  return by === null ? { state: 'moved' } : { state: 'not-saved', by }
}

function concluded(answer: Answer<Output<'edits.resolve'>>, how: WayOut, opIds: string[]): Settled {
  if (!answer.ok) return { state: 'not-saved', by: { state: 'failed', failure: answer.failure } }
  return answer.value.isResolved ? { state: 'done', how, opIds } : { state: 'moved' }
}
