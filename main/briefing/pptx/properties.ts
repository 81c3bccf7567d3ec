/** What the file says of itself: written whole, with the deck's own date, so that neither a clock nor an unescaped name gets in. */
import type { Deck } from '../../../preload/contract/deck.ts'
import { BORDER, type Border } from './border.ts'
import { type Package, putText } from './package.ts'
import { wordsOf } from './words.ts'

export function putProperties(pack: Package, { title, areaName, author, generator, madeAt, slides, simulated, question: { english } }: Deck, border: Border = BORDER): void {
  const said = (words: string): string => border.escaped(border.text(words))
  const at = new Date(Math.floor(madeAt / 1_000) * 1_000).toISOString().replace('.000Z', 'Z')
  const mark = simulated ? `<cp:keywords>${said(wordsOf(english).simulated)}</cp:keywords>` : ''
  putText(pack, 'docProps/core.xml', `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${said(title)}</dc:title><dc:creator>${said(author)}</dc:creator>${mark}<cp:lastModifiedBy>${said(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified><dc:language>${english ? 'en-US' : 'zh-CN'}</dc:language></cp:coreProperties>`)
  putText(pack, 'docProps/app.xml', `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>${said(generator)}</Application><PresentationFormat>16:9</PresentationFormat><Slides>${slides.length}</Slides><Notes>${slides.length}</Notes><HiddenSlides>0</HiddenSlides><Company>${said(areaName)}</Company></Properties>`)
}
