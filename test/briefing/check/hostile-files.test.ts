/** A file that is no deck, a broken one, and one made to do harm are refused by name, before they cost anything. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { ARCHIVE_LIMITS, createBudget, openArchive } from '../../../main/briefing/check/archive.ts'
import { checkDeck } from '../../../main/briefing/check/check-deck.ts'
import { DeckRefusal } from '../../../main/briefing/check/deck-refusal.ts'
import { parseXml } from '../../../main/briefing/check/xml.ts'
import type { DeckFault } from '../../../preload/contract/deck.ts'
import { sampleDeck } from '../sample-deck.ts'
import { changed, changedWorkbook, fileOf, partsOf, zipOf } from './deck-files.ts'

const deck = sampleDeck()
let file: Uint8Array<ArrayBuffer>
before(async () => {
  file = await fileOf(deck)
})

let asked = 0
const faultOf = async (bytes: Uint8Array): Promise<DeckFault | 'none'> => {
  const check = checkDeck(bytes, { ask: async () => {
    asked += 1
    return null
  } })
  return check.then(() => 'none' as const, (error: unknown) => (error instanceof DeckRefusal ? error.fault : assert.fail(error as Error)))
}
const without = (...names: RegExp[]): Uint8Array => zipOf(new Map([...partsOf(file)].filter(([name]) => !names.some((one) => one.test(name)))))
const withParts = (...parts: [string, string | Uint8Array][]): Uint8Array => zipOf(new Map([...partsOf(file), ...parts]))
const ITEM = 'customXml/item1.xml'

test('what is no presentation is said to be none', async () => {
  assert.equal(await faultOf(new Uint8Array()), 'empty')
  assert.equal(await faultOf(strToU8('%PDF-1.7 of something')), 'no-deck')
  assert.equal(await faultOf(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])), 'protected')
  assert.equal(await faultOf(zipSync({ 'readme.txt': strToU8('nothing') })), 'no-deck')
  const book = [...partsOf(file)].find(([name]) => name.endsWith('.xlsx'))![1] as Uint8Array
  assert.equal(await faultOf(book), 'no-deck')
})

test('a presentation of another program, and one that lost its data, is not ours; one of a later version says so', async () => {
  assert.equal(await faultOf(without(/^customXml\//)), 'not-ours')
  assert.equal(await faultOf(changed(file, ITEM, (xml) => xml.replace('urn:yongai:deck:1', 'urn:someone:else'))), 'not-ours')
  assert.equal(await faultOf(changed(file, ITEM, (xml) => xml.replace('{"format":1', '{"format":2').replace('{&quot;format&quot;:1', '{&quot;format&quot;:2'))), 'newer')
})

const movedZone = (xml: string): string => xml.replaceAll('Asia/Shanghai', 'Nowhere/Ever')

test('data of another shape are damaged, and so are two that differ', async () => {
  for (const text of ['no json', '{"format":1}', '[]', 'null', '{"format":"1","deck":{}}', '{"__proto__":{"format":1}}']) assert.equal(await faultOf(withParts([ITEM, `<deck xmlns="urn:yongai:deck:1">${text}</deck>`])), 'damaged', text)
  assert.equal(await faultOf(withParts(['customXml/item9.xml', '<deck xmlns="urn:yongai:deck:1">{}</deck>'])), 'damaged')
  assert.equal(await faultOf(withParts(['customXml/item9.xml', partsOf(file).get(ITEM)!])), 'none')
  assert.equal(await faultOf(changed(file, ITEM, movedZone)), 'damaged')
})

test('broken XML, a missing part and half a file are damaged', async () => {
  assert.equal(await faultOf(changed(file, 'ppt/slides/slide2.xml', (xml) => xml.replace('</p:sld>', ''))), 'damaged')
  assert.equal(await faultOf(changed(file, 'ppt/slides/slide2.xml', (xml) => xml.replace('<a:t>', '<a:t>&nothing;'))), 'damaged')
  assert.equal(await faultOf(changed(file, 'ppt/slides/slide2.xml', (xml) => xml.replace('<a:t>', '<a:t>\u0001'))), 'damaged')
  assert.equal(await faultOf(without(/^ppt\/slides\/slide2\.xml$/)), 'damaged')
  assert.equal(await faultOf(file.slice(0, file.length / 2)), 'damaged')
  const spoilt = Uint8Array.from(file)
  spoilt.fill(0xff, 200, 4_000)
  assert.notEqual(await faultOf(spoilt), 'none')
  assert.equal(await faultOf(withParts([[...partsOf(file).keys()].find((name) => name.endsWith('.xlsx'))!, strToU8('PK no more')])), 'damaged')
})

test('a document type is refused wherever it stands, before anything expands', async () => {
  const lol = '<!DOCTYPE x [<!ENTITY a "lolololol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
  const typed = (xml: string): string => xml.replace(/^(<\?xml[^>]*\?>\s*)?/, (head) => `${head}${lol}`)
  for (const name of ['ppt/presentation.xml', 'ppt/slides/slide3.xml', ITEM, '_rels/.rels']) assert.equal(await faultOf(changed(file, name, typed)), 'document-type', name)
  assert.equal(await faultOf(changedWorkbook(file, 0, typed)), 'document-type')
  assert.equal(await faultOf(withParts(['customXml/item5.xml', '<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>'])), 'document-type')
})

test('what unpacks to far more than it is, is not unpacked: a part, a workbook, all together', async () => {
  const spaces = strToU8(' '.repeat(12_000_000))
  const long = new Uint8Array(strToU8('<p:sld xmlns:p="p">').length + spaces.length)
  long.set(strToU8('<p:sld xmlns:p="p">'))
  long.set(spaces, 19)
  assert.equal(await faultOf(withParts(['ppt/slides/slide2.xml', long])), 'bomb')
  const parts = partsOf(file)
  const name = [...parts.keys()].find((one) => one.endsWith('.xlsx'))!
  const book = partsOf(parts.get(name) as Uint8Array)
  assert.equal(await faultOf(withParts([name, zipOf(new Map([...book, ['xl/worksheets/sheet1.xml', long]]))])), 'bomb')
  const budget = createBudget()
  const noise = Uint8Array.from({ length: 9_000_000 }, (_, n) => (n * 2_654_435_761) >>> 24)
  const archive = openArchive(zipSync({ a: [noise, { level: 0 }] }), budget)
  const reads = Math.floor(ARCHIVE_LIMITS.unpackedBytes / noise.length)
  for (let n = 0; n < reads; n++) assert.equal(archive.read('a')!.length, noise.length)
  assert.throws(() => archive.read('a'), (error) => error instanceof DeckRefusal && error.fault === 'bomb')
})

const claiming = (size: number): Uint8Array => {
  const bytes = Buffer.from(zipSync({ 'a.xml': strToU8('<a>some text that is long enough to be deflated</a>'.repeat(20)) }))
  const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  bytes.writeUInt32LE(size, directory + 24)
  return new Uint8Array(bytes)
}
const isFault = (fault: DeckFault) => (error: unknown): boolean => error instanceof DeckRefusal && error.fault === fault

const read = (size: number) => (): unknown => openArchive(claiming(size), createBudget()).read('a.xml')

test('an entry that says it has more or less than it has is refused, and one that says it has gigabytes costs nothing', async () => {
  assert.throws(read(0xffff_fff0), isFault('bomb'))
  assert.throws(read(5_000_000), isFault('bomb'))
  assert.throws(() => parseXml(read(10)() as Uint8Array), isFault('damaged'))
})

test('names that lead out, two entries of one name and too many of them are refused', async () => {
  for (const name of ['../evil.xml', '/etc/passwd', 'ppt/../../x', 'C:\\x', 'ppt\\slides\\slide1.xml', 'c:x']) assert.equal(await faultOf(withParts([name, 'x'])), 'damaged', name)
  assert.equal(await faultOf(withParts(['PPT/Slides/Slide2.XML', '<x/>'])), 'damaged', 'names differ by case alone')
  const many = new Map(Array.from({ length: ARCHIVE_LIMITS.entries + 1 }, (_, n): [string, string] => [`x/${n}`, '']))
  assert.equal(await faultOf(withParts(...many)), 'bomb')
})

const numbers = (n: number): string => `${n} ${(n * 7_919) % 9_973} ${(n * 104_729) % 99_991}`

test('endless nesting and a flood of elements or figures are refused', async () => {
  assert.equal(await faultOf(changed(file, 'ppt/slides/slide2.xml', (xml) => xml.replace('<p:spTree>', `<p:spTree>${'<p:grpSp>'.repeat(300)}${'</p:grpSp>'.repeat(300)}`))), 'bomb')
  const flood = Array.from({ length: 9_000 }, (_, n) => `<p:sp><p:nvSpPr><p:cNvPr id="${n}" name="x${n}"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>${numbers(n)}</a:t></a:r></a:p></p:txBody></p:sp>`).join('')
  assert.equal(await faultOf(changed(file, 'ppt/slides/slide2.xml', (xml) => xml.replace('</p:spTree>', `${flood}</p:spTree>`))), 'bomb')
  assert.equal(await faultOf(changed(file, 'ppt/presentation.xml', (xml) => xml.replace('</p:sldIdLst>', `${'<p:sldId id="300" r:id="rId2"/>'.repeat(500)}</p:sldIdLst>`))), 'bomb')
})

test('a relationship that leads out of the file is not followed', async () => {
  const outside = changed(file, /^ppt\/charts\/_rels\/chart1\.xml\.rels$/, (xml) => xml.replace(/Target="[^"]*"/, 'Target="file:///etc/hosts" TargetMode="External"'))
  const parts = partsOf(file)
  const before = asked
  assert.equal(await faultOf(outside), 'none')
  assert.ok(parts.size > 0 && asked > before)
})

test('nothing is asked of the cache for a file that is refused', async () => {
  const before = asked
  await faultOf(changed(file, 'ppt/slides/slide9.xml', (xml) => xml.replace('</p:sld>', '')))
  assert.equal(asked, before)
})
