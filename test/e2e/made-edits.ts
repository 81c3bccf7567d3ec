/** Edits as a page hands them over, made without a page. */
import { randomUUID } from 'node:crypto'
import type { CaseWhole } from '../../preload/contract/case-list.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'

type Made<K extends EditIntent['kind']> = Extract<EditIntent, { kind: K }>

/** A filed case goes to a department. */
export const dispatchOf = ({ id, base }: Pick<CaseWhole, 'id' | 'base'>, department = '城管中队'): Made<'transition'> =>
  ({ op_id: randomUUID(), kind: 'transition', type: 'case', id, base: { dispatch: base.dispatch }, action: 'dispatch', from: 'filed', to: 'dispatched', set: { department } })

export const noteOn = (id: string, text: string): Made<'note'> => ({ op_id: randomUUID(), kind: 'note', type: 'act', id: randomUUID(), on: id, set: { text } })
