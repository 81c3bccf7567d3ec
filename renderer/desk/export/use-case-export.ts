/** One file of the list under way: written, read back, fetched; given up at any moment. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import type { CaseExportOrder } from '../../../preload/contract/case-export.ts'
import type { ExportProgress } from '../../../preload/contract/export.ts'
import { getBridge } from '../../bridge.ts'
import { handOver } from '../../state/hand-over.ts'

export type CaseExport =
  | { state: 'ready' }
  | { state: 'writing'; progress: ExportProgress | null }
  /** Share of the bytes that has come. */
  | { state: 'fetching'; share: number }
  | { state: 'done'; name: string; path: string | null; rows: number }
  | { state: 'failed'; failure: Failure }

const LOOK_MS = 250

export interface CaseExporting {
  export: CaseExport
  write(order: CaseExportOrder): void
  cancel(): void
}

export function useCaseExport(): CaseExporting {
  const [now, setNow] = useState<CaseExport>({ state: 'ready' })
  const job = useRef<string | null>(null)
  const give = useCallback(() => {
    if (job.current !== null) void getBridge().call('export.cancel', { job: job.current })
    job.current = null
  }, [])
  useEffect(() => give, [give])

  const write = useCallback((order: CaseExportOrder) => {
    job.current = order.job
    const isWanted = (): boolean => job.current === order.job
    const say = (next: CaseExport): void => {
      if (isWanted()) setNow(next)
    }
    say({ state: 'writing', progress: null })
    void writeAndFetch(order, isWanted, (share) => say({ state: 'fetching', share })).then((next) => {
      say(next)
      if (isWanted()) job.current = null
    })
  }, [])
  const cancel = useCallback(() => {
    give()
    setNow({ state: 'failed', failure: { code: 'cancelled', detail: '' } })
  }, [give])

  const isWriting = now.state === 'writing'
  useEffect(() => {
    if (!isWriting) return
    const timer = setInterval(() => {
      const mine = job.current
      if (mine === null) return
      void getBridge().call('export.progress', { job: mine }).then((answer) => {
        if (answer.ok && job.current === mine) setNow((before) => (before.state === 'writing' ? { state: 'writing', progress: answer.value } : before))
      })
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [isWriting])
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
