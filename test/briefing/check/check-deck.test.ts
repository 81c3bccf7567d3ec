/** Every figure of a deck is found again in its file, and whatever was changed in the file or in the cache since is told of by name. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { checkDeck } from '../../../main/briefing/check/check-deck.ts'
import { hashFact } from '../../../main/briefing/facts/hash-fact.ts'
import { placedFigures } from '../../../main/briefing/placed-figures.ts'
import type { CheckedDeck, CheckedFigure, Deck, DeckPart, FigureFate } from '../../../preload/contract/deck.ts'
import { sampleDeck } from '../sample-deck.ts'
import { askOf, changed, changedWorkbook, fileOf, type Parts, partsOf, zipOf } from './deck-files.ts'
import { savedAgain } from './saved-again.ts'

const deck = sampleDeck()
let file: Uint8Array<ArrayBuffer>
before(async () => {
  file = await fileOf(deck)
})

const check = (bytes: Uint8Array, ask = askOf(deck)): Promise<CheckedDeck> => checkDeck(bytes, { ask })
const told = ({ figures }: CheckedDeck): [FigureFate, CheckedFigure['place'], string | null, string | null][] => figures.filter(({ fate }) => fate !== 'unchanged').map(({ fate, place, was, shown }) => [fate, place, was, shown])
/** The slide's part, its text runs those of the model: one figure is one run. */
const slidePart = (id: string): string => [...partsOf(file)].find(([name, part]) => /^ppt\/slides\/slide\d+\.xml$/.test(name) && String(part).includes(`name="${id}:title"`))![0]
const run = (text: string, other: string) => (xml: string): string => xml.replace(`>${text}</a:t>`, `>${other}</a:t>`)

test('in a file as it was written each placed figure is found once and unchanged, with what it was asked by', async () => {
  const checked = await check(file)
  assert.deepEqual(told(checked), [])
  assert.deepEqual(checked.counts, { unchanged: placedFigures(deck).length, drifted: 0, edited: 0, unknown: 0 })
  assert.ok(checked.isSound)
  assert.deepEqual([checked.run, checked.title, checked.author, checked.madeAt, checked.simulated, checked.slidesGone], [deck.run, deck.title, deck.author, deck.madeAt, true, []])
  const reports = checked.figures.find(({ slide, label }) => slide === 'kpi' && label === '随手拍线索(件) · 本周')!
  assert.deepEqual({ ...reports, params: null }, {
    slide: 'kpi', slideTitle: '订单升 6.2%,每万单线索降 11.1%', page: 2, shape: 'visual', place: 'table', label: '随手拍线索(件) · 本周', fate: 'unchanged', was: '1,842', shown: '1,842', now: '1,842',
    query: 'kpis', params: null, records: 1_842, asOf: deck.asOf, nowAsOf: deck.asOf,
  })
})

test('the notes of a deck are not in its data, so that they are gone once they are taken out', () => {
  const item = String(partsOf(file).get('customXml/item1.xml'))
  assert.ok(item.includes('线索低于前 12 周均值'))
  for (const { notes } of deck.slides) for (const note of notes) assert.ok(!item.includes(note), note)
})

test('one digit changed in a title, a so-what line, a table, a list beside a map or a paragraph is caught where it stands', async () => {
  const places: [slide: string, text: string, other: string, place: CheckedFigure['place']][] = [
    ['kpi', '6.2%', '6.3%', 'text'], ['kpi', '1,842', '1,942', 'text'], ['kpi', '173,459', '173,450', 'table'], ['map', '171.4', '177.4', 'text'], ['map', '138.8', '138.3', 'table'], ['spots', '176.4', '176.5', 'table'], ['limits', '482,113', '482,114', 'text'],
    ['cover', '2026-11-23 06:30', '2026-11-23 06:31', 'text'], ['overdue', '2026-11-17', '2026-11-19', 'table'],
  ]
  for (const [slide, text, other, place] of places) {
    const checked = await check(changed(file, slidePart(slide), run(text, other)))
    const found = checked.figures.filter(({ fate }) => fate !== 'unchanged')
    assert.deepEqual(found.map((one) => [one.slide, one.fate, one.was, one.shown]), [[slide, 'edited', text, other]], `${text} → ${other}`)
    assert.equal(found[0]!.now, text)
    assert.ok(place === found[0]!.place || (slide === 'kpi' && text === '1,842'))
  }
})

test('one digit changed in any text of any slide is caught, whichever digit it is', async () => {
  const parts = partsOf(file)
  const missed: string[] = []
  for (const [name, part] of parts) {
    if (!/^ppt\/slides\/slide\d+\.xml$/.test(name)) continue
    const xml = String(part).replace(/<a:fld.*?<\/a:fld>/gs, (field) => ' '.repeat(field.length))
    const digits = [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].flatMap((match) => [...match[1]!].flatMap((letter, n) => (/\d/.test(letter) ? [match.index + 5 + n] : [])))
    assert.ok(digits.length > 0)
    // Every seventh, from another begin on each slide: all of them take a minute.
    for (let n = name.length % 7; n < digits.length; n += 7) {
      const at = digits[n]!
      const other = (Number(xml[at]) + 1) % 10
      const checked = await check(zipOf(new Map([...parts, [name, `${String(part).slice(0, at)}${other}${String(part).slice(at + 1)}`]])))
      if (checked.counts.edited + checked.counts.unknown === 0) missed.push(`${name}: ${xml.slice(at - 12, at + 3)}`)
    }
  }
  assert.deepEqual(missed, [])
})

const changedValue = (xml: string): string => xml.replace('<c:v>2061</c:v>', '<c:v>2062</c:v>')

const changedCell = (xml: string): string => xml.replace('<v>2061</v>', '<v>2063</v>')

test('a value changed in the picture of a chart, in its workbook or in both is caught and told apart', async () => {
  const isChart = /^ppt\/charts\/chart\d+\.xml$/
  assert.deepEqual(told(await check(changed(file, isChart, changedValue))), [['edited', 'chart', '2,061', '2,062']])
  assert.deepEqual(told(await check(changedWorkbook(file, 0, changedCell))), [['edited', 'workbook', '2,061', '2,063']])
  assert.deepEqual(told(await check(changed(changedWorkbook(file, 0, changedCell), isChart, changedValue))), [['edited', 'chart', '2,061', '2,062']])
  assert.deepEqual(told(await check(changed(file, isChart, (xml) => xml.replace('<c:v>2061</c:v>', '<c:v>2061.0004</c:v>')))), [['edited', 'chart', '2,061', '2061.0004']], 'also where the label would be the same')
  assert.deepEqual(told(await check(changed(file, isChart, (xml) => xml.replace(/<c:pt idx="0"><c:v>2061<\/c:v><\/c:pt>/, '')))), [['edited', 'chart', '2,061', null]])
})

const swapNames = (xml: string): string => (xml.includes('>鄞州区<') ? xml.replaceAll('>鄞州区<', '>甲<').replaceAll('>海曙区<', '>鄞州区<').replaceAll('>甲<', '>海曙区<') : xml)

test('labels that change places, a category that is called otherwise and a format that says digits of its own are caught too', async () => {
  assert.ok(told(await check(changed(file, /^ppt\/charts\/chart\d+\.xml$/, swapNames))).some(([fate, place, was, shown]) => fate === 'edited' && place === 'chart' && was === '鄞州区' && shown === '海曙区'))
  assert.deepEqual(told(await check(changedWorkbook(file, 0, (xml) => xml.replace('线索', '订单')))), [['edited', 'workbook', '线索', '订单']])
  assert.deepEqual(told(await check(changed(file, /chart\d+\.xml$/, (xml) => xml.replace('formatCode="#,##0"', 'formatCode="&quot;999&quot;"'))))[0], ['unknown', 'chart', null, '999'])
  const turned = await check(changed(file, slidePart('kpi'), run('订单升 ', '订单降 ')))
  assert.deepEqual(told(turned), [['edited', 'text', '订单升 6.2%,每万单线索降 11.1%', '订单降 6.2%,每万单线索降 11.1%']])
})

test('digits that the program did not write are unknown: a text box, a row, a number in a line, a slide', async () => {
  const box = '<p:sp><p:nvSpPr><p:cNvPr id="99" name="TextBox 98"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>另有 37 件在途，12-31 前办结</a:t></a:r></a:p></p:txBody></p:sp>'
  const added = await check(changed(file, slidePart('areas'), (xml) => xml.replace('</p:spTree>', `${box}</p:spTree>`)))
  assert.deepEqual(told(added), [['unknown', 'text', null, '37'], ['unknown', 'text', null, '12-31']])
  assert.ok(added.figures.every(({ fate, query, was }) => fate !== 'unknown' || (query === null && was === null)))
  const row = '<a:tr h="1"><a:tc><a:txBody><a:p><a:r><a:t>合计</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>4,711</a:t></a:r></a:p></a:txBody></a:tc></a:tr>'
  assert.deepEqual(told(await check(changed(file, slidePart('kpi'), (xml) => xml.replace('</a:tbl>', `${row}</a:tbl>`)))), [['unknown', 'table', null, '4,711']])
  assert.deepEqual(told(await check(changed(file, slidePart('trend'), run('区间为泊松 95% 区间。', '区间为泊松 95% 区间，共 13 周。')))), [['unknown', 'text', null, '13']])
})

const diagramFrame = (id: string): string => `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="98" name="Diagram"/></p:nvGraphicFramePr><a:graphic><a:graphicData><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="${id}"/></a:graphicData></a:graphic></p:graphicFrame>`

test('digits in a diagram are unknown too, and nothing is in one that has lost its part', async () => {
  const parts = partsOf(file)
  const [slide, rels] = [slidePart('areas'), slidePart('areas').replace('slides/', 'slides/_rels/').concat('.rels')]
  parts.set(slide, String(parts.get(slide)).replace('</p:spTree>', `${diagramFrame('rId77')}${diagramFrame('rId78')}</p:spTree>`))
  parts.set(rels, String(parts.get(rels)).replace('</Relationships>', '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData" Target="../diagrams/data1.xml"/></Relationships>'))
  parts.set('ppt/diagrams/data1.xml', '<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><dgm:pt><dgm:t><a:p><a:r><a:t>减少 4</a:t></a:r><a:r><a:t>0%</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>')
  assert.deepEqual(told(await check(zipOf(parts))), [['unknown', 'text', null, '40']])
})

test('an operator’s own title stands for itself; its digits are told of once somebody changes them in the file', async () => {
  const own: Deck = { ...deck, slides: deck.slides.map((slide) => (slide.id === 'areas' ? { ...slide, title: [{ text: '三区合计 1,171 件' }], isTitleEdited: true } : slide)) }
  const written = await fileOf(own)
  assert.deepEqual(told(await check(written)), [])
  assert.deepEqual(told(await check(changed(written, slidePart('areas'), (xml) => xml.replace('1,171', '1,771')))), [['edited', 'text', '1,171', '1,771']])
})

const orderless = ({ figures }: CheckedDeck): string[] => figures.map((figure) => JSON.stringify({ ...figure, page: 0 })).toSorted()

test('a deck that another program has saved again is read the same', async () => {
  const before = await check(file)
  const after = await check(savedAgain(file))
  assert.deepEqual(orderless(after), orderless(before))
  assert.ok(after.isSound)
  assert.deepEqual(after.figures.filter(({ slide }) => slide === 'cover').map(({ page }) => page), [deck.slides.length], 'the cover went to the end')
  const edited = await check(changed(savedAgain(file), /^ppt\/slides\/slide1\d\d\.xml$/, (xml) => xml.replace('>173,4<', '>174,4<')))
  assert.deepEqual(told(edited), [['edited', 'table', '173,459', '174,459']])
})

test('a slide that is gone is named, one that is there twice is told of twice, and a row or table that is gone is gone', async () => {
  const ids = [...String(partsOf(file).get('ppt/presentation.xml')).matchAll(/<p:sldId [^>]*>/g)].map(([id]) => id)
  const gone = await check(changed(file, 'ppt/presentation.xml', (xml) => xml.replace(ids[1]!, '')))
  assert.deepEqual(gone.slidesGone, [{ slide: 'kpi', title: '订单升 6.2%,每万单线索降 11.1%' }])
  assert.deepEqual(told(gone), [])
  assert.ok(gone.figures.every(({ slide }) => slide !== 'kpi'))
  const twice = await check(changed(file, 'ppt/presentation.xml', (xml) => xml.replace(ids[1]!, `${ids[1]!}${ids[1]!.replace(/ id="\d+"/, ' id="999"')}`)))
  const once = (await check(file)).figures.filter(({ slide }) => slide === 'kpi').length
  assert.equal(twice.figures.filter(({ slide }) => slide === 'kpi').length, 2 * once)
  const shorter = await check(changed(file, slidePart('overdue'), (xml) => xml.replace(/<a:tr\b(?:(?!<a:tr\b).)*?20261112-0009.*?<\/a:tr>/s, '')))
  assert.deepEqual(told(shorter).map(([fate, , was, shown]) => [fate, was, shown]), [['edited', '3.1', null], ['edited', '2026-11-20', null]])
})

test('what the cache says otherwise now has drifted, with what it was and what it is, unless it was edited', async () => {
  const later = deck.asOf! + 3_600_000
  const moved = askOf(deck, (fact) => ({ ...fact, values: fact.values.map((row) => row.map((value) => (value === 1_842 ? 1_850 : value))), records: fact.records + 8, provenance: { ...fact.provenance, asOf: later } }))
  const checked = await check(file, moved)
  const drifted = checked.figures.filter(({ fate }) => fate === 'drifted')
  assert.deepEqual(new Set(drifted.map(({ slide, was, shown, now }) => `${slide} ${was} ${shown} ${now}`)), new Set(['kpi 1,842 1,842 1,850', 'trend 1,842 1,842 1,850']))
  assert.ok(drifted.every(({ asOf, nowAsOf }) => asOf === deck.asOf && nowAsOf === later))
  assert.equal(checked.counts.edited + checked.counts.unknown, 0)
  const both = await check(changed(file, slidePart('kpi'), run('6.2%', '6.3%')), askOf(deck, (fact) => ({ ...fact, values: fact.values.map((row) => row.map((value) => (value === 0.062 ? 0.071 : value))) })))
  assert.deepEqual(both.figures.filter(({ fate }) => fate === 'edited').map(({ was, shown, now }) => [was, shown, now]), [['6.2%', '6.3%', '7.1%']])
})

test('how old the data of a deck were does not drift, but is not to be edited either', async () => {
  const later = askOf(deck, (fact) => (fact.id === 'sources' ? { ...fact, values: fact.values.map(([source, asOf, rows]) => [source!, Number(asOf) + 7_200_000, rows!]) } : fact))
  assert.deepEqual(told(await check(file, later)), [])
  assert.deepEqual(told(await check(changed(file, slidePart('cover'), run('2026-11-23 06:30', '2026-11-23 08:30')), later)), [['edited', 'text', '2026-11-23 06:30', '2026-11-23 08:30']])
})

test('a change too small for the format is none; a row is found again by its name when the ranking has changed', async () => {
  assert.equal((await check(file, askOf(deck, (fact) => ({ ...fact, values: fact.values.map((row) => row.map((value) => (value === 0.062 ? 0.0621 : value))) })))).counts.drifted, 0)
  const turned = askOf(deck, (fact) => (fact.id === 'ranked' ? { ...fact, values: [1, 0, 2, 3].map((place, n) => [n + 1, ...fact.values[place]!.slice(1)]) } : fact))
  const drifted = (await check(file, turned)).figures.filter(({ fate }) => fate === 'drifted')
  assert.deepEqual(drifted.filter(({ label }) => !label.includes('鼓楼')).map(({ label, was, now }) => [label, was, now]), [['东柳街道', '1', '2'], ['月湖街道', '2', '1']])
  assert.ok(drifted.filter(({ label }) => label.includes('鼓楼')).every(({ now }) => now === '—'), 'the fifth is no longer listed')
})

test('what cannot be asked here is unknown, unless it was edited', async () => {
  const deaf = await check(changed(file, slidePart('kpi'), run('6.2%', '6.3%')), askOf(deck, () => null))
  assert.deepEqual(deaf.counts, { unchanged: 0, drifted: 0, edited: 1, unknown: placedFigures(deck).length - 1 })
  assert.ok(deaf.figures.every(({ now, nowAsOf }) => now === null && nowAsOf === null))
})

test('each fact is asked once', async () => {
  const asked: string[] = []
  const ask = askOf(deck)
  await check(file, (question) => {
    asked.push(JSON.stringify(question))
    return ask(question)
  })
  assert.equal(asked.length, deck.facts.length)
})

/** The file with its own data rewritten. */
function tampered(change: (part: DeckPart) => void, also: (parts: Parts) => void = () => {}): Uint8Array<ArrayBuffer> {
  const parts = partsOf(file)
  const item = String(parts.get('customXml/item1.xml'))
  const found = /^(.*?<deck [^>]*>)(.*)(<\/deck>)$/s.exec(item)!
  const part = JSON.parse(found[2]!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as DeckPart
  change(part)
  parts.set('customXml/item1.xml', `${found[1]}<![CDATA[${JSON.stringify(part)}]]>${found[3]}`)
  also(parts)
  return zipOf(parts)
}

const titleRun = (parts: Parts): void => void parts.set(slidePart('kpi'), run('6.2%', '6.3%')(String(parts.get(slidePart('kpi')))))

const changeSize = (part: DeckPart): void => void (part.deck.facts[0]!.values[0]![6] = 0.063)

const changeWords = (part: DeckPart): void => void (part.deck.slides[1]!.title[1]!.text = '6.3%')

test('data that were changed with the slide do not hide the change', async () => {
  assert.deepEqual(told(await check(tampered(() => {}))), [])
  const onlyWords = await check(tampered(changeWords, titleRun))
  assert.deepEqual([told(onlyWords), onlyWords.isSound], [[['edited', 'text', '6.2%', '6.3%']], true])
  const values = await check(tampered((part) => (changeSize(part), changeWords(part)), titleRun))
  assert.equal(values.isSound, false)
  assert.ok(values.figures.some(({ fate, was, shown, now }) => fate === 'edited' && was === null && shown === '6.3%' && now === '6.2%'))
  const rehashed = await check(tampered((part) => {
    changeSize(part)
    changeWords(part)
    part.deck.facts[0]!.hash = hashFact(part.deck.facts[0]!)
    part.figures = placedFigures(part.deck)
  }, titleRun))
  assert.deepEqual(rehashed.figures.filter(({ fate }) => fate !== 'unchanged').map(({ fate, was, now }) => [fate, was, now]), [['drifted', '6.3%', '6.2%']], 'whoever makes the hash anew is found out by the cache')
})

test('where this PC keeps the run, its own facts say what was written, however well the file was forged', async () => {
  const forged = tampered((part) => {
    changeSize(part)
    changeWords(part)
    part.deck.facts[0]!.hash = hashFact(part.deck.facts[0]!)
    part.figures = placedFigures(part.deck)
  }, titleRun)
  const checked = await checkDeck(forged, { ask: askOf(deck), recall: async (run) => (run === deck.run ? deck.facts : null) })
  assert.deepEqual([checked.isKept, checked.isSound], [true, false])
  assert.deepEqual(told(checked), [['edited', 'text', '6.2%', '6.3%']])
  const clean = await checkDeck(file, { ask: askOf(deck), recall: async () => deck.facts })
  assert.deepEqual([clean.isKept, clean.isSound, told(clean)], [true, true, []])
  assert.equal((await checkDeck(file, { ask: askOf(deck), recall: async () => deck.facts.slice(1) })).isSound, false, 'a fact that the run never had')
})

test('a figure whose fact was taken out, and a list of figures that is not the slides’, are seen', async () => {
  const without = await check(tampered((part) => void part.deck.facts.splice(2, 1)))
  assert.equal(without.isSound, false)
  assert.ok(without.counts.unknown >= 39)
  assert.equal((await check(tampered((part) => void part.figures.pop()))).isSound, false)
  assert.equal((await check(tampered((part) => void (part.figures[3]!.value = 7)))).isSound, false)
})
