/** However a file was mutilated, it is checked or refused by name: never another error, never a figure vouched for that is not there. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import * as fc from 'fast-check'
import { checkDeck } from '../../../main/briefing/check/check-deck.ts'
import { DeckRefusal } from '../../../main/briefing/check/deck-refusal.ts'
import { placedFigures } from '../../../main/briefing/placed-figures.ts'
import type { CheckedDeck } from '../../../preload/contract/deck.ts'
import { sampleDeck } from '../sample-deck.ts'
import { askOf, fileOf, type Parts, partsOf, zipOf } from './deck-files.ts'

const deck = sampleDeck()
let file: Uint8Array<ArrayBuffer>
let parts: Parts
before(async () => {
  file = await fileOf(deck)
  parts = partsOf(file)
})

async function checkedOrRefused(bytes: Uint8Array): Promise<CheckedDeck | null> {
  try {
    return await checkDeck(bytes, { ask: askOf(deck) })
  } catch (error) {
    assert.ok(error instanceof DeckRefusal, String(error))
    return null
  }
}

test('bytes changed at random', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (changes) => {
    const bytes = Uint8Array.from(file)
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte
    await checkedOrRefused(bytes)
  }), { numRuns: 60 })
})

const ELEMENT = /<(a:p|a:r|a:t|p:sp|p:graphicFrame|a:tr|a:tc|c:ser|c:pt|c:cat|c:val|c:tx|c:f|Relationship|p:sldId)\b[^>]*?(?:\/>|>.*?<\/\1>)/gs

test('elements taken out, doubled or emptied at random: what is still vouched for stands in the file', async () => {
  const names = [...parts.keys()].filter((name) => /^ppt\/(slides|charts)\/|^ppt\/presentation\.xml$/.test(name) && typeof parts.get(name) === 'string')
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('out', 'twice', 'empty')), { minLength: 1, maxLength: 3 }), async (changes) => {
    const copy = new Map(parts)
    for (const [part, place, how] of changes) {
      const name = names[part % names.length]!
      const text = String(copy.get(name))
      const found = [...text.matchAll(ELEMENT)]
      const element = found[place % Math.max(1, found.length)]
      if (element === undefined) continue
      const instead = how === 'out' ? '' : how === 'twice' ? element[0].repeat(2) : element[0].replace(/>[^<]+</g, '><')
      copy.set(name, `${text.slice(0, element.index)}${instead}${text.slice(element.index + element[0].length)}`)
    }
    const checked = await checkedOrRefused(zipOf(copy))
    if (checked === null) return
    assert.ok(checked.isSound)
    assert.ok(checked.figures.every(({ fate, was, shown }) => fate !== 'unchanged' || was === shown))
    const twice = changes.filter(([, , how]) => how === 'twice').length
    assert.ok(twice > 0 || checked.counts.unchanged <= placedFigures(deck).length)
  }), { numRuns: 80 })
})
