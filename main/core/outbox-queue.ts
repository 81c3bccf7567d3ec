/** The outbox as pushing sees it; who shows edits hears of every change. */
import type { Outbox } from '../outbox/outbox.ts'
import type { PushQueue } from '../sync/push-queue.ts'

/** `open`: the outbox, as long as it can be written; without it nothing waits to be sent. */
export function queueOf(open: () => Outbox | null, changed: () => void): PushQueue {
  return {
    client: () => open()?.opening.client ?? null,
    async requeue(epoch) {
      const found = await open()?.ask('requeue', { epoch })
      if (found !== undefined && found.value.changed.length > 0) changed()
    },
    async nextBatch({ ops, skip }) {
      const found = await open()?.ask('nextBatch', { ops, skip: [...skip] })
      return found?.value.map(({ op_id, body }) => ({ op_id, body })) ?? []
    },
    markSending: async (opIds, epoch) => (await open()?.ask('markSending', { op_ids: [...opIds], epoch }))?.value.changed ?? [],
    async lose(opIds, why) {
      await open()?.ask('lose', { op_ids: [...opIds], why })
      changed()
    },
    async recall() {
      await open()?.ask('recall', {})
      changed()
    },
    async settle(epoch, verdicts) {
      await open()?.ask('settle', { epoch, settlements: [...verdicts] })
      changed()
    },
    hopeless: async (opIds) => (await open()?.ask('hopeless', { op_ids: [...opIds] }))?.value ?? [],
    left: async () => (await open()?.ask('badge', {}))?.value.unsent ?? 0,
  }
}
