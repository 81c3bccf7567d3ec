/** One briefing on its way out: its maps sent to the console, the file written there, fetched or put where the operator says; given up at any moment. */
import { useCallback, useState } from 'react'
import type { DeckFormat } from '../../../preload/contract/deck-output.ts'
import { arrangeSlides } from '../../../preload/contract/edited-deck.ts'
import { getBridge } from '../../bridge.ts'
import { handOver } from '../../state/hand-over.ts'
import { useJob } from '../../state/job.ts'
import type { BriefingExport } from './export-state.ts'
import { type PagesOrder, sendPages } from './pages-out.ts'
import { sendPictures } from './send-pictures.ts'

export type FileOrder = Omit<PagesOrder, 'format'> & { format: DeckFormat }

export interface BriefingExporting {
  export: BriefingExport
  write: (order: FileOrder) => void
  cancel: () => void
}

export function useBriefingExport(): BriefingExporting {
  const [now, setNow] = useState<BriefingExport>({ state: 'ready' })
  const { begin, end, giveUp } = useJob(now.state === 'writing', (progress) => {
    // Of pages the console knows nothing: they tell themselves how far they are.
    if (progress !== null) setNow((before) => (before.state === 'writing' ? { state: 'writing', progress } : before))
  })
  const write = useCallback((order: FileOrder) => {
    const mine = crypto.randomUUID()
    const isWanted = begin(mine)
    const say = (next: BriefingExport): void => {
      if (isWanted()) setNow(next)
    }
    const { format } = order
    const way = format === 'pdf' || format === 'png' ? sendPages({ ...order, format }, isWanted, say) : writeAndFetch(mine, { ...order, format }, isWanted, say)
    void way.then((next) => {
      say(next)
      end(mine)
    })
  }, [begin, end])
  const cancel = useCallback(() => {
    giveUp()
    setNow({ state: 'failed', failure: { code: 'cancelled', detail: '' } })
  }, [giveUp])
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
