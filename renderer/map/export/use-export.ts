/** One export under way: started, followed, cancelled; what became of it in words for the screen. */
import { useCallback, useState } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import type { ExportOrder, ExportProgress } from '../../../preload/contract/export.ts'
import { getBridge } from '../../bridge.ts'
import { deliver } from '../../state/deliver.ts'
import { useJob } from '../../state/job.ts'

export type Export =
  | { state: 'ready' }
  | { state: 'running'; progress: ExportProgress | null }
  /** `rows` null: a picture. */
  | { state: 'done'; name: string; path: string | null; rows: number | null }
  | { state: 'failed'; failure: Failure }

export interface Made {
  name: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
  rows: number | null
}
type Make = () => Promise<{ made: Made } | { failure: Failure }>

export interface Exporting {
  export: Export
  write(order: ExportOrder): void
  /** Something this page makes itself. */
  make(make: Make): void
  cancel(): void
}

export function useExport(): Exporting {
  const [now, setNow] = useState<Export>({ state: 'ready' })
  const { begin, end, giveUp } = useJob(now.state === 'running', (progress) => setNow((before) => (before.state === 'running' ? { state: 'running', progress } : before)))

  const run = useCallback((mine: string, make: Make) => {
    const isWanted = begin(mine)
    setNow({ state: 'running', progress: null })
    void settle(make, isWanted).then((next) => {
      if (isWanted()) setNow(next)
      end(mine)
    })
  }, [begin, end])
  const write = useCallback((order: ExportOrder) => {
    run(order.job, async () => {
      const answer = await getBridge().call('export.file', order)
      return answer.ok ? { made: answer.value } : { failure: answer.failure }
    })
  }, [run])
  const make = useCallback((work: Make) => run(newJob(), work), [run])
  const cancel = useCallback(() => {
    giveUp()
    setNow({ state: 'failed', failure: { code: 'cancelled', detail: '' } })
  }, [giveUp])
  return { export: now, write, make, cancel }
}

export function newJob(): string {
  return crypto.randomUUID()
}

async function settle(make: Make, isWanted: () => boolean): Promise<Export> {
  try {
    const result = await make()
    if ('failure' in result) return { state: 'failed', failure: result.failure }
    // Given up meanwhile: nothing is delivered.
    if (!isWanted()) return { state: 'ready' }
    const { name, type, bytes, rows } = result.made
    const delivered = await deliver(name, type, bytes)
    if (delivered.state === 'failed') return { state: 'failed', failure: delivered.failure }
    if (delivered.state === 'cancelled') return { state: 'ready' }
    return { state: 'done', name, path: delivered.path, rows }
  } catch (error) {
    return { state: 'failed', failure: { code: 'internal', detail: String(error) } }
  }
}
