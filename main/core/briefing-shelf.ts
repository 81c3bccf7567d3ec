/**
 * The briefings of one user on this PC, in their profile's folder: each deck as it was composed, written once, and beside it a small file with what its user changed. Both
 * are written whole or not at all, so that a reload or a power cut loses nothing that was kept. A file that cannot be read is passed over and stays where it is.
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Briefing, type BriefingHead, MOST_BRIEFINGS } from '../../preload/contract/briefing.ts'
import { DeckEdits as Edits, DeckQuestion } from '../../preload/contract/briefing-schema.ts'
import type { Deck, DeckEdits } from '../../preload/contract/deck.ts'
import { isUnedited, NO_EDITS } from '../../preload/contract/edited-deck.ts'
import { maskText } from '../casework/mask.ts'
import { Refusal } from './refusal.ts'
import { writeWhole } from './write-whole.ts'

export interface BriefingShelf {
  /** Throws Refusal 'disk-full' or 'not-writable'. The oldest beyond MOST_BRIEFINGS go. */
  put(briefing: Briefing): Promise<void>
  /** Null where this PC does not keep it, or cannot read it. */
  get(run: string): Promise<Briefing | null>
  /** Newest first. */
  list(): Promise<BriefingHead[]>
  /** Answers what was kept: numbers of persons are masked. Throws Refusal 'changed' where there is no such briefing. */
  keepEdits(run: string, edits: DeckEdits): Promise<DeckEdits>
  forget(run: string): Promise<void>
}

const Kept = z.object({
  version: z.literal(1),
  head: z.object({
    run: z.uuid(), ...DeckQuestion.shape, areaName: z.string(), title: z.string(), madeAt: z.number(), asOf: z.number().nullable(), simulated: z.boolean(),
  }),
  edits: Edits,
  wordsOf: z.string().nullable(),
})
type Kept = z.infer<typeof Kept>
const KeptDeck = z.object({ version: z.literal(1), deck: z.custom<Deck>((deck) => typeof deck === 'object' && deck !== null && 'slides' in deck && Array.isArray(deck.slides) && 'facts' in deck && Array.isArray(deck.facts)) })

const EDITS = '.edits.json'
const DECK = '.deck.json'

/** Runs are UUIDs, checked at the door: no name leads out of the folder. */
export function openShelf(folder: string): BriefingShelf {
  // One at a time, in the order in which it was asked: what is kept last is what was typed last.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work, work)
    turn = result.catch(() => null)
    return result
  }
  const at = (run: string, kind: string): string => join(folder, `${run}${kind}`)
  const keep = (kept: Kept): Promise<void> => writeWhole(at(kept.head.run, EDITS), Buffer.from(JSON.stringify(kept)))
  const read = async <T>(run: string, kind: string, shape: z.ZodType<T>): Promise<T | null> => {
    try {
      return shape.parse(JSON.parse(await readFile(at(run, kind), 'utf8')))
    } catch {
      return null
    }
  }
  const runs = async (): Promise<string[]> => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(EDITS)).map((name) => name.slice(0, -EDITS.length))
  const all = async (): Promise<Kept[]> => {
    const kept = await Promise.all((await runs()).map((run) => read(run, EDITS, Kept)))
    return kept.filter((one) => one !== null).toSorted((one, other) => other.head.madeAt - one.head.madeAt || (one.head.run < other.head.run ? -1 : 1))
  }
  // What its user changed goes last: without it the rest is not in the list.
  const forget = async (run: string): Promise<void> => {
    for (const kind of [DECK, EDITS]) await rm(at(run, kind), { force: true })
  }
  return {
    put: (briefing) =>
      inTurn(async () => {
        const { deck, edits, wordsOf } = briefing
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeWhole(at(deck.run, DECK), Buffer.from(JSON.stringify({ version: 1, deck })))
        await keep({ version: 1, head: headOf(deck), edits, wordsOf })
        for (const { head } of (await all()).slice(MOST_BRIEFINGS)) await forget(head.run)
      }),
    async get(run) {
      const [kept, held] = [await read(run, EDITS, Kept), await read(run, DECK, KeptDeck)]
      return kept === null || held?.deck.run !== run ? null : { deck: held.deck, edits: kept.edits, wordsOf: kept.wordsOf }
    },
    list: async () => (await all()).map(({ head, edits }) => ({ ...head, isEdited: !isUnedited(edits) })),
    keepEdits: (run, edits) =>
      inTurn(async () => {
        const kept = await read(run, EDITS, Kept)
        if (kept === null) throw new Refusal('changed', 'there is no such briefing any more')
        const masked = { ...edits, titles: maskWords(edits.titles), soWhats: maskWords(edits.soWhats) }
        await keep({ ...kept, edits: masked })
        return masked
      }),
    forget: (run) => inTurn(() => forget(run)),
  }
}

function headOf({ run, question, areaName, title, madeAt, asOf, simulated }: Deck): Kept['head'] {
  return { run, ...question, areaName, title, madeAt, asOf, simulated }
}

const maskWords = (words: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(words).map(([slide, text]) => [slide, maskText(text)]))

/** What of an earlier briefing's edits lies over a new one: slides that it no longer has say nothing. */
export function editsAgain({ edits }: Pick<Briefing, 'edits'>, { slides }: Pick<Deck, 'slides'>, words: boolean): DeckEdits {
  const known = new Set(slides.map(({ id }) => id))
  const here = (texts: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(texts).filter(([id]) => known.has(id)))
  return { ...NO_EDITS, order: edits.order.filter((id) => known.has(id)), hidden: edits.hidden.filter((id) => known.has(id)), ...(words ? { titles: here(edits.titles), soWhats: here(edits.soWhats) } : {}) }
}
