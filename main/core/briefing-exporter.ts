/**
 * A briefing as a file: the deck as its user left it, masked, stamped with who takes it out and what for, written in a thread of its own. A map leaves only with an approval
 * number. Pages that the page itself draws are recorded here before they leave.
 */
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { Output } from '../../preload/contract/api.ts'
import type { BriefingFile, BriefingOrder, PagesLeaving } from '../../preload/contract/briefing.ts'
import type { Deck, DeckEdits, DrawnPicture, Slide } from '../../preload/contract/deck.ts'
import { doubleTitles, editedDeck } from '../../preload/contract/edited-deck.ts'
import type { DeckFormat } from '../../preload/contract/deck-output.ts'
import { fileName } from '../../preload/contract/file-name.ts'
import { approvedDeck } from '../briefing/approval.ts'
import { runDeck } from '../briefing/run-deck.ts'
import { type Leaving, stampedDeck } from '../briefing/stamp.ts'
import { maskText } from '../casework/mask.ts'
import type { BriefingShelf } from './briefing-shelf.ts'
import { authorOf } from './deck-author.ts'
import type { DeckStyleKeeper } from './deck-style.ts'
import type { FileJob, FileJobs } from './file-jobs.ts'
import { recordExport, type Exported } from './record-export.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'
import type { SettingsKeeper } from './settings.ts'
import type { Uploads } from './uploads.ts'

export interface BriefingExporter {
  /** Throws Refusal 'changed' where the briefing is gone, 'bad-input' for a deck without slides, with double titles or without a map's picture, 'no-approval', 'cancelled', 'too-busy', 'disk-full', 'not-writable'. */
  write(seat: Seat, order: BriefingOrder): Promise<BriefingFile>
  /** Records pages that are about to leave, and answers what is on them; without this answer none may be drawn. Throws as `write`, and 'unrecorded'. */
  leave(seat: Seat, pages: PagesLeaving): Promise<Output<'briefing.leave'>>
}

export interface BriefingPowers {
  files: FileJobs
  uploads: Uploads
  style: DeckStyleKeeper
  settings: SettingsKeeper
  shelfOf(seat: Seat): BriefingShelf
  now(): number
}

export function createBriefingExporter({ files, uploads, style, settings, shelfOf, now }: BriefingPowers): BriefingExporter {
  const leavingDeck = async (seat: Seat, run: string, edits: DeckEdits, slides: readonly string[] | null, format: DeckFormat): Promise<Deck> => {
    const shelf = shelfOf(seat)
    const kept = await shelf.keepEdits(run, edits)
    const briefing = await shelf.get(run)
    if (briefing === null) throw new Refusal('changed', 'there is no such briefing any more')
    const whole = editedDeck(approvedDeck(briefing.deck, settings.get().approvalNumber), kept)
    const deck = { ...whole, slides: slides === null ? whole.slides : whole.slides.filter(({ id }) => slides.includes(id)) }
    if (deck.slides.length === 0) throw new Refusal('bad-input', 'no slide is shown')
    if (doubleTitles(deck.slides).size > 0) throw new Refusal('bad-input', 'two slides have the same title')
    if (format !== 'xlsx' && deck.approvalNumber === '' && deck.slides.some(hasMap)) throw new Refusal('no-approval', 'a map leaves with an approval number alone')
    return deck
  }
  const take = (seat: Seat, order: BriefingOrder): DrawnPicture[] => order.pictures.map(({ upload, ...picture }) => ({ ...picture, bytes: uploads.take(seat, upload) }))
  const leavingOf = (seat: Seat, purpose: string, record: string): Leaving => ({ author: authorOf(seat), at: now(), purpose: maskText(purpose.trim()), record })

  return {
    async write(seat, order) {
      const deck = await leavingDeck(seat, order.run, order.edits, null, order.format)
      const pictures = take(seat, order)
      for (const { visual } of deck.slides) if (order.format === 'pptx' && visual.kind === 'map' && !pictures.some(({ id }) => id === visual.picture.id)) throw new Refusal('bad-input', `the picture of ${visual.picture.id} is missing`)
      const make = async (job: FileJob): Promise<BriefingFile> => {
        const { type, bytes } = await writeDeck(job, { format: order.format, deck: stampedDeck(deck, leavingOf(seat, order.purpose, job.record)), style: style.get(), pictures })
        await writeFile(job.path, bytes, { flag: 'wx', mode: 0o600 })
        return { name: fileName(nameParts(deck), order.format), type, bytes: bytes.length, slides: deck.slides.length, asOf: deck.asOf, simulated: deck.simulated }
      }
      return files.write(seat, order.job, 0, make, () => exportedOf(deck, order))
    },
    async leave(seat, pages) {
      const deck = await leavingDeck(seat, pages.run, pages.edits, pages.slides, pages.format)
      const record = randomUUID()
      await recordExport(seat, record, exportedOf(deck, pages))
      return { record, name: fileName(nameParts(deck), pages.format === 'png' ? 'zip' : pages.format), deck: stampedDeck(deck, leavingOf(seat, pages.purpose, record)) }
    },
  }
}

async function writeDeck(job: FileJob, order: Parameters<typeof runDeck>[0]): Promise<{ type: string; bytes: Uint8Array }> {
  const running = runDeck(order)
  job.running = { cancel: async () => running.cancel() }
  job.progress = running.progress
  try {
    const written = await running.file
    if (written === null || job.isCancelled) throw new Refusal('cancelled', 'while it was written')
    return written
  } finally {
    job.running = null
  }
}

const hasMap = ({ visual }: Slide): boolean => visual.kind === 'map'

/** “第47周运行周报_江北区_2026-11-22_模拟数据”: what a folder of briefings is told apart by. */
const nameParts = ({ title, areaName, question: { lastDay, english }, simulated }: Deck): string[] => [title, areaName, lastDay, ...(simulated ? [english ? 'simulated-data' : '模拟数据'] : [])]

const exportedOf = ({ run, question: { kind, area, lastDay }, slides, asOf }: Deck, { format, purpose }: Pick<BriefingOrder | PagesLeaving, 'format' | 'purpose'>): Exported => ({
  format, rows: slides.length, deck: { run, kind, area, last_day: lastDay, slides: slides.map(({ id }) => id) }, purpose, ...(asOf === null ? {} : { as_of: new Date(asOf).toISOString() }),
})
