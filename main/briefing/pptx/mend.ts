/** All that is mended of the library's package, in the order in which it must be: parts that are dropped before types are counted, names before places that nobody fills. */
import type { Border } from './border.ts'
import { putDeckPart } from './deck-part.ts'
import type { Fix, Mending } from './fixes/fix.ts'
import { chartNumbers, chartParts, chartWorkbooks, pictures } from './fixes/parts.ts'
import { bodies, hangings, languages, layoutNames, notesParagraphs, paragraphs, places, shapeIds, shapeNames, slideNumbers } from './fixes/slides.ts'
import { contentTypes, notesMaster, pictureTypes, presentationOrder, sectionIds, themeFonts } from './fixes/structure.ts'
import { putProperties } from './properties.ts'

export const FIXES = {
  chartNumbers, chartParts, chartWorkbooks, pictures, shapeNames, layoutNames, places, shapeIds, bodies, slideNumbers, notesParagraphs, paragraphs, hangings, languages, notesMaster, themeFonts, presentationOrder, sectionIds,
  contentTypes, pictureTypes,
} satisfies Record<string, Fix>
export type FixName = keyof typeof FIXES

/** `without`: what a test switches off. */
export function mend(mending: Mending, border: Border, without: ReadonlySet<FixName> = new Set()): void {
  putDeckPart(mending.pack, mending.deck)
  putProperties(mending.pack, mending.deck, border)
  for (const [name, fix] of Object.entries(FIXES)) if (!without.has(name as FixName)) fix(mending)
}
