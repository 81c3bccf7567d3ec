/** The part of the file that a check reads: the deck with its facts and every figure shown, as an item of custom XML, which Office keeps when it saves. */
import { type Deck, DECK_NAMESPACE, type DeckPart } from '../../../preload/contract/deck.ts'
import { placedFigures } from '../placed-figures.ts'
import { BORDER } from './border.ts'
import { type Package, putText } from './package.ts'
import { declare, relate } from './xml.ts'

const [ITEM, PROPERTIES] = ['customXml/item1.xml', 'customXml/itemProps1.xml']
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const SCHEMA = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml'
/** What XML cannot hold or a parser would change; JSON has its own way to say it. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const AWKWARD = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/g

export function putDeckPart(pack: Package, deck: Deck): void {
  // Whoever takes out the notes, which say who exported it and what for, before handing the file on does not leave them behind in here.
  const slides = deck.slides.map((slide) => ({ ...slide, notes: [] }))
  const kept: Deck = { ...deck, slides }
  delete kept.leaving
  const part: DeckPart = { format: 1, deck: kept, figures: placedFigures(deck) }
  putText(pack, ITEM, `<deck xmlns="${DECK_NAMESPACE}">${BORDER.escaped(spelled(part))}</deck>`)
  putText(pack, PROPERTIES, `<ds:datastoreItem xmlns:ds="${OFFICE}/customXml" ds:itemID="{${deck.run.toUpperCase()}}"><ds:schemaRefs><ds:schemaRef ds:uri="${DECK_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>`)
  putText(pack, 'customXml/_rels/item1.xml.rels', `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>`)
  declare(pack, { part: PROPERTIES }, SCHEMA)
  relate(pack, 'ppt/presentation.xml', 'customXml', '../customXml/item1.xml')
}

/** Pairs of surrogates are split too: JSON puts them together again. */
const spelled = (part: DeckPart): string => JSON.stringify(part).replace(AWKWARD, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
