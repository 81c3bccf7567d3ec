/** One file of the list under way: written, read back, fetched; given up at any moment. */
import { useCallback, useState } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import type { CaseExportOrder } from '../../../preload/contract/case-export.ts'
import type { ExportProgress } from '../../../preload/contract/export.ts'
import { getBridge } from '../../bridge.ts'
import { handOver } from '../../state/hand-over.ts'
import { useJob } from '../../state/job.ts'

export type CaseExport =
  | { state: 'ready' }
  | { state: 'writing'; progress: ExportProgress | null }
  /** Share of the bytes that has come. */
  | { state: 'fetching'; share: number }
  | { state: 'done'; name: string; path: string | null; rows: number }
  | { state: 'failed'; failure: Failure }

export interface CaseExporting {
  export: CaseExport
  write(order: CaseExportOrder): void
  cancel(): void
}

export function useCaseExport(): CaseExporting {
  const [now, setNow] = useState<CaseExport>({ state: 'ready' })
  const { begin, end, giveUp } = useJob(now.state === 'writing', (progress) => setNow((before) => (before.state === 'writing' ? { state: 'writing', progress } : before)))

  const write = useCallback((order: CaseExportOrder) => {
    const isWanted = begin(order.job)
    const say = (next: CaseExport): void => {
      if (isWanted()) setNow(next)
    }
    say({ state: 'writing', progress: null })
    void writeAndFetch(order, isWanted, (share) => say({ state: 'fetching', share })).then((next) => {
      say(next)
      end(order.job)
    })
  }, [begin, end])
  const cancel = useCallback(() => {
    giveUp()
    setNow({ state: 'failed', failure: { code: 'cancelled', detail: '' } })
  }, [giveUp])
  return { export: now, write, cancel }
}

async function writeAndFetch(order: CaseExportOrder, isWanted: () => boolean, passed: (share: number) => void): Promise<CaseExport> {
  const { job } = order
  const answer = await getBridge().call('export.cases', order)
  if (!answer.ok) return { state: 'failed', failure: answer.failure }
  const file = answer.value
  if (!isWanted()) {
    void getBridge().call('export.drop', { job })
    return { state: 'ready' }
  }
  passed(0)
  const handed = await handOver(job, file, isWanted, (bytes) => passed(bytes / file.bytes))
  if (handed.state === 'failed') return handed
  return handed.state === 'cancelled' ? { state: 'ready' } : { state: 'done', name: file.name, path: handed.path, rows: file.rows }
}
