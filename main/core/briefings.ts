/** All that the core does for briefings, put together: composing, the shelf of each user, the house style, and the way out. */
import { join } from 'node:path'
import type { Fact } from '../../preload/contract/deck.ts'
import type { Topic } from '../../preload/contract/model.ts'
import { approvedDeck } from '../briefing/approval.ts'
import { createBriefingComposer, type BriefingComposer } from './briefing-composer.ts'
import { createBriefingExporter } from './briefing-exporter.ts'
import { type BriefingShelf, openShelf } from './briefing-shelf.ts'
import { openDeckStyle } from './deck-style.ts'
import type { Handlers } from './dispatch.ts'
import type { FileJobs } from './file-jobs.ts'
import type { Seat } from './seat.ts'
import type { SettingsKeeper } from './settings.ts'
import type { Uploads } from './uploads.ts'

export interface BriefingOptions {
  dataFolder: string
  seat(): Seat
  files: FileJobs
  uploads: Uploads
  settings: SettingsKeeper
  now(): number
  announce(topics: Topic[]): void
}

type BriefingMethod = Extract<keyof Handlers, `briefing.${'compose' | 'get' | 'runs' | 'saveEdits' | 'forget' | 'write' | 'leave' | 'style' | 'setStyle'}`>
export interface Briefings {
  handlers: Pick<Handlers, BriefingMethod>
  composer: BriefingComposer
  /** The facts of a run that this seat keeps, as they were composed; null where it does not. */
  recall(seat: Seat, run: string): Promise<readonly Fact[] | null>
}

export function createBriefings({ dataFolder, seat, files, uploads, settings, now, announce }: BriefingOptions): Briefings {
  const shelves = new WeakMap<Seat, BriefingShelf>()
  const shelfOf = (of: Seat): BriefingShelf => {
    const shelf = shelves.get(of) ?? openShelf(join(of.store.folder, 'briefings'))
    shelves.set(of, shelf)
    return shelf
  }
  const style = openDeckStyle(dataFolder, () => announce(['settings']))
  const composer = createBriefingComposer({ settings, shelfOf, now })
  const exporter = createBriefingExporter({ files, uploads, style, settings, shelfOf, now })
  /** The list of recent briefings asks again. */
  const told = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work
    announce(['briefing'])
    return value
  }
  return {
    composer,
    recall: async (of, run) => (await shelfOf(of).get(run))?.deck.facts ?? null,
    handlers: {
      'briefing.compose': (order) => told(composer.compose(seat(), order)),
      'briefing.get': async ({ run }) => {
        const briefing = await shelfOf(seat()).get(run)
        return briefing && { ...briefing, deck: approvedDeck(briefing.deck, settings.get().approvalNumber) }
      },
      'briefing.runs': () => shelfOf(seat()).list(),
      'briefing.saveEdits': ({ run, edits }) => told(shelfOf(seat()).keepEdits(run, edits)),
      'briefing.forget': async ({ run }) => {
        await told(shelfOf(seat()).forget(run))
        return null
      },
      'briefing.write': (order) => exporter.write(seat(), order),
      'briefing.leave': (pages) => exporter.leave(seat(), pages),
      'briefing.style': () => style.get(),
      'briefing.setStyle': ({ logo, ...rest }) => style.set({ ...rest, ...(logo === undefined ? {} : { logo: logo === null ? null : uploads.take(seat(), logo.upload) }) }),
    },
  }
}
