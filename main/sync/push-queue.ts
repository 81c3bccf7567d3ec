/** What pushing needs of whoever keeps the edits: the outbox as it looks from here. Everything has reached stable storage when it answers. */

export interface QueuedOp {
  op_id: string
  /** The op as the central gets it, JSON text. */
  body: string
}

export interface Verdict {
  op_id: string
  /** `undecided`: the central could not say now. */
  verdict: 'applied' | 'satisfied' | 'conflict' | 'rejected' | 'blocked' | 'undecided'
  /** The result as received, JSON text; null: the central said nothing of it. */
  result: string | null
  seq: number | null
  ver: number | null
}

export interface PushQueue {
  /** Names the queue for its whole life, whichever central it talks to; null: there is none that could be sent from. */
  client(): string | null
  /** What was sent or acknowledged under another epoch than this one waits again; safe to repeat. */
  requeue(epoch: string): Promise<void>
  /** In the order of saving; those in `skip` and what depends on them are left for later. */
  nextBatch(ask: { ops: number; skip: readonly string[] }): Promise<QueuedOp[]>
  /** Before a request leaves. Only those named in the answer may be sent. */
  markSending(opIds: readonly string[], epoch: string): Promise<string[]>
  /** The request ended and nobody knows what became of it. */
  lose(opIds: readonly string[], why: string): Promise<void>
  /** No request is under way: whatever still counts as on its way is lost. */
  recall(): Promise<void>
  /** `epoch`: under which the central answered. */
  settle(epoch: string, verdicts: readonly Verdict[]): Promise<void>
  /** Of these, the ones that will not be sent any more and never took effect: refused, settled, taken back, or not here at all. */
  hopeless(opIds: readonly string[]): Promise<string[]>
  /** How many are unsent. */
  left(): Promise<number>
}
