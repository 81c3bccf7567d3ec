/** Leads with a contact on their way past the outbox: composed, pushed, answered; nothing of them is written on this PC. */
import { randomUUID } from 'node:crypto'
import type { Input } from '../../preload/contract/api.ts'
import type { LeadsSent, LeadVerdict } from '../../preload/contract/lead.ts'
import type { OpResult } from '../sync/push-protocol.ts'
import { pushStraight, type StraightResult } from '../sync/push-straight.ts'
import { composeOp } from './compose-op.ts'
import type { Seat } from './seat.ts'

export async function sendLeads(seat: Pick<Seat, 'sync' | 'edits'>, { leads, again }: Input<'leads.send'>, madeAt: number): Promise<LeadsSent> {
  const sync = seat.sync()
  const way = sync.straight()
  if (way === null) return { isOnline: false }
  const stamp = { madeAt, skewMs: sync.skewMs(), resolves: null, needs: [] }
  const ops = leads.map((lead) => composeOp(lead, `office:${lead.set.area}`, stamp))
  const results = await pushStraight(way, seat.edits.queue.client() ?? randomUUID(), ops, again)
  // What was made comes back as rows.
  sync.now()
  return { isOnline: true, verdicts: results.map((result, n) => verdictOf(leads[n]!.op_id, result)) }
}

function verdictOf(opId: string, result: StraightResult): LeadVerdict {
  if (result === null) return { opId, state: 'unknown', problem: null, detail: null }
  if (result.result === 'applied' || result.result === 'satisfied') return { opId, state: 'taken', problem: null, detail: null }
  const problem = problemOf(result)
  return { opId, state: 'refused', problem: problem?.type.split('/').at(-1) ?? result.result, detail: problem?.detail ?? null }
}

const problemOf = (result: OpResult): { type: string; detail?: string | undefined } | undefined => ('problem' in result ? result.problem : undefined)
