/** One briefing on its way out: its maps sent to the console, the file written there, fetched or put where the operator says; given up at any moment. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DeckFormat } from '../../../preload/contract/deck-output.ts'
import { arrangeSlides } from '../../../preload/contract/edited-deck.ts'
import { getBridge } from '../../bridge.ts'
import { handOver } from '../../state/hand-over.ts'
import type { BriefingExport } from './export-state.ts'
import { type PagesOrder, sendPages } from './pages-out.ts'
import { sendPictures } from './send-pictures.ts'

export type FileOrder = Omit<PagesOrder, 'format'> & { format: DeckFormat }

export interface BriefingExporting {
  export: BriefingExport
  write: (order: FileOrder) => void
  cancel: () => void
}

const LOOK_MS = 200

export function useBriefingExport(): BriefingExporting {
  const [now, setNow] = useState<BriefingExport>({ state: 'ready' })
  const job = useRef<string | null>(null)
  const giveUp = useCallback(() => {
    if (job.current !== null) void getBridge().call('export.cancel', { job: job.current })
    job.current = null
  }, [])
  useEffect(() => giveUp, [giveUp])
  const write = useCallback((order: FileOrder) => {
    const mine = crypto.randomUUID()
    job.current = mine
    const isWanted = (): boolean => job.current === mine
    const say = (next: BriefingExport): void => {
      if (isWanted()) setNow(next)
    }
    const { format } = order
    const way = format === 'pdf' || format === 'png' ? sendPages({ ...order, format }, isWanted, say) : writeAndFetch(mine, { ...order, format }, isWanted, say)
    void way.then((next) => {
      say(next)
      if (isWanted()) job.current = null
    })
  }, [])
  const cancel = useCallback(() => {
    giveUp()
    setNow({ state: 'failed', failure: { code: 'cancelled', detail: '' } })
  }, [giveUp])
  const isWriting = now.state === 'writing'
  useEffect(() => {
    if (!isWriting) return
    const timer = setInterval(() => {
      const mine = job.current
      if (mine === null) return
      void getBridge().call('export.progress', { job: mine }).then((answer) => {
        // Of pages the console knows nothing: they tell themselves how far they are.
        if (answer.ok && answer.value !== null && job.current === mine) setNow((before) => (before.state === 'writing' ? { state: 'writing', progress: answer.value } : before))
      })
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [isWriting])
  return { export: now, write, cancel }
}

async function writeAndFetch(job: string, { deck, edits, format, pictures, purpose }: Omit<FileOrder, 'format'> & { format: 'pptx' | 'xlsx' }, isWanted: () => boolean, say: (next: BriefingExport) => void): Promise<BriefingExport> {
  say({ state: 'sending', share: 0 })
  const maps = format === 'xlsx' ? [] : arrangeSlides(deck, edits).flatMap(({ id, visual }) => (visual.kind === 'map' && !edits.hidden.includes(id) ? (pictures.get(visual.picture.id) ?? []) : []))
  const sent = await sendPictures(maps, isWanted, (share) => say({ state: 'sending', share }))
  if (!sent.ok) return { state: 'failed', failure: sent.failure }
  say({ state: 'writing', progress: null })
  const answer = await getBridge().call('briefing.write', { job, run: deck.run, edits, format, purpose, pictures: sent.value })
  if (!answer.ok) return { state: 'failed', failure: answer.failure }
  if (!isWanted()) {
    void getBridge().call('export.drop', { job })
    return { state: 'ready' }
  }
  const file = answer.value
  say({ state: 'fetching', share: 0 })
  const handed = await handOver(job, file, isWanted, (bytes) => say({ state: 'fetching', share: bytes / file.bytes }))
  if (handed.state === 'failed') return handed
  return handed.state === 'cancelled' ? { state: 'ready' } : { state: 'done', name: file.name, path: handed.path, slides: file.slides }
}
