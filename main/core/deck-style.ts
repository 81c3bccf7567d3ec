/** The house style of briefings, for every user of this PC: one small file, written whole or not at all, read with suspicion. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DECK_FONTS, type DeckFont, MOST_LOGO_BYTES, MOST_LOGO_SIDE } from '../../preload/contract/briefing.ts'
import { type DeckStyle, HOUSE_STYLE } from '../../preload/contract/deck.ts'
import { contrastOnWhite, LEAST_CONTRAST } from '../../preload/contract/contrast.ts'
import { plainPhoto } from '../photo/plain-photo.ts'
import { Refusal } from './refusal.ts'
import { refusalOf } from './write-whole.ts'

const FILE = 'deck-style.json'

const Kept = z.object({
  version: z.literal(1),
  accent: z.string().refine((colour) => contrastOnWhite(colour) >= LEAST_CONTRAST),
  font: z.enum(DECK_FONTS),
  logo: z.string().max(2 * MOST_LOGO_BYTES).nullable(),
})

export interface DeckStylePatch {
  accent?: string | undefined
  font?: DeckFont | undefined
  /** A file as it was chosen; null takes the logo away. */
  logo?: Uint8Array | null | undefined
}
export interface DeckStyleKeeper {
  get(): DeckStyle
  /** What the patch leaves out stays. Throws Refusal 'bad-input' for a logo that is none, 'disk-full', 'not-writable'. */
  set(patch: DeckStylePatch): DeckStyle
}

export function openDeckStyle(folder: string, changed: () => void = () => {}): DeckStyleKeeper {
  let style = read(join(folder, FILE))
  return {
    get: () => style,
    set({ accent = style.accent, font, logo }) {
      const next: DeckStyle = { accent: accent.toUpperCase(), font: font ?? style.font, logo: logo === undefined ? style.logo : logo === null ? null : readLogo(logo) }
      write(folder, next)
      style = next
      changed()
      return style
    },
  }
}

/** Bare of what a camera or a program noted in it. */
function readLogo(bytes: Uint8Array): NonNullable<DeckStyle['logo']> {
  const plain = plainPhoto(bytes)
  if (!plain.ok) throw new Refusal('bad-input', `the logo is ${plain.why}`)
  const { type, width, height } = plain
  if (type === 'image/webp') throw new Refusal('bad-input', 'the logo is neither PNG nor JPEG')
  if (plain.bytes.length > MOST_LOGO_BYTES || width > MOST_LOGO_SIDE || height > MOST_LOGO_SIDE) throw new Refusal('bad-input', 'the logo is too large')
  return { type, bytes: plain.bytes, width, height }
}

/** A file that cannot be read is as none: the style is set again in a minute. */
function read(path: string): DeckStyle {
  try {
    const { accent, font, logo } = Kept.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { accent, font, logo: logo === null ? null : readLogo(Buffer.from(logo, 'base64')) }
  } catch {
    return HOUSE_STYLE
  }
}

function write(folder: string, { accent, font, logo }: DeckStyle): void {
  const path = join(folder, FILE)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(`${path}.new`, JSON.stringify({ version: 1, accent, font, logo: logo === null ? null : Buffer.from(logo.bytes).toString('base64') }), { mode: 0o600, flush: true })
    renameSync(`${path}.new`, path)
  } catch (error) {
    throw refusalOf(error)
  }
}
